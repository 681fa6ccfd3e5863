import { addDays, Industry, springFestivalOn, yearOf } from '@nuan/kernel';

import { scaled, spread } from '../apportion';
import { dateOf, dayOf } from '../days';
import type { SampleEnterprise } from '../enterprises';
import type { Rng } from '../random';
import type { SampleTools } from '../table-load';
import { ASOF_ON, type World } from '../world';

/** The cities that the special inspection of 26 to 28 December 2016 went to, as the source names them. */
export const INSPECTED_CITIES = ['341000', '341700'] as const;

/** A wage case of the sample, before it is a row. */
export interface PlannedWageCase {
  readonly index: number;
  readonly enterprise: SampleEnterprise;
  /** City whose inspection found it; null when workers reported it. */
  readonly inspectedCity: string | null;
  readonly workers: number;
  readonly owedFen: bigint;
  readonly recoveredFen: bigint;
  readonly state: string;
  readonly reportedOn: string;
  readonly deadlineOn: string;
  readonly settledOn: string | null;
}

/** Ours: the source gives no number of cases. */
const CASES = 420;
const INSPECTED_CASES = 6;

const STATES = [
  ['PAID', 52],
  ['PART_PAID', 17],
  ['ORDERED', 11],
  ['VERIFIED', 8],
  ['REPORTED', 4],
  ['TO_LEGAL', 3],
  ['CLOSED', 5],
] as const;

/** Cases of before October 2016 have come to an end. */
const RECENT_FROM = '2016-10-01';
const OLD_STATES = [
  ['PAID', 85],
  ['CLOSED', 10],
  ['TO_LEGAL', 5],
] as const;

/** The cases: enterprises in construction or in distress, spread over the province, and some that the inspection found. */
export function planWageCases(world: World, tools: SampleTools): PlannedWageCase[] {
  const risky = world.enterprises.filter(
    ({ industry, distress }) => industry === Industry.CONSTRUCTION || distress !== null,
  );
  const found = INSPECTED_CITIES.flatMap((city) => {
    const own = risky.filter((enterprise) => enterprise.regionCode.startsWith(city.slice(0, 4)));
    return spread(own, Math.max(1, scaled(INSPECTED_CASES, world.scale))).map((enterprise) => ({ enterprise, city }));
  });
  const taken = new Set(found.map(({ enterprise }) => enterprise));
  const rest = risky.filter((enterprise) => !taken.has(enterprise));
  const reported = spread(rest, Math.max(12, scaled(CASES, world.scale))).map((enterprise) => ({
    enterprise,
    city: null,
  }));
  return [...found, ...reported].map(({ enterprise, city }, index) =>
    planCase(enterprise, city, index, tools.random('wage-case', index)),
  );
}

function planCase(
  enterprise: SampleEnterprise,
  inspectedCity: string | null,
  index: number,
  random: Rng,
): PlannedWageCase {
  const workers = random.between(3, Math.min(60, Math.max(3, enterprise.headcount)));
  const owedFen = BigInt(workers * random.between(40, 240)) * 10_000n;
  const window = inspectedCity ? (['2016-12-26', '2016-12-28'] as const) : (['2016-01-04', '2017-01-18'] as const);
  const reportedOn = dateOf(random.between(dayOf(window[0]), dayOf(window[1])));
  const state = inspectedCity
    ? random.pick(['ORDERED', 'PART_PAID', 'PAID'])
    : random.weighted<string>(reportedOn < RECENT_FROM ? OLD_STATES : STATES);
  const settled = state === 'PAID' || state === 'CLOSED';
  const settledOn = settled ? dateOf(Math.min(dayOf(reportedOn) + random.between(3, 40), dayOf(ASOF_ON))) : null;
  return {
    index,
    enterprise,
    inspectedCity,
    workers,
    owedFen,
    recoveredFen: recoveredOf(state, owedFen, random),
    state,
    reportedOn,
    deadlineOn: deadlineOf(reportedOn),
    settledOn,
  };
}

/** The day before the first Spring Festival after the report, as the application sets it. */
function deadlineOf(reportedOn: string): string {
  const year = yearOf(reportedOn);
  const own = addDays(springFestivalOn(year), -1);
  return reportedOn <= own ? own : addDays(springFestivalOn(year + 1), -1);
}

function recoveredOf(state: string, owedFen: bigint, random: Rng): bigint {
  if (state === 'PAID') return owedFen;
  if (state === 'PART_PAID') return (owedFen * BigInt(random.between(15, 85))) / 100n;
  return state === 'CLOSED' && random.chance(0.5) ? (owedFen * BigInt(random.between(10, 90))) / 100n : 0n;
}
