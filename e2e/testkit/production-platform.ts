import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readSubgraphConfig, type RunningSubgraph, serveSubgraph } from '@nuan/federation';
import { testTokens } from '@nuan/testing';

import { PersonRole } from '../../apps/identity/src/role/person-role';
import { SAMPLE_DATABASES, type SampleDatabase } from '../../tools/sample-data/src';
import { IdentityOffice } from '../identity/identity-office';
import { definitionOf } from './definitions';
import { copySampleDatabases } from './sample-databases';
import { GATEWAY_SECRET, subgraphEnvironment, writeKeys } from './sample-supergraph';

/** A program of the platform that answers GraphQL. */
export type ProgramName = 'gateway' | SampleDatabase;

/** The gateway as its own process and the five subgraphs, all in production, with identity's tokens. */
export interface ProductionPlatform {
  readonly urls: Readonly<Record<ProgramName, string>>;
  /** Tokens of persons that identity knows. */
  readonly tokens: { readonly county: string; readonly admin: string };
  stop(): Promise<void>;
}

/** Starts all of it by the variables of production, with no default of development left. */
export async function startProductionPlatform(): Promise<ProductionPlatform> {
  const [office, copies] = [await IdentityOffice.start(), await copySampleDatabases()];
  const dir = mkdtempSync(join(tmpdir(), 'nuan-audited-'));
  const unused = testTokens();
  await writeKeys(unused, dir);
  const ours = { ...office.environment(), NUAN_MODE: 'production' };
  const subgraphs = {} as Record<SampleDatabase, RunningSubgraph>;
  // One after another: decorators register in one place of the process.
  for (const name of SAMPLE_DATABASES) {
    const env = { ...subgraphEnvironment(name, copies[name].url, unused, dir), ...ours };
    subgraphs[name] = await serveSubgraph(definitionOf(name, env), readSubgraphConfig(name, 0, env));
  }
  const urls = SAMPLE_DATABASES.map((name) => [name, `${subgraphs[name].url}/graphql`] as const);
  const { child, url } = await startGateway({
    ...ours,
    ...Object.fromEntries(urls.map(([name, address]) => [`NUAN_${name.toUpperCase()}_URL`, address])),
  });
  return {
    urls: { ...(Object.fromEntries(urls) as Record<SampleDatabase, string>), gateway: `${url}/graphql` },
    tokens: {
      county: await office.token(await office.appointed(PersonRole.COUNTY, '340102')),
      admin: await office.token(await office.appointed(PersonRole.ADMIN, '340000')),
    },
    async stop() {
      child.kill('SIGKILL');
      await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.stop()));
      await Promise.all(Object.values(copies).map((copy) => copy.drop()));
      await office.close();
      rmSync(dir, { recursive: true });
    },
  };
}

/** The gateway's own program, on a port of the system's choice. */
async function startGateway(
  env: Readonly<Record<string, string>>,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', 'apps/gateway/src/main.ts'], {
    cwd: resolve(__dirname, '../..'),
    env: { ...env, NUAN_PORT: '0', NUAN_GATEWAY_SECRET: GATEWAY_SECRET, SWC_NODE_PROJECT: 'tsconfig.base.json' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  for (;;) {
    const [, url] = /"url":"([^"]+)"/.exec(output) ?? [];
    if (url) return { child, url };
    if (child.exitCode !== null) throw new TypeError(`the gateway ended: ${output}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
