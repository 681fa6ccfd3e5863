import { type Measure, measureName, type Part, type Population, type Slicing } from '@nuan/disclosure';
import type { DataSource } from 'typeorm';

/** A stream of numbers between 0 and 1 that a seed decides. */
export type Chance = () => number;

/** The stream of a seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How many are counted of each measure in each region, for one slice. */
export type Truth = Map<string, Map<string, number>>;

/** Which slice a fixture fills. */
export interface FixtureSlice {
  readonly campaign: string;
  readonly year: number;
}

/** Cells of rollups under which a measure is stored, where it isn't stored under its own name. */
export type StoredAs = Readonly<Record<string, Pick<RollupRow, 'metric' | 'key'>>>;

interface RollupRow {
  readonly metric: string;
  readonly key: string;
  readonly regionCode: string;
  readonly n: number;
}

/** What no part of a division holds, in a metric that its parts share. */
const REST_KEY = '~';

/** One in three is small or nothing, the rest are large: what a table of counties looks like to who wants to break it. */
export function hostileCount(chance: Chance): number {
  const kind = chance();
  if (kind < 0.12) return 0;
  if (kind < 0.3) return 1 + Math.floor(chance() * 9);
  return kind < 0.4 ? 10 + Math.floor(chance() * 5) : 40 + Math.floor(chance() * 400);
}

/**
 * Fills the rollups of a subgraph with counts of `populations` in each of `regionCodes`, as `chance` has it; money is 1 yuan for each one counted.
 * As the owner. Returns what is true, for each population by its slice.
 */
export async function fillFigures(
  owner: DataSource,
  populations: readonly Population[],
  regionCodes: readonly string[],
  { slice, chance, storedAs = {} }: { slice: FixtureSlice; chance: Chance; storedAs?: StoredAs },
): Promise<Truth> {
  const truth: Truth = new Map();
  const rows: (RollupRow & { slicing: Slicing })[] = [];
  for (const population of populations)
    for (const regionCode of regionCodes)
      for (const row of spread(population, hostileCount(chance), chance, (measure, n) =>
        note(truth, measure, regionCode, n),
      ))
        rows.push({ ...row, regionCode, slicing: population.slicing, ...storedAs[nameOf(row)] });
  for (const { metric, key, regionCode, n, slicing } of rows)
    await owner.query(
      `insert into rollup_counter as c (metric, region_code, campaign, year, key, n, amount_fen) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict on constraint rollup_counter_pkey do update set n = c.n + excluded.n, amount_fen = c.amount_fen + excluded.amount_fen`,
      [
        metric,
        regionCode,
        slicing === 'campaign' ? slice.campaign : '',
        slicing === 'none' ? 0 : slice.year,
        key,
        n,
        n * 100,
      ],
    );
  return truth;
}

/** Rows of one population in one region that count `n`, its divisions each made up at random. */
function spread(
  part: Part,
  n: number,
  chance: Chance,
  noted: (measure: string, n: number) => void,
): Omit<RollupRow, 'regionCode'>[] {
  noted(measureName(part), n);
  if (n === 0) return [];
  const divisions = part.divisions ?? [];
  const isCarried =
    part.keys === undefined && divisions.some((parts) => parts.some(({ metric }) => metric === part.metric));
  const own = isCarried ? [] : [{ metric: part.metric, key: part.keys?.[0] ?? '', n }];
  const inner = divisions.flatMap((parts) => {
    let left = n;
    const rows = parts.flatMap((division, index) => {
      const isLast = index === parts.length - 1 && parts.length > 1;
      const share = isLast
        ? left
        : Math.min(left, chance() < 0.3 ? Math.floor(chance() * 6) : Math.floor(chance() * left));
      left -= share;
      // A part of the same metric as its whole is a key of the whole's own rows.
      return spread(division, share, chance, noted).filter(
        ({ metric, key }) => !(metric === part.metric && key === part.keys?.[0]),
      );
    });
    const carries = isCarried && parts.some(({ metric }) => metric === part.metric);
    return carries && left > 0 ? [...rows, { metric: part.metric, key: REST_KEY, n: left }] : rows;
  });
  return [...own, ...inner];
}

function nameOf({ metric, key }: { readonly metric: string; readonly key: string }): string {
  const measure: Measure = key === '' ? { metric } : { metric, keys: [key] };
  return measureName(measure);
}

function note(truth: Truth, measure: string, regionCode: string, n: number): void {
  const byRegion = truth.get(measure) ?? new Map<string, number>();
  byRegion.set(regionCode, n);
  truth.set(measure, byRegion);
}
