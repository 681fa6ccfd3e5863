import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER, issueAllInOneToken, loadOrCreateDevelopmentKey } from '@nuan/auth';
import type { ProvisionedDatabase } from '@nuan/database';
import { FaultError } from '@nuan/errors';
import { until } from '@nuan/kernel';

import type { SubgraphName } from './bench.config';

const PATIENCE = { patienceMs: 60_000, everyMs: 50 };
const TOKEN_TTL_S = 3_600;

/** Where the program of a subgraph runs, and when in the domain. */
export interface ProgramPlace {
  readonly root: string;
  readonly subgraph: SubgraphName;
  /** A folder of the bench's own, for keys. */
  readonly dir: string;
  readonly clockOffsetMs: number;
}

/** The program of a subgraph, as it is deployed, over a database of the bench. */
export interface SubgraphProgram {
  /** Asks as a maker of the whole province. @throws FaultError for anything but data. */
  ask<T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T>;
  stop(): Promise<void>;
}

function environment(
  { subgraph, dir, clockOffsetMs }: ProgramPlace,
  database: ProvisionedDatabase,
  port: number,
): NodeJS.ProcessEnv {
  const key = loadOrCreateDevelopmentKey(dir);
  const name = `NUAN_${subgraph.toUpperCase()}`;
  const jwks = join(dir, 'jwks.json');
  writeFileSync(jwks, JSON.stringify(key.jwks));
  return {
    PATH: '',
    [`${name}_PORT`]: String(port),
    [`${name}_DATABASE_URL`]: database.url,
    [`${name}_OWNER_DATABASE_URL`]: database.ownerUrl,
    NUAN_MODE: 'development',
    NUAN_JWKS: jwks,
    NUAN_JWT_ISSUER: DEVELOPMENT_ISSUER,
    NUAN_JWT_AUDIENCE: DEVELOPMENT_AUDIENCE,
    NUAN_CLOCK_OFFSET_MS: String(clockOffsetMs),
    NUAN_LOG_LEVEL: 'error',
    NUAN_COST_PER_MINUTE: '0',
  };
}

const programOf = ({ root, subgraph }: ProgramPlace): string => join(root, 'apps', subgraph, 'dist/main.cjs');

/** Builds the program when it is stale, and brings the schema of a database up to date. @throws FaultError when either fails. */
export function migrateProgram(place: ProgramPlace, database: ProvisionedDatabase): void {
  const build = spawnSync(process.execPath, [join(place.root, 'tools/build/build.mjs'), place.subgraph], {
    encoding: 'utf8',
  });
  if (build.status !== 0) throw new FaultError(`${place.subgraph} can't be built: ${build.stderr}`);
  const env = environment(place, database, 1);
  const run = spawnSync(process.execPath, [programOf(place), 'migrate'], { env, encoding: 'utf8' });
  if (run.status !== 0) throw new FaultError(`the schema of ${place.subgraph} can't be made: ${run.stderr}`);
}

/** Starts the program over a database; it ends with the bench at the latest. */
export async function startProgram(place: ProgramPlace, database: ProvisionedDatabase): Promise<SubgraphProgram> {
  const port = await freePort();
  const env = environment(place, database, port);
  const child = spawn(process.execPath, [programOf(place), 'serve'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGTERM'));
  const token = await issueAllInOneToken(place.dir, 'maker', { region: '340000', ttlS: TOKEN_TTL_S });
  const ask = async <T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: T; errors?: { message: string }[] };
    if (!answer.data || answer.errors?.length)
      throw new FaultError(`${place.subgraph} answered: ${JSON.stringify(answer)}`);
    return answer.data;
  };
  await untilReady(port);
  const stop = async (): Promise<void> => {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  };
  return { ask, stop };
}

async function untilReady(port: number): Promise<void> {
  const look = async (): Promise<boolean> => {
    const answer = await fetch(`http://127.0.0.1:${port}/readiness`).catch(() => null);
    await answer?.arrayBuffer();
    return answer?.ok === true;
  };
  if (!(await until(look, PATIENCE)))
    throw new FaultError(`the program was not ready after ${PATIENCE.patienceMs / 1000} s`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new FaultError('no free port was found');
  return address.port;
}
