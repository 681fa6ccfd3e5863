import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { asAdmin, type ProvisionedDatabase, startEmbeddedPostgres } from '@nuan/database';
import { readActors, readTrail } from '@nuan/facts';
import { Client } from 'pg';

import { Arena } from '../arena';
import type { AuditBenchConfig } from '../bench.config';
import { migrateProgram } from '../subgraph-program';
import { fillAudit, personIds } from './audit-world';

/** How the question is asked. */
export interface AuditBenchOptions extends AuditBenchConfig {
  readonly root: string;
  readonly report: (line: string) => void;
}

/** One size of leaked list. */
export interface AuditAnswer {
  readonly persons: number;
  /** Acts that touched any of them. */
  readonly acts: number;
  /** Officers who did. */
  readonly officers: number;
  /** Who saw how many of them: cold (the first time) and the median of five, in milliseconds. */
  readonly actorsColdMs: number;
  readonly actorsMs: number;
  /** The newest 100 acts, the median of five. */
  readonly trailMs: number;
  /** The same sum without the index on subjects, once, for short lists: it reads everything for each person. */
  readonly scanMs: number | null;
}

/** What was measured. */
export interface AuditBench {
  readonly rows: number;
  readonly persons: number;
  readonly sizeBytes: number;
  readonly answers: readonly AuditAnswer[];
}

const LEAKED = [1, 10, 100, 1_000, 5_000];
const EVERYWHERE = ['34%'];

/** Asks who saw how many of a leaked list in an audit of many rows, as the application role asks. */
export async function runAuditBench({ root, report, rows, persons, adminUrl }: AuditBenchOptions): Promise<AuditBench> {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-bench-'));
  const server =
    adminUrl === null
      ? await startEmbeddedPostgres({ dir: join(root, 'node_modules/.cache/nuan/bench-postgres') })
      : null;
  const arena = new Arena(adminUrl ?? server?.adminUrl ?? '', 'workers');
  try {
    const database = await arena.create();
    migrateProgram({ root, subgraph: 'workers', dir, clockOffsetMs: 0 }, database);
    const ids = await asAdmin(database.ownerUrl, async (owner) => {
      await fillAudit(owner, { rows, persons }, report);
      return personIds(owner, Math.max(...LEAKED));
    });
    return await ask(database, { rows, persons, ids, report });
  } finally {
    await arena.clear();
    await server?.stop();
    rmSync(dir, { recursive: true });
  }
}

interface Asked {
  readonly rows: number;
  readonly persons: number;
  readonly ids: readonly string[];
  readonly report: (line: string) => void;
}

async function ask(database: ProvisionedDatabase, { rows, persons, ids, report }: Asked): Promise<AuditBench> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const db = {
    query: async (sql: string, params?: unknown[]) => (await client.query(sql, params)).rows,
  } as Parameters<typeof readActors>[0];
  try {
    await client.query(`select set_config('nuan.read', '%', false)`);
    const [size] = await db.query<{ bytes: string }[]>(`select pg_total_relation_size('audit_entry') as bytes`);
    const answers: AuditAnswer[] = [];
    for (const count of LEAKED) {
      report(`${count.toLocaleString('en')} persons`);
      const subjectIds = ids.slice(0, count);
      const actors = () => readActors(db, { regionPatterns: EVERYWHERE, subjectIds });
      const trail = () => readTrail(db, { regionPatterns: EVERYWHERE, subjectIds, first: 100 });
      const cold = await timed(actors);
      const found = await actors();
      answers.push({
        persons: count,
        acts: found.reduce((sum, { acts }) => sum + acts, 0),
        officers: new Set(found.map(({ actor }) => actor)).size,
        actorsColdMs: cold,
        actorsMs: await median(actors),
        trailMs: await median(trail),
        scanMs: count > 10 ? null : await withoutIndex(client, () => timed(actors)),
      });
    }
    return { rows, persons, sizeBytes: Number(size?.bytes ?? 0), answers };
  } finally {
    await client.end();
  }
}

async function withoutIndex(client: Client, work: () => Promise<number>): Promise<number> {
  await client.query('set enable_bitmapscan = off; set enable_indexscan = off');
  try {
    return await work();
  } finally {
    await client.query('reset enable_bitmapscan; reset enable_indexscan');
  }
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < 5; n += 1) times.push(await timed(work));
  return times.sort((a, b) => a - b)[2] ?? 0;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now();
  await work();
  return performance.now() - since;
}
