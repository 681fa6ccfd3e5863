import { createHash } from 'node:crypto';
import { asAdmin, rebuildRollupsIn } from '@nuan/database';
import { ConflictError } from '@nuan/errors';
import { newId } from '@nuan/kernel';
import type { Client } from 'pg';
import { copyTable } from './copy-table';
import { resumeSchema, suspendSchema } from './suspended-schema';
import type { TableLoad } from './table-load';

/** Raised whenever the same scale and seed would give other rows. */
export const SAMPLE_VERSION = 2;

/** One database's load. */
export interface LoadRequest {
  /** For messages. */
  readonly database: string;
  /** The role that owns the tables; no superuser is needed. */
  readonly ownerUrl: string;
  readonly scale: number;
  readonly seed: number;
  /** Asked for only when there is something to load. */
  readonly tables: () => readonly TableLoad[];
  /** Roughly how many rows are to come, for the progress alone. */
  readonly expectedRows?: number;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** How far a load is. */
export interface LoadProgress {
  readonly database: string;
  readonly phase: 'ROWS' | 'INDEXES' | 'ROLLUPS' | 'DONE';
  /** The table being filled, in the phase ROWS. */
  readonly table: string | null;
  readonly rows: number;
  /** 0 to 1, never falling. */
  readonly fraction: number;
}

/** What a load did. */
export interface LoadResult {
  readonly database: string;
  /** PRESENT: this very sample was there. OUTDATED: it was, as an earlier version of the sample made it; it was left alone. */
  readonly outcome: 'LOADED' | 'PRESENT' | 'OUTDATED';
  readonly rows: number;
  readonly seconds: number;
}

const KIND = 'SAMPLE';
const ROWS_SHARE = 0.7;
const INDEXES_SHARE = 0.22;

/**
 * Loads one database's sample in ONE transaction: all of it is there or nothing, so a load that was cut off is simply done
 * again. The rows go in by COPY without indexes, foreign keys and triggers, which come back checked; rollups are rebuilt
 * from the rows; one `bulk_load` row with counts and a checksum stands for the audit rows.
 * @throws ConflictError when another scale is loaded, or rows are there that no load brought.
 */
export async function loadDatabase(request: LoadRequest): Promise<LoadResult> {
  const startedAt = new Date();
  return asAdmin(request.ownerUrl, async (client) => {
    await client.query('begin');
    try {
      for (const setting of SETTINGS) await client.query(`set local ${setting}`);
      await client.query('select pg_advisory_xact_lock(7364004)');
      const known = await loadedBefore(client, request);
      const rows = known === null ? await fill(client, request, startedAt) : 0;
      await client.query('commit');
      const seconds = (Date.now() - startedAt.getTime()) / 1000;
      request.onProgress?.({ database: request.database, phase: 'DONE', table: null, rows, fraction: 1 });
      return { database: request.database, outcome: known ?? 'LOADED', rows, seconds };
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  });
}

const SETTINGS = [
  'statement_timeout = 0',
  'lock_timeout = 0',
  'idle_in_transaction_session_timeout = 0',
  "maintenance_work_mem = '256MB'",
  "work_mem = '128MB'",
  'jit = off',
  // The server's own ANALYZE looks closer later; a sample of 12,000 rows a table plans as well at a third of the cost.
  'default_statistics_target = 40',
  'max_parallel_maintenance_workers = 0',
];

async function loadedBefore(
  client: Client,
  { database, scale, seed }: LoadRequest,
): Promise<'PRESENT' | 'OUTDATED' | null> {
  const found = await client.query<{ scale: string; seed: string; checksum: string }>(
    'select scale::text, seed::text, checksum from bulk_load where kind = $1',
    [KIND],
  );
  const [row] = found.rows;
  if (row === undefined) return null;
  if (Number(row.scale) !== scale || Number(row.seed) !== seed) {
    throw new ConflictError(
      'SAMPLE_SCALE',
      `The database of ${database} holds the sample at scale ${row.scale} (seed ${row.seed}), not ${String(scale)} (seed ${String(seed)}): start with NUAN_SCALE=${row.scale}, or run "npm run reset" to start over.`,
    );
  }
  return row.checksum.startsWith(`${String(SAMPLE_VERSION)}:`) ? 'PRESENT' : 'OUTDATED';
}

async function fill(client: Client, request: LoadRequest, startedAt: Date): Promise<number> {
  const loads = request.tables();
  const filled = [...new Set(loads.map((load) => load.table))];
  await assertEmpty(client, request.database, filled);
  const suspended = await suspendSchema(client);
  // Nothing is lost: they are empty. COPY may freeze rows only into a table truncated in its own transaction.
  await client.query(`truncate ${filled.join(', ')}`);
  const counts: Record<string, number> = {};
  const checksum = createHash('sha256');
  let done = 0;
  const expected = request.expectedRows ?? 1;
  const report = (phase: LoadProgress['phase'], table: string | null, rows: number, fraction: number): void => {
    request.onProgress?.({ database: request.database, phase, table, rows, fraction });
  };
  for (const load of loads) {
    const copied = await copyTable(client, load, (rows) => {
      report('ROWS', load.table, done + rows, ROWS_SHARE * Math.min(1, (done + rows) / expected));
    });
    done += copied.rows;
    counts[load.table] = (counts[load.table] ?? 0) + copied.rows;
    checksum.update(`${load.table} ${copied.checksum}\n`);
  }
  // Before anything reads the rows: planned for empty tables, checking keys and adding up rollups takes three times as long.
  await client.query(`analyze ${filled.join(', ')}`);
  await resumeSchema(client, suspended, (part) => {
    report('INDEXES', null, done, ROWS_SHARE + INDEXES_SHARE * part);
  });
  report('ROLLUPS', null, done, ROWS_SHARE + INDEXES_SHARE);
  await rebuildDerivedTables(client);
  await rebuildRollupsIn({ query: async <T>(sql: string) => (await client.query(sql)).rows as T });
  await client.query('analyze rollup_counter');
  await client.query(
    'insert into bulk_load (id, kind, scale, seed, counts, checksum, started_at, finished_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      newId(),
      KIND,
      request.scale,
      request.seed,
      counts,
      `${String(SAMPLE_VERSION)}:${checksum.digest('hex')}`,
      startedAt,
      new Date(),
    ],
  );
  return done;
}

/** Tables that triggers keep, refilled by their own functions: a load brings no second opinion of what follows from its rows. */
async function rebuildDerivedTables(client: Client): Promise<void> {
  const known = await client.query<{ exists: boolean }>(`select to_regclass('derived_table') is not null as exists`);
  if (known.rows[0]?.exists !== true) return;
  const derived = await client.query<{ name: string; rebuild: string }>(
    'select name, rebuild from derived_table order by name',
  );
  for (const { name, rebuild } of derived.rows) {
    await client.query(`select ${rebuild}()`);
    await client.query(`analyze ${name}`);
  }
}

async function assertEmpty(client: Client, database: string, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const found = await client.query<{ filled: boolean }>(`select exists (select from ${table}) as filled`);
    if (found.rows[0]?.filled === true) {
      throw new ConflictError(
        'SAMPLE_OVER_DATA',
        `The database of ${database} holds rows in ${table} that no sample load brought: the sample is loaded into empty databases only.`,
      );
    }
  }
}
