import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSubgraphConfig, serveSubgraph, type SubgraphDefinition } from '@nuan/federation';
import { createTestDatabase, testTokens } from '@nuan/testing';

import { compose } from '../../tools/compose-supergraph/src/composition';
import { readSubgraphs } from '../../tools/compose-supergraph/src/subgraph-sdl';

const ROOT = join(__dirname, '../..');
const APP = join(ROOT, 'apps/sprout');

/** Runs a program of the workspace as a developer would, and returns what it printed. */
function run(script: string, ...args: string[]): string {
  const env = { ...process.env, NX_DAEMON: 'false', SWC_NODE_PROJECT: 'tsconfig.base.json' };
  return execFileSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
    stdio: 'pipe',
  });
}

describe('a generated subgraph', () => {
  beforeAll(() => {
    rmSync(APP, { recursive: true, force: true });
    run('nx/dist/bin/nx.js', 'g', '@nuan/generators:subgraph', 'sprout', '--aggregate=leaf');
  });

  afterAll(() => rmSync(APP, { recursive: true, force: true }));

  it('has its schema emitted, and composes with the others', () => {
    expect(existsSync(join(APP, 'schema.graphql'))).toBe(true);
    const { supergraph } = compose(readSubgraphs(ROOT));
    expect(supergraph).toContain('SPROUT');
  });

  it('type-checks, and passes the specs that it is born with', () => {
    run('typescript7/bin/tsc', '-p', 'apps/sprout');
    run('jest/bin/jest.js', '-c', 'apps/sprout/jest.config.cjs');
  });

  it('migrates and serves', async () => {
    const { sproutSubgraph } = (await import(join(APP, 'src/sprout.subgraph'))) as {
      sproutSubgraph: SubgraphDefinition;
    };
    const database = await createTestDatabase(sproutSubgraph.database);
    const tokens = testTokens();
    const keyDir = mkdtempSync(join(tmpdir(), 'nuan-sprout-'));
    const jwksFile = join(keyDir, 'jwks.json');
    writeFileSync(jwksFile, JSON.stringify(tokens.jwks));
    const env = {
      NUAN_SPROUT_PORT: '0',
      NUAN_SPROUT_DATABASE_URL: database.url,
      NUAN_MODE: 'development',
      NUAN_JWKS: jwksFile,
      NUAN_JWT_ISSUER: tokens.issuer,
      NUAN_JWT_AUDIENCE: tokens.audience,
      NUAN_LOG_LEVEL: 'silent',
    };
    const serving = await serveSubgraph(sproutSubgraph, readSubgraphConfig('sprout', 0, env));
    try {
      const readiness = await fetch(`${serving.url}/readiness`);
      expect([readiness.status, await readiness.json()]).toMatchObject([200, { ready: true, name: 'sprout' }]);
      const answer = await fetch(`${serving.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${await tokens.issue()}` },
        body: JSON.stringify({ query: '{ sproutLeafs { totalCount } }' }),
      });
      expect(await answer.json()).toMatchObject({ data: { sproutLeafs: { totalCount: 0 } } });
    } finally {
      await serving.stop();
      await database.drop();
      rmSync(keyDir, { recursive: true });
    }
  });

  it('tells when its aggregates differ from its rows', async () => {
    const { sproutSubgraph } = (await import(join(APP, 'src/sprout.subgraph'))) as {
      sproutSubgraph: SubgraphDefinition;
    };
    const database = await createTestDatabase(sproutSubgraph.database);
    const drift = () =>
      spawnSync(process.execPath, ['-r', '@swc-node/register', 'apps/sprout/src/main.ts', 'drift'], {
        cwd: ROOT,
        encoding: 'utf8',
        env: {
          ...process.env,
          SWC_NODE_PROJECT: 'tsconfig.base.json',
          NUAN_SPROUT_DATABASE_URL: database.url,
          NUAN_SPROUT_OWNER_DATABASE_URL: database.ownerUrl,
          NUAN_JWKS: 'unused',
          NUAN_JWT_ISSUER: 'unused',
        },
      });
    try {
      expect(drift()).toMatchObject({
        status: 0,
        stdout: 'sprout: the rollups equal the rows\nsprout: every column has its sensitivity\n',
      });
      await database.owner.query(`insert into rollup_counter values ('sprout_leaf', '340102', '', 2016, '', 3, 0)`);
      const broken = drift();
      expect(broken.status).toBe(1);
      expect(broken.stdout).toContain('"regionCode":"340102"');
      expect(broken.stdout).toContain('sprout: 1 cells differ');
    } finally {
      await database.drop();
    }
  });
});
