import { type DisclosurePlan, partPerKey } from '@nuan/disclosure';

import { SpendingPurpose } from '../payment/spending-purpose';
import { PlacementRoute } from '../placement/placement-route';

/**
 * What analysts are given of employment (就业创业援助), by year. Overlaps of the sets of persons, and the union of all, are not: with the
 * sets themselves they would tell how few belong to two of them.
 */
export const employmentDisclosure: DisclosurePlan = {
  populations: [
    { metric: 'person.trained', slicing: 'year' },
    { metric: 'person.placed', slicing: 'year', divisions: [[{ metric: 'person.retained_6m' }]] },
    { metric: 'person.migrant_placed', slicing: 'year' },
    { metric: 'person.startup_hired', slicing: 'year' },
    // A placement by two routes counts in both, so routes are no parts of a whole.
    ...Object.values(PlacementRoute).map(
      (route) => ({ metric: 'placement.route', keys: [route], slicing: 'year' }) as const,
    ),
    { metric: 'payment.purpose', slicing: 'year', divisions: [partPerKey('payment.purpose', SpendingPurpose)] },
    { metric: 'asset.given', slicing: 'year' },
  ],
  // Per posting: money goes to programmes, projects and cities.
  contributors: `
    select 'payment.purpose' as metric, region_code, '' as campaign, extract(year from paid_on)::integer as year,
      coalesce(purpose, '*') as key, count(*) filter (where reverses_id is null) as contributors, greatest(max(amount_fen), 0) as largest_fen
    from employment_payment
    group by region_code, extract(year from paid_on), grouping sets ((purpose), ())`,
};
