import type { SubgraphName } from '../bench.config';
import type { Databases, Statement } from './databases';

/** The sums of one city by metric and key, such as `cause MAJOR_ILLNESS`. */
export class CityCells {
  constructor(private readonly sums: Readonly<Record<string, readonly [n: number, fen: string]>>) {}

  /** Whether anything was counted under the name. */
  has(metric: string, key: string): boolean {
    return this.sums[`${metric} ${key}`] !== undefined;
  }

  /** How many; 0 for none. */
  count(metric: string, key = ''): number {
    return this.sums[`${metric} ${key}`]?.[0] ?? 0;
  }

  /** How many under every key of a metric. */
  total(metric: string): number {
    return this.matching(metric).reduce((sum, [n]) => sum + n, 0);
  }

  /** How much money; 0 for none. */
  fen(metric: string, key = ''): bigint {
    return BigInt(this.sums[`${metric} ${key}`]?.[1] ?? 0);
  }

  /** How much money under every key of a metric. */
  totalFen(metric: string): bigint {
    return this.matching(metric).reduce((sum, [, fen]) => sum + BigInt(fen), 0n);
  }

  private matching(metric: string): (readonly [number, string])[] {
    return Object.entries(this.sums).flatMap(([name, sums]) => (name.startsWith(`${metric} `) ? [sums] : []));
  }
}

const NO_CELLS = new CityCells({});

/**
 * The statement of one block: the cells that the question needs and no others, summed by city in the database and sent as one
 * JSON text per city. `$1` and `$2` bound the division codes, the rest belongs to `condition`.
 */
export function cityCellsStatement(database: SubgraphName, condition: string): Statement {
  const from = (table: string): string =>
    `select metric, key, region_code, n, amount_fen from ${table} where region_code >= $1 and region_code < $2 and ${condition}`;
  return {
    database,
    name: `city cells of ${database}`,
    text: `select city, json_object_agg(cell, sums)::text from (
      select left(region_code, 4) as city, metric || ' ' || key as cell, json_build_array(sum(n), sum(amount_fen)::text) as sums
      from (${from('rollup_counter')} union all ${from('rollup_delta')}) c
      group by left(region_code, 4), metric, key having sum(n) <> 0 or sum(amount_fen) <> 0
    ) s group by city`,
  };
}

/** Reads a block's cells; the result gives those of a city by its division code. */
export async function readCityCells(
  databases: Databases,
  statement: Statement,
  [from, below]: readonly [string, string],
  values: readonly unknown[] = [],
): Promise<(code: string) => CityCells> {
  const rows = await databases.rows<[city: string, cells: string]>(statement, [from, below, ...values]);
  const byCity = new Map(rows.map(([city, cells]) => [city, new CityCells(JSON.parse(cells) as never)]));
  return (code) => byCity.get(code.slice(0, 4)) ?? NO_CELLS;
}
