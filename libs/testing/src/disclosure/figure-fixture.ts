import { type Measure, measureName, type Part, type Population } from '@nuan/disclosure';
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

/** A number that chance decides. */
export type CountBy = (chance: Chance) => number;

/** What has come until the next release: mostly nothing, sometimes few, sometimes many. */
export function growth(chance: Chance): number {
  const kind = chance();
  if (kind < 0.6) return 0;
  return kind < 0.85 ? 1 + Math.floor(chance() * 5) : Math.floor(chance() * 80);
}

/** A cell of the rollups that a fixture fills. */
export interface FixtureCell {
  readonly metric: string;
  readonly key: string;
  readonly regionCode: string;
  readonly campaign: string;
  readonly year: number;
  readonly n: number;
}

/** Populations that count the same persons or payments, and so can't be made up apart. */
export interface LinkedWorld {
  /** Whether a metric belongs to it. */
  readonly owns: (metric: string) => boolean;
  /** What the rollups hold of one region, each kind of person or payment as often as `count` says. */
  readonly cells: (chance: Chance, regionCode: string, count: CountBy) => readonly FixtureCell[];
}

/** Cells of `populations` in each of `regionCodes`, as `chance` has it; those of a linked world come from there. */
export function figureCells(
  populations: readonly Population[],
  regionCodes: readonly string[],
  {
    slice,
    chance,
    linked,
    count = hostileCount,
  }: { slice: FixtureSlice; chance: Chance; linked?: LinkedWorld | undefined; count?: CountBy },
): FixtureCell[] {
  const apart = populations.filter(({ metric }) => !metric.endsWith('.money') && linked?.owns(metric) !== true);
  return regionCodes.flatMap((regionCode) => [
    ...apart.flatMap((population) =>
      spread(population, count(chance), chance).map((row) => ({
        ...{ ...row, regionCode },
        campaign: population.slicing === 'campaign' ? slice.campaign : '',
        year: population.slicing === 'none' ? 0 : slice.year,
      })),
    ),
    ...(linked?.cells(chance, regionCode, count) ?? []),
  ]);
}

/**
 * Fills the rollups of a subgraph with the {@link figureCells}; money is 1 yuan for each one counted. As the owner.
 */
export async function fillFigures(
  owner: DataSource,
  populations: readonly Population[],
  regionCodes: readonly string[],
  {
    storedAs = {},
    ...options
  }: { slice: FixtureSlice; chance: Chance; storedAs?: StoredAs | undefined; linked?: LinkedWorld | undefined },
): Promise<void> {
  const cells = figureCells(populations, regionCodes, options).map((cell) => ({ ...cell, ...storedAs[nameOf(cell)] }));
  await owner.query(
    `insert into rollup_counter as c (metric, region_code, campaign, year, key, n, amount_fen)
     select metric, "regionCode", campaign, year, key, sum(n), sum(n) * 100 from jsonb_to_recordset($1::jsonb)
       as cell (metric text, "regionCode" text, campaign text, year integer, key text, n bigint) group by 1, 2, 3, 4, 5`,
    [JSON.stringify(cells)],
  );
}

/** Rows of one population in one region that count `n`, its divisions each made up at random. */
function spread(part: Part, n: number, chance: Chance): Omit<RollupRow, 'regionCode'>[] {
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
      return spread(division, share, chance).filter(
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
