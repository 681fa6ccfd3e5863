import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asAdmin, type ProvisionedDatabase, startEmbeddedPostgres } from '@nuan/database';
import { FaultError } from '@nuan/errors';

import { Arena } from '../arena';
import type { RushContestConfig } from '../bench.config';
import { migrateProgram, type ProgramPlace, startProgram, type SubgraphProgram } from '../subgraph-program';
import { claimByHand } from './rush-by-hand';
import { claimThroughPrograms, isExactly } from './rush-claims';
import { makePersons, NOW, openDrive, type RushGround } from './rush-world';

/** Rows that one side left, by kind. */
export type RushRows = Readonly<Record<string, number>>;

/** One contestant's round. */
export interface RushRound {
  readonly tookMs: number;
  readonly rows: RushRows;
  /** Audit rows, which differ by nature: ours has one for all claims that a transaction settles. */
  readonly acts: number;
}

/** The rounds of both, taking turns over copies of the same rows. */
export interface RushContest extends RushContestConfig {
  readonly ours: readonly RushRound[];
  readonly byHand: readonly RushRound[];
}

/** How the contest runs. */
export interface RushContestOptions extends RushContestConfig {
  readonly root: string;
  readonly report: (line: string) => void;
}

/** Rows of each kind that a rush leaves; both sides must come to the same. */
const ROWS = `
select (select held from place_pool where id = $1) as "places given",
  (select count(distinct place_no) from place_claim where pool_id = $1 and state = 'HELD')::int as "places numbered",
  (select count(distinct waiting_no) from place_claim where pool_id = $1 and state = 'WAITING')::int as waiting,
  (select max(waiting_no) from place_claim where pool_id = $1) as "last number",
  (select count(distinct worker_id) from place_claim where pool_id = $1)::int as persons,
  (select count(*) from idempotency_key where action = 'place.claim' and result_id is not null)::int as keys,
  (select count(distinct c.id) from place_claim c join
    (select unnest(subject_ids) as id from audit_entry where action = 'place.claim') a on a.id = c.id)::int as "claims audited"`;
const ACTS = `select count(*)::int as acts from audit_entry where action = 'place.claim'`;

/** Has a rush for places settled by our programs and by a script, in turns, each over a fresh copy of the same rows. */
export async function runRushContest(options: RushContestOptions): Promise<RushContest> {
  const { root, report, ...config } = options;
  const dir = mkdtempSync(join(tmpdir(), 'nuan-bench-'));
  const server =
    config.adminUrl === null
      ? await startEmbeddedPostgres({ dir: join(root, 'node_modules/.cache/nuan/bench-postgres') })
      : null;
  const arena = new Arena(config.adminUrl ?? server?.adminUrl ?? '', 'migrants');
  const place: ProgramPlace = { root, subgraph: 'migrants', dir, clockOffsetMs: Date.parse(NOW) - Date.now() };
  try {
    const ground = await prepare(arena, place, config);
    const ours: RushRound[] = [];
    const byHand: RushRound[] = [];
    for (let round = 1; round <= config.rounds; round += 1) {
      report(`round ${round} of ${config.rounds}`);
      ours.push(await playRound(arena, ground, config, (copy) => ourRound(place, copy, ground, config)));
      byHand.push(
        await playRound(arena, ground, config, (copy) => claimByHand(copy.ownerUrl, ground, config.connections)),
      );
    }
    return { ...config, ours, byHand };
  } finally {
    await arena.clear();
    await server?.stop();
    rmSync(dir, { recursive: true });
  }
}

async function prepare(arena: Arena, place: ProgramPlace, { claims, places }: RushContestConfig): Promise<RushGround> {
  const database = await arena.create();
  migrateProgram(place, database);
  const persons = await asAdmin(database.ownerUrl, (owner) => makePersons(owner, claims));
  const program = await startProgram(place, database);
  try {
    return { eventId: await openDrive(program, places), persons };
  } finally {
    await program.stop();
    await asAdmin(database.ownerUrl, (owner) => owner.query('vacuum analyze'));
  }
}

async function ourRound(
  place: ProgramPlace,
  copy: ProvisionedDatabase,
  ground: RushGround,
  { processes, callers, claims, places }: RushContestConfig,
): Promise<number> {
  const programs: SubgraphProgram[] = [];
  try {
    for (let nr = 0; nr < processes; nr += 1) programs.push(await startProgram(place, copy));
    const since = performance.now();
    const told = await claimThroughPrograms(programs, ground, callers);
    const tookMs = performance.now() - since;
    const given = Math.min(places, claims);
    if (!isExactly(told.places, given) || !isExactly(told.waiting, claims - given))
      throw new FaultError(`the answers gave ${told.places.length} places, not each of ${given} once`);
    return tookMs;
  } finally {
    await Promise.all(programs.map((program) => program.stop()));
  }
}

/** Plays a round and counts what it left. @throws FaultError when not exactly the quota was given, each place once. */
async function playRound(
  arena: Arena,
  { eventId }: RushGround,
  { claims, places }: RushContestConfig,
  run: (copy: ProvisionedDatabase) => Promise<number>,
): Promise<RushRound> {
  const copy = await arena.copied();
  const tookMs = await run(copy);
  return asAdmin(copy.ownerUrl, async (owner) => {
    const [rows] = (await owner.query<RushRows>(ROWS, [eventId])).rows;
    const [acts] = (await owner.query<{ acts: number }>(ACTS)).rows;
    const given = Math.min(places, claims);
    if (rows?.['places given'] !== given || rows['places numbered'] !== given || rows['persons'] !== claims)
      throw new FaultError(`not exactly ${given} places of ${claims} claims were given: ${JSON.stringify(rows)}`);
    return { tookMs, rows, acts: acts?.acts ?? 0 };
  });
}
