import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asAdmin, type ProvisionedDatabase, startEmbeddedPostgres } from '@nuan/database';
import { FaultError } from '@nuan/errors';
import { Arena } from '../arena';
import { migrateProgram, type ProgramPlace, startProgram } from '../subgraph-program';
import { runByHand } from './batch-by-hand';
import { fillBatch, validateAndReserve } from './batch-jobs';
import { makeBatchWorld } from './batch-world';

/** Rows that one side wrote, by kind. */
export type WrittenRows = Readonly<Record<string, number>>;

/** One contestant's round. */
export interface BatchRound {
  readonly tookMs: number;
  readonly rows: WrittenRows;
}

/** The rounds of both, taking turns over copies of the same rows. */
export interface BatchContest {
  readonly payments: number;
  readonly ours: readonly BatchRound[];
  readonly byHand: readonly BatchRound[];
}

/** How the contest runs. */
export interface BatchContestOptions {
  readonly root: string;
  readonly payments: number;
  readonly rounds: number;
  /** An administrator's URL; null for an embedded server of the bench's own. */
  readonly adminUrl: string | null;
  readonly report: (line: string) => void;
}

/** The day on which the domain stands: that of the sample. */
const NOW = '2017-01-23T18:00:00+08:00';
/** Payments of one act of our jobs; the script writes as many audit rows. */
export const LINES_PER_ACT = 5_000;

/** Rows of each kind that a validation and a reservation leave; both sides must come to the same. */
const ROWS = `
select (select count(*) from disbursement where batch_id = $1 and status = 'RESERVED')::int as reserved,
  (select count(*) from disbursement where batch_id = $1 and status = 'DRAFT')::int as "left behind",
  (select count(*) from disbursement_problem)::int as problems,
  (select count(*) from cap_usage)::int as caps,
  (select sum(reserved_fen) / 100 from allocation)::bigint::int as "yuan reserved",
  (select count(distinct allocation_id) from ledger_entry e join ledger_transaction t on t.id = e.transaction_id where t.kind = 'RESERVED')::int as "allocations posted",
  (select count(*) from change where entity = 'Disbursement' and entity_id in (select id from disbursement where batch_id = $1 and position is not null)
    and version > 1)::int as changes`;

/** Validates and reserves a batch by our jobs and by a script, in turns, each over a fresh copy of the same rows. */
export async function runBatchContest(options: BatchContestOptions): Promise<BatchContest> {
  const { root, payments, rounds, report } = options;
  const dir = mkdtempSync(join(tmpdir(), 'nuan-bench-'));
  const server =
    options.adminUrl === null
      ? await startEmbeddedPostgres({ dir: join(root, 'node_modules/.cache/nuan/bench-postgres') })
      : null;
  const adminUrl = options.adminUrl ?? server?.adminUrl ?? '';
  const place: ProgramPlace = { root, subgraph: 'assistance', dir, clockOffsetMs: Date.parse(NOW) - Date.now() };
  const arena = new Arena(adminUrl, 'assistance');
  try {
    report(`making ${payments} payments …`);
    const batchId = await prepare(arena, place, payments);
    const [ours, byHand]: BatchRound[][] = [[], []];
    for (let round = 1; round <= rounds; round += 1) {
      report(`round ${round} of ${rounds}`);
      ours?.push(await playRound(arena, batchId, (copy) => ourRound(place, copy, batchId)));
      byHand?.push(await playRound(arena, batchId, (copy) => scriptRound(copy, batchId)));
    }
    return { payments, ours: ours ?? [], byHand: byHand ?? [] };
  } finally {
    await arena.clear();
    await server?.stop();
    rmSync(dir, { recursive: true });
  }
}

async function ourRound(place: ProgramPlace, copy: ProvisionedDatabase, batchId: string): Promise<number> {
  const program = await startProgram(place, copy);
  try {
    const since = performance.now();
    await validateAndReserve(program, batchId);
    return performance.now() - since;
  } finally {
    await program.stop();
  }
}

function scriptRound(copy: ProvisionedDatabase, batchId: string): Promise<number> {
  return asAdmin(copy.ownerUrl, async (owner) => {
    const since = performance.now();
    await runByHand(owner, { batchId, today: NOW.slice(0, 10), linesPerAct: LINES_PER_ACT });
    return performance.now() - since;
  });
}

/** Makes the rows and has the batch drawn up; returns the batch. */
async function prepare(arena: Arena, place: ProgramPlace, payments: number): Promise<string> {
  const database = await arena.create();
  migrateProgram(place, database);
  const ground = await asAdmin(database.ownerUrl, (owner) => makeBatchWorld(owner, { payments }));
  const program = await startProgram(place, database);
  try {
    return await fillBatch(program, ground);
  } finally {
    await program.stop();
    await asAdmin(database.ownerUrl, (owner) => owner.query('vacuum analyze'));
  }
}

async function playRound(
  arena: Arena,
  batchId: string,
  run: (copy: ProvisionedDatabase) => Promise<number>,
): Promise<BatchRound> {
  const copy = await arena.copied();
  const tookMs = await run(copy);
  const rows = await asAdmin(copy.ownerUrl, async (owner) => (await owner.query<WrittenRows>(ROWS, [batchId])).rows[0]);
  if (rows === undefined) throw new FaultError('a round wrote nothing');
  return { tookMs, rows };
}
