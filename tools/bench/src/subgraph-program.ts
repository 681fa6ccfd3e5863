import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  issueDevelopmentToken,
  loadOrCreateDevelopmentKey,
} from '@nuan/auth';
import type { ProvisionedDatabase } from '@nuan/database';
import { FaultError } from '@nuan/errors';

const PATIENCE_MS = 60_000;
const EVERY_MS = 50;
const TOKEN_TTL_S = 3_600;

/** Where the program of assistance runs, and when in the domain. */
export interface ProgramPlace {
  readonly root: string;
  /** A folder of the bench's own, for keys. */
  readonly dir: string;
  readonly clockOffsetMs: number;
}

/** The program of assistance, as it is deployed, over a database of the bench. */
export interface AssistanceProgram {
  /** Asks as a maker of the whole province. @throws FaultError for anything but data. */
  ask<T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T>;
  stop(): Promise<void>;
}

function environment(
  { dir, clockOffsetMs }: ProgramPlace,
  database: ProvisionedDatabase,
  port: number,
): NodeJS.ProcessEnv {
  const key = loadOrCreateDevelopmentKey(dir);
  const jwks = join(dir, 'jwks.json');
  writeFileSync(jwks, JSON.stringify(key.jwks));
  return {
    PATH: '',
    NUAN_ASSISTANCE_PORT: String(port),
    NUAN_ASSISTANCE_DATABASE_URL: database.url,
    NUAN_ASSISTANCE_OWNER_DATABASE_URL: database.ownerUrl,
    NUAN_JWKS: jwks,
    NUAN_JWT_ISSUER: DEVELOPMENT_ISSUER,
    NUAN_JWT_AUDIENCE: DEVELOPMENT_AUDIENCE,
    NUAN_CLOCK_OFFSET_MS: String(clockOffsetMs),
    NUAN_LOG_LEVEL: 'error',
  };
}

const programOf = (root: string): string => join(root, 'apps/assistance/dist/main.cjs');

/** Builds the program when it is stale, and brings the schema of a database up to date. @throws FaultError when either fails. */
export function migrateAssistance(place: ProgramPlace, database: ProvisionedDatabase): void {
  const build = spawnSync(process.execPath, [join(place.root, 'tools/build/build.mjs'), 'assistance'], {
    encoding: 'utf8',
  });
  if (build.status !== 0) throw new FaultError(`assistance can't be built: ${build.stderr}`);
  const env = environment(place, database, 1);
  const run = spawnSync(process.execPath, [programOf(place.root), 'migrate'], { env, encoding: 'utf8' });
  if (run.status !== 0) throw new FaultError(`the schema of assistance can't be made: ${run.stderr}`);
}

/** Starts the program over a database; it ends with the bench at the latest. */
export async function startAssistance(place: ProgramPlace, database: ProvisionedDatabase): Promise<AssistanceProgram> {
  const port = await freePort();
  const env = environment(place, database, port);
  const child = spawn(process.execPath, [programOf(place.root), 'serve'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGTERM'));
  const { privateJwk } = loadOrCreateDevelopmentKey(place.dir);
  const token = await issueDevelopmentToken({
    role: 'maker',
    region: '340000',
    privateJwk,
    issuer: DEVELOPMENT_ISSUER,
    audience: DEVELOPMENT_AUDIENCE,
    ttlS: TOKEN_TTL_S,
  });
  const ask = async <T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: T; errors?: { message: string }[] };
    if (!answer.data || answer.errors?.length) throw new FaultError(`assistance answered: ${JSON.stringify(answer)}`);
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
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(EVERY_MS)) {
    const answer = await fetch(`http://127.0.0.1:${port}/readiness`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok === true) return;
  }
  throw new FaultError(`assistance was not ready after ${PATIENCE_MS / 1000} s`);
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
