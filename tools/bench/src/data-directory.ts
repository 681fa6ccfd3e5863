import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueAllInOneToken } from '@nuan/auth';
import { databaseUrls } from '@nuan/database';
import { FaultError } from '@nuan/errors';
import pg from 'pg';
import { type BenchConfig, SUBGRAPHS, type SubgraphName } from './bench.config';

/** What a contestant needs of the running all-in-one. */
export interface RunningData {
  /** Each database as its application role. */
  readonly urls: Readonly<Record<SubgraphName, string>>;
  /** The embedded server's first process; null where the server isn't ours to look into. */
  readonly postmasterPid: number | null;
  /** The processes that the launcher started. */
  readonly childPids: readonly number[];
  /** Added to the system's clock to make the domain's. */
  readonly clockOffsetMs: number;
  readonly jwksFile: string;
  /** Size of the sample campaign that is loaded; null when it was not loaded from the sample. */
  readonly scale: number | null;
  /** A token of the province, good for the whole run. */
  readonly token: string;
}

const TOKEN_TTL_S = 3600;

/** Reads what the running all-in-one keeps in its data directory. @throws FaultError when something isn't there. */
export async function readRunningData(config: BenchConfig): Promise<RunningData> {
  const { dataDir } = config;
  const { roles } = readJson<{ roles: string }>(join(dataDir, 'secrets.json'));
  const { clockOffsetMs = 0 } = readJson<{ clockOffsetMs?: number }>(join(dataDir, 'state.json'));
  const children = readJson<{ pid: number }[]>(join(dataDir, 'children.json'));
  const isEmbedded = config.adminUrl === null && Object.keys(config.ownUrls).length < SUBGRAPHS.length;
  const postmaster = isEmbedded ? readPostmaster(join(dataDir, 'postgres/data/postmaster.pid')) : null;
  const adminUrl = config.adminUrl ?? `postgres://nuan@127.0.0.1:${postmaster?.port ?? 5432}/postgres`;
  const urls = Object.fromEntries(
    SUBGRAPHS.map((name) => [
      name,
      config.ownUrls[name] ?? databaseUrls(adminUrl, `nuan_${name}`, name, { secret: roles }).url,
    ]),
  ) as Record<SubgraphName, string>;
  return {
    urls,
    scale: await readScale(urls.workers),
    postmasterPid: postmaster?.pid ?? null,
    childPids: children.map(({ pid }) => pid),
    clockOffsetMs,
    jwksFile: join(dataDir, 'jwks.json'),
    token: await issueAllInOneToken(dataDir, 'province', { ttlS: TOKEN_TTL_S }),
  };
}

/** Every load leaves a row that says its scale. */
async function readScale(url: string): Promise<number | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ scale: string }>('select scale from bulk_load limit 1');
    return rows[0] === undefined ? null : Number(rows[0].scale);
  } finally {
    await client.end();
  }
}

/** PostgreSQL writes its pid into the first line of the file and its port into the fourth. */
function readPostmaster(file: string): { pid: number; port: number } {
  const lines = readText(file).split('\n');
  return { pid: Number(lines[0]), port: Number(lines[3]) };
}

function readJson<T>(file: string): T {
  return JSON.parse(readText(file)) as T;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new FaultError(`${file} can't be read: is NUAN_DATA_DIR that of the all-in-one that answers on NUAN_PORT?`, {
      cause,
    });
  }
}
