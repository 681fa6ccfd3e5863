import { writePatterns } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { lockRow, RuleBroken } from '@nuan/federation';
import { newId, yuan } from '@nuan/kernel';

import { OPEN_WAGE_STATES } from './wage-deadline';
import type { WageState } from './wage-state';

/** A worker whose wages a case is about, with what is owed to that person; null where it isn't stated. */
export interface NamedWorker {
  readonly workerId: string;
  readonly owed: bigint | null;
  readonly months: number | null;
}

/** How many workers, and how much is owed to them. */
export interface WageTotals {
  readonly workers: number;
  readonly owed: bigint;
}

/** A case whose row is held, with what it counts. */
export interface HeldCase extends WageTotals {
  readonly id: string;
  readonly enterpriseId: string;
  /** Why nobody more is named; null while wages are owed. */
  readonly settled: RuleBroken | null;
}

/** Whom a case names, of whichever union: how many, how much is owed to them, and which of some persons are among them. */
export class NamedInCase {
  private constructor(
    private named: WageTotals,
    private readonly stated: ReadonlySet<string>,
    private readonly bare: ReadonlySet<string>,
  ) {}

  /** @param among persons of whom it is asked whether the case names them. */
  static async of(tx: ActTransaction, caseId: string, among: readonly string[]): Promise<NamedInCase> {
    const [row] = await beyondRegions('a case may name members of several unions', () =>
      tx.query<{ workers: number; owed: string; stated: string[]; bare: string[] }[]>(NAMED, [caseId, among]),
    );
    const { workers = 0, owed = '0', stated = [], bare = [] } = row ?? {};
    return new NamedInCase({ workers, owed: BigInt(owed) }, new Set(stated), new Set(bare));
  }

  /** Whether the case says already what is owed to a person. */
  states(workerId: string): boolean {
    return this.stated.has(workerId);
  }

  /** Counts a further worker in, unless the case then named more than it counts: that is returned. */
  add({ workerId, owed }: NamedWorker, counted: WageTotals): RuleBroken | null {
    const isNamed = this.bare.has(workerId);
    const next = { workers: this.named.workers + (isNamed ? 0 : 1), owed: this.named.owed + (owed ?? 0n) };
    const broken = namedBeyond(next, counted);
    if (broken === null) this.named = next;
    return broken;
  }

  /** What is wrong with a case that counts so many and so much; null for nothing. */
  beyond(counted: WageTotals): RuleBroken | null {
    return namedBeyond(this.named, counted);
  }
}

/**
 * What is wrong with a case that names more workers than it counts, or more owed to them than it is about; null for nothing.
 *
 * @param field of the input by which workers are named or counted.
 */
export function namedBeyond(named: WageTotals, counted: WageTotals, field = 'workers'): RuleBroken | null {
  if (named.workers > counted.workers) {
    const message = 'The case names more workers than it counts: count all whose wages are owed.';
    return new RuleBroken('MORE_NAMED_THAN_COUNTED', field, message, {
      ...{ named: named.workers, workers: counted.workers },
    });
  }
  if (named.owed <= counted.owed) return null;
  const message = 'More is owed to those whom the case names than the whole case is about.';
  return new RuleBroken('MORE_OWED_THAN_COUNTED', 'owed', message, {
    ...{ named: yuan(named.owed), owed: yuan(counted.owed) },
  });
}

/** Names workers in a case in one statement, or states what is owed to one who was named without it; the ids of what was written by worker. */
export async function nameWorkers(
  tx: ActTransaction,
  caseId: string,
  workers: readonly NamedWorker[],
): Promise<ReadonlyMap<string, string>> {
  const written = await tx.query<{ id: string; worker: string }[]>(NAME, [
    ...[caseId, workers.map(() => newId()), workers.map(({ workerId }) => workerId)],
    ...[workers.map(({ owed }) => owed), workers.map(({ months }) => months)],
  ]);
  tx.about(
    'Worker',
    written.map(({ worker }) => worker),
  );
  return new Map(written.map(({ id, worker }) => [worker, id]));
}

/**
 * The region of a case that workers are to be named in, named to the audit; refuses (CASE_SETTLED) one in which nothing is owed any more.
 *
 * @throws NotFoundError outside the viewer's write regions.
 */
export async function caseOfList(tx: ActTransaction, id: string): Promise<string> {
  const sql = 'select region_code as region, state from wage_case where id = $1 and region_code like any($2::text[])';
  const [found] = await tx.query<{ region: string; state: WageState }[]>(sql, [id, writePatterns(tx.viewer)]);
  if (!found) throw new NotFoundError('WageCase', id);
  const settled = settledIn(found.state);
  if (settled) tx.refuse(settled);
  tx.about('WageCase', id);
  return found.region;
}

/**
 * Holds a case, so that what it counts stays.
 *
 * @throws NotFoundError outside the viewer's write regions.
 */
export async function holdCase(tx: ActTransaction, id: string): Promise<HeldCase> {
  const target = { table: 'wage_case', entity: 'WageCase', id, expectedVersion: null };
  const row = await lockRow<LockedCase>(tx, target);
  tx.about('Enterprise', row.enterprise_id);
  const { enterprise_id: enterpriseId, workers, owed_fen: owed, state } = row;
  return { id, enterpriseId, workers, owed: BigInt(owed), settled: settledIn(state) };
}

interface LockedCase {
  readonly id: string;
  readonly enterprise_id: string;
  readonly workers: number;
  readonly owed_fen: string;
  readonly state: WageState;
}

function settledIn(state: WageState): RuleBroken | null {
  if (OPEN_WAGE_STATES.includes(state)) return null;
  const message = 'Nothing is owed in this case any more: nobody is named in it.';
  return new RuleBroken('CASE_SETTLED', 'wageCaseId', message, { state });
}

const NAMED = `
select count(*)::int as workers, coalesce(sum(owed_fen), 0)::text as owed,
  coalesce(array_agg(worker_id::text) filter (where owed_fen is not null and worker_id = any($2::uuid[])), '{}') as stated,
  coalesce(array_agg(worker_id::text) filter (where owed_fen is null and worker_id = any($2::uuid[])), '{}') as bare
from wage_case_worker where wage_case_id = $1`;

const NAME = `
insert into wage_case_worker (id, wage_case_id, worker_id, owed_fen, months)
select n.id, $1, n.worker_id, n.owed_fen, n.months
from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::integer[]) n (id, worker_id, owed_fen, months)
on conflict (wage_case_id, worker_id) do update set owed_fen = excluded.owed_fen, months = excluded.months
where wage_case_worker.owed_fen is null
returning id, worker_id as worker`;
