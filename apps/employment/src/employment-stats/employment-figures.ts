import type { Figures } from '@nuan/disclosure';

import { SpendingPurpose } from '../payment/spending-purpose';
import { PlacementRoute } from '../placement/placement-route';
import type { EmploymentStats } from './employment-stats.type';

/** The rollups that the figures are made of; the migrations `add-rollups` and `count-lasting-jobs` say what each row contributes. */
export const EMPLOYMENT_METRICS = [
  'person.trained',
  'person.placed',
  'person.retained_3m',
  'person.retained_6m',
  'person.startup_hired',
  'person.migrant_placed',
  'person.employed',
  'person.trained_placed',
  'person.migrant_among_placed',
  'person.trained_migrant',
  'person.startup_among_placed',
  'person.employed_3m',
  'person.employed_6m',
  'placement.route',
  'payment.purpose',
  'asset.given',
] as const;

type Metric = (typeof EMPLOYMENT_METRICS)[number];

/** `total` divided by `count`, rounded half up; null without a count. */
export function perPerson(total: bigint, count: number): bigint | null {
  if (count === 0) return null;
  const divisor = BigInt(count);
  return (total * 2n + divisor) / (divisor * 2n);
}

/** The figures of one year; null where one is withheld. */
export function employmentStatsOf(figures: Figures, year: number, asOf: Date): EmploymentStats {
  const count = (metric: Metric, ...keys: string[]): number | null =>
    figures.count({ metric, year, ...(keys.length === 0 ? {} : { keys }) });
  const money = (metric: Metric, ...keys: string[]): bigint | null =>
    figures.amountFen({ metric, year, ...(keys.length === 0 ? {} : { keys }) });
  const spent = money('payment.purpose');
  const employed = count('person.employed');
  const stats = {
    year,
    trained: count('person.trained'),
    placed: count('person.placed'),
    migrantsPlaced: count('person.migrant_placed'),
    trainedAndPlaced: count('person.trained_placed'),
    migrantsAmongPlaced: count('person.migrant_among_placed'),
    trainedMigrantsPlaced: count('person.trained_migrant'),
    startupAmongPlaced: count('person.startup_among_placed'),
    startupJobs: count('person.startup_hired'),
    employed,
    retained3m: count('person.retained_3m'),
    retained6m: count('person.retained_6m'),
    employed3m: count('person.employed_3m'),
    employed6m: count('person.employed_6m'),
    jobsFilled: count('placement.route', PlacementRoute.DEMONSTRATION_UNIT),
    assetsGiven: count('asset.given'),
    spent,
    costPerPlacement: spent === null || employed === null ? null : perPerson(spent, employed),
    byRoute: Object.values(PlacementRoute)
      .map((route) => ({ route, count: count('placement.route', route) }))
      .filter((entry) => entry.count !== 0),
    byPurpose: Object.values(SpendingPurpose)
      .map((purpose) => ({ purpose, amount: money('payment.purpose', purpose) }))
      .filter((entry) => entry.amount !== 0n),
    asOf,
  };
  return { ...stats, suppressed: figures.suppressed };
}
