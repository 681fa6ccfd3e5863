import type { DataSource, EntityManager } from 'typeorm';

/** A cell whose counter and deltas don't add up to what the rows say. */
export interface RollupDrift {
  readonly metric: string;
  readonly regionCode: string;
  readonly campaign: string;
  readonly year: number;
  readonly key: string;
  /** What the rows say. */
  readonly expected: { readonly n: bigint; readonly amountFen: bigint };
  /** What counters and deltas say. */
  readonly actual: { readonly n: bigint; readonly amountFen: bigint };
}

interface DriftRow {
  readonly metric: string;
  readonly region_code: string;
  readonly campaign: string;
  readonly year: number;
  readonly key: string;
  readonly expected_n: string;
  readonly expected_fen: string;
  readonly actual_n: string;
  readonly actual_fen: string;
}

const CELL = 'metric, region_code, campaign, year, key';
const SUMS = 'sum(n)::bigint as n, sum(amount_fen)::bigint as amount_fen';

const DRIFT = `
with expected as (
  select ${CELL}, ${SUMS} from rollup_source group by ${CELL}
), actual as (
  select ${CELL}, ${SUMS} from (
    select ${CELL}, n, amount_fen from rollup_counter union all select ${CELL}, n, amount_fen from rollup_delta
  ) stored group by ${CELL}
)
select ${CELL}, coalesce(e.n, 0)::text as expected_n, coalesce(e.amount_fen, 0)::text as expected_fen,
  coalesce(a.n, 0)::text as actual_n, coalesce(a.amount_fen, 0)::text as actual_fen
from expected e full join actual a using (${CELL})
where coalesce(e.n, 0) <> coalesce(a.n, 0) or coalesce(e.amount_fen, 0) <> coalesce(a.amount_fen, 0)
order by ${CELL}`;

/** Moves committed deltas into the counters; returns how many were moved, 0 when another process is folding. The application role may call it. */
export async function foldRollups(db: DataSource): Promise<number> {
  const [row] = (await db.query('select fold_rollup() as folded')) as { folded: string }[];
  return Number(row?.folded ?? 0);
}

/** Recomputes every cell from the rows in one statement and reports those that differ; empty when the rollups are exact. */
export async function rollupDrift(db: DataSource): Promise<RollupDrift[]> {
  const rows = (await db.query(DRIFT)) as DriftRow[];
  return rows.map((row) => ({
    metric: row.metric,
    regionCode: row.region_code,
    campaign: row.campaign,
    year: row.year,
    key: row.key,
    expected: { n: BigInt(row.expected_n), amountFen: BigInt(row.expected_fen) },
    actual: { n: BigInt(row.actual_n), amountFen: BigInt(row.actual_fen) },
  }));
}

/**
 * Replaces the counters by what the rows say, as the owner. Writers wait meanwhile: the lock on `rollup_delta` lets
 * those in flight finish, and one that has changed rows but not yet appended its deltas appends them afterwards to
 * counters that didn't see its rows, so nothing is counted twice or lost. Readers see the old state until commit.
 */
export async function rebuildRollups(db: DataSource): Promise<void> {
  await db.transaction(rebuildRollupsIn);
}

/** {@link rebuildRollups} inside a transaction of the caller's. */
export async function rebuildRollupsIn(manager: Pick<EntityManager, 'query'>): Promise<void> {
  await manager.query('select pg_advisory_xact_lock(7364002)');
  await manager.query('lock table rollup_delta in share row exclusive mode');
  await manager.query('delete from rollup_delta');
  await manager.query('delete from rollup_counter');
  await manager.query(`insert into rollup_counter (${CELL}, n, amount_fen)
    select ${CELL}, sum(n), sum(amount_fen) from rollup_source group by ${CELL}
    having sum(n) <> 0 or sum(amount_fen) <> 0`);
}
