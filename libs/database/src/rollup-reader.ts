import { regionPrefix } from '@nuan/kernel';
import type { DataSource } from 'typeorm';
import { SqlParams } from './sql-params';

/** One aggregate of a region and everything below it, exact at the last commit. */
export interface RollupCell {
  readonly metric: string;
  /** Campaign code; '' when the metric belongs to none. */
  readonly campaign: string;
  /** Calendar year in Asia/Shanghai; 0 when the metric has none. */
  readonly year: number;
  /** What the metric is broken down by; '' for a total. */
  readonly key: string;
  readonly n: number;
  readonly amountFen: bigint;
}

/** Which aggregates to read. */
export interface RollupRequest {
  readonly metrics: readonly string[];
  /** Provinces, cities and counties in any mix; duplicates are allowed. */
  readonly regionCodes: readonly string[];
  /** Only cells of this campaign. */
  readonly campaign?: string | undefined;
  /** Only cells of this year. */
  readonly year?: number | undefined;
}

interface RollupRow {
  readonly prefix: string;
  readonly metric: string;
  readonly campaign: string;
  readonly year: number;
  readonly key: string;
  readonly n: string;
  readonly amount_fen: string;
}

/**
 * The aggregates of any number of regions in ONE statement: the sums of all cells under each region's prefix, counters
 * and unfolded deltas together. Every requested code has an entry; a region without cells has an empty one.
 */
export async function readRollups(
  db: Pick<DataSource, 'query'>,
  request: RollupRequest,
): Promise<Map<string, RollupCell[]>> {
  const cells = new Map<string, RollupCell[]>(request.regionCodes.map((code) => [code, []]));
  if (cells.size === 0 || request.metrics.length === 0) return cells;
  const codesByPrefix = new Map([...cells.keys()].map((code) => [regionPrefix(code), code]));
  const { sql, params } = rollupSql(request, [...codesByPrefix.keys()]);
  for (const row of (await db.query(sql, params.values)) as RollupRow[]) {
    const { prefix, n, amount_fen, ...cell } = row;
    const code = codesByPrefix.get(prefix);
    if (code !== undefined) cells.get(code)?.push({ ...cell, n: Number(n), amountFen: BigInt(amount_fen) });
  }
  return cells;
}

/** One branch per level of region: grouping by the prefix itself is a hash aggregate, where a join by `like` would be a nested loop. */
function rollupSql(request: RollupRequest, prefixes: readonly string[]): { sql: string; params: SqlParams } {
  const params = new SqlParams();
  const filters = [`metric = any(${params.add(request.metrics)}::text[])`];
  if (request.campaign !== undefined) filters.push(`campaign = ${params.add(request.campaign)}`);
  if (request.year !== undefined) filters.push(`year = ${params.add(request.year)}`);
  const branches = [...new Set(prefixes.map((prefix) => prefix.length))].map((length) => {
    const region = length === 6 ? 'region_code' : `left(region_code, ${length})`;
    const wanted = params.add(prefixes.filter((prefix) => prefix.length === length));
    const from = (table: string): string =>
      `select ${region} as prefix, metric, campaign, year, key, n, amount_fen from ${table}
       where ${filters.join(' and ')} and ${region} = any(${wanted}::text[])`;
    return `${from('rollup_counter')} union all ${from('rollup_delta')}`;
  });
  const sql = `select prefix, metric, campaign, year, key, sum(n)::bigint as n, sum(amount_fen)::bigint as amount_fen
    from (${branches.join(' union all ')}) cell
    group by prefix, metric, campaign, year, key
    having sum(n) <> 0 or sum(amount_fen) <> 0`;
  return { sql, params };
}
