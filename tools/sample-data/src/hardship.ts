import { ArchiveTier, ExitReason, FileStatus, HardshipCategory, HardshipCause } from '@nuan/kernel';
import { dateOf, dayOf, weekdayOf } from './days';
import type { Rng } from './random';

const CAUSES = [
  [HardshipCause.MAJOR_ILLNESS, 38],
  [HardshipCause.LAID_OFF, 16],
  [HardshipCause.SCHOOLING, 14],
  [HardshipCause.ABLE_NOT_EMPLOYED, 8],
  [HardshipCause.NO_LABOUR_CAPACITY, 7],
  [HardshipCause.ACCIDENT, 5],
  [HardshipCause.OTHER, 4],
  [HardshipCause.NO_SOCIAL_INSURANCE, 3],
  [HardshipCause.NATURAL_DISASTER, 3],
  [HardshipCause.BENEFITS_UNDELIVERED, 2],
] as const;

/** The one primary cause. */
export const primaryCauseOf = (rng: Rng): HardshipCause => rng.weighted<HardshipCause>(CAUSES);

/** None to three secondary causes, distinct and without the primary one; OTHER is only ever a primary cause here. */
export function secondaryCausesOf(primary: HardshipCause, rng: Rng): HardshipCause[] {
  const found: HardshipCause[] = [];
  for (
    let wanted = rng.weighted([
      [0, 35],
      [1, 40],
      [2, 18],
      [3, 7],
    ]);
    wanted > 0;
    wanted--
  ) {
    const cause = primaryCauseOf(rng);
    if (cause !== primary && cause !== HardshipCause.OTHER && !found.includes(cause)) found.push(cause);
  }
  return found;
}

/** The tier at which the file is kept. */
export const tierOf = (rng: Rng): ArchiveTier =>
  rng.weighted([
    [ArchiveTier.NATIONAL, 50],
    [ArchiveTier.PROVINCIAL, 20],
    [ArchiveTier.PREFECTURE, 14],
    [ArchiveTier.COUNTY, 12],
    [ArchiveTier.GRASSROOTS, 4],
  ]);

function categoryOf(cause: HardshipCause, rng: Rng): HardshipCategory {
  const accident = cause === HardshipCause.ACCIDENT || cause === HardshipCause.NATURAL_DISASTER;
  const share = accident ? 0.8 : cause === HardshipCause.MAJOR_ILLNESS ? 0.15 : 0;
  if (rng.chance(share)) return HardshipCategory.ACCIDENT;
  return rng.chance(0.6) ? HardshipCategory.MIN_LIVING : HardshipCategory.NEAR_MIN;
}

/** The household's figures and the category that the rule set of 2009 makes of them. All in whole yuan. */
export interface Assessment {
  readonly category: HardshipCategory;
  readonly annualIncomeYuan: number;
  readonly rigidExpenseYuan: number;
  readonly netPerCapitaYuan: number;
  readonly lineYuan: number;
}

/** Gross and net income per head and month: MIN_LIVING below the line, NEAR_MIN to 1.5 lines, ACCIDENT to three, net at or below the line. */
function perCapita(category: HardshipCategory, line: number, rng: Rng): readonly [number, number] {
  if (category === HardshipCategory.MIN_LIVING) {
    const gross = rng.between(Math.ceil(line * 0.45), line - 1);
    return [gross, gross - rng.between(0, Math.floor(gross * 0.35))];
  }
  if (category === HardshipCategory.NEAR_MIN) {
    return [rng.between(line, Math.floor(line * 1.5)), rng.between(Math.ceil(line * 0.4), line)];
  }
  return [rng.between(Math.floor(line * 1.5) + 1, line * 3), rng.between(Math.ceil(line * 0.2), line)];
}

/** Draws the figures of a household, exact: net = (income - rigid expense) / members / 12. */
export function assess(cause: HardshipCause, size: number, lineYuan: number, rng: Rng): Assessment {
  const category = categoryOf(cause, rng);
  const [gross, drawn] = perCapita(category, lineYuan, rng);
  const net = Math.min(drawn, gross);
  const months = size * 12;
  return {
    category,
    annualIncomeYuan: gross * months,
    rigidExpenseYuan: (gross - net) * months,
    netPerCapitaYuan: net,
    lineYuan,
  };
}

const D = (date: string): number => dayOf(date);
const YEARS: readonly (readonly [readonly [number, number], number])[] = [
  [[D('2012-01-04'), D('2012-12-28')], 12],
  [[D('2013-01-04'), D('2013-12-27')], 14],
  [[D('2014-01-03'), D('2014-12-26')], 16],
  [[D('2015-01-05'), D('2015-12-25')], 22],
  [[D('2016-01-05'), D('2016-06-30')], 10],
  [[D('2016-07-01'), D('2016-12-30')], 24.5],
  [[D('2017-01-03'), D('2017-01-10')], 1.5],
];
const BEFORE_EXIT = YEARS.slice(0, 4);

const within = ([low, high]: readonly [number, number], rng: Rng): number => weekdayOf(rng.between(low, high));

/** When the household was recorded and last reviewed. */
export interface FileDates {
  readonly recordedOn: string;
  readonly lastReviewedOn: string;
  readonly exitedOn: string | null;
}

const SURVEY: readonly [number, number] = [D('2016-03-01'), D('2016-06-30')];
const AUTUMN: readonly [number, number] = [D('2016-09-01'), D('2016-12-23')];
const STALE: readonly [number, number] = [D('2015-03-02'), D('2015-12-31')];

/** An active file: reviewed in the yearly survey or, if newer, when recorded; one in seventy of the old ones is stale. */
export function activeDates(rng: Rng): FileDates {
  const recorded = within(rng.weighted(YEARS), rng);
  const survey = rng.weighted([
    [SURVEY, 965],
    [AUTUMN, 15],
    [STALE, 20],
  ] as const);
  const reviewed = recorded < D('2015-01-01') || survey !== STALE ? within(survey, rng) : within(SURVEY, rng);
  return { recordedOn: dateOf(recorded), lastReviewedOn: dateOf(Math.max(recorded, reviewed)), exitedOn: null };
}

/** A file that left in 2016, most of them after the survey of the first half-year. */
export function leftDates(rng: Rng): FileDates {
  const recorded = within(rng.weighted(BEFORE_EXIT), rng);
  const half: readonly [number, number] = rng.chance(0.7)
    ? [D('2016-03-14'), D('2016-06-30')]
    : [D('2016-10-10'), D('2016-12-30')];
  const reviewed = Math.max(recorded, within([D('2015-07-01'), D('2016-01-29')], rng));
  return { recordedOn: dateOf(recorded), lastReviewedOn: dateOf(reviewed), exitedOn: dateOf(within(half, rng)) };
}

/** Why files left in 2016, and with which status: the sample's own split of 6,400. */
export const LEAVERS: readonly (readonly [ExitReason, FileStatus, number])[] = [
  [ExitReason.SELF_SUPPORTING, FileStatus.EXITED, 4300],
  [ExitReason.FALLBACK_RELIEVED, FileStatus.EXITED, 900],
  [ExitReason.DECEASED, FileStatus.CANCELLED, 500],
  [ExitReason.RETIRED_OR_TRANSFERRED, FileStatus.CANCELLED, 400],
  [ExitReason.MISIDENTIFIED, FileStatus.CANCELLED, 200],
  [ExitReason.DUPLICATE, FileStatus.CANCELLED, 100],
];
