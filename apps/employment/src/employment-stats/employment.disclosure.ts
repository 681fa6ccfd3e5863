import {
  type Difference,
  type DisclosurePlan,
  type Guard,
  type Measure,
  type Part,
  partPerKey,
} from '@nuan/disclosure';

import { SpendingPurpose } from '../payment/spending-purpose';
import { PlacementRoute } from '../placement/placement-route';

const TRAINED: Measure = { metric: 'person.trained' };
const PLACED: Measure = { metric: 'person.placed' };
const MIGRANTS: Measure = { metric: 'person.migrant_placed' };
const HIRED: Measure = { metric: 'person.startup_hired' };
const EMPLOYED: Measure = { metric: 'person.employed' };
const TRAINED_AND_PLACED: Measure = { metric: 'person.trained_placed' };
const MIGRANTS_AMONG_PLACED: Measure = { metric: 'person.migrant_among_placed' };

/** Who is in one of two sets and not in both: as many must be left over, and in the regions together the fewer of the two. */
function overlapOf(both: Measure, first: Measure, second: Measure): Part {
  const [onlyFirst, onlySecond] = [first, second].map((set) => ({ of: [set], less: [both] }) satisfies Difference);
  const guards: Guard[] = [onlyFirst, onlySecond].flatMap((only) => (only ? [{ least: [only] }] : []));
  if (onlyFirst && onlySecond) guards.push({ least: [onlyFirst, onlySecond], mustHold: true });
  return { ...both, guards };
}

/**
 * What analysts are given of employment (就业创业援助), by year. Where sets of persons overlap, what anyone can compute of them – who was trained
 * and not placed, who was hired by a start-up alone – must be safe as well, in every region of which they are given.
 */
export const employmentDisclosure: DisclosurePlan = {
  populations: [
    { ...TRAINED, slicing: 'year' },
    {
      ...PLACED,
      slicing: 'year',
      divisions: [
        [{ metric: 'person.retained_6m' }],
        [overlapOf(TRAINED_AND_PLACED, TRAINED, PLACED)],
        [overlapOf(MIGRANTS_AMONG_PLACED, MIGRANTS, PLACED)],
      ],
    },
    { ...MIGRANTS, slicing: 'year' },
    { ...HIRED, slicing: 'year' },
    {
      ...EMPLOYED,
      slicing: 'year',
      needs: [PLACED, MIGRANTS, HIRED, MIGRANTS_AMONG_PLACED].map(({ metric }) => metric),
      guards: [
        { least: [{ of: [EMPLOYED, MIGRANTS_AMONG_PLACED], less: [PLACED, MIGRANTS] }] },
        { least: [{ of: [EMPLOYED], less: [HIRED] }] },
        { least: [{ of: [EMPLOYED], less: [PLACED] }] },
        { least: [{ of: [EMPLOYED], less: [MIGRANTS] }] },
        { least: [{ of: [PLACED, MIGRANTS, HIRED], less: [MIGRANTS_AMONG_PLACED, EMPLOYED] }] },
      ],
    },
    // A placement by two routes counts in both, so routes are no parts of a whole.
    ...Object.values(PlacementRoute).map(
      (route) => ({ metric: 'placement.route', keys: [route], slicing: 'year' }) as const,
    ),
    { metric: 'payment.purpose', slicing: 'year', divisions: [partPerKey('payment.purpose', SpendingPurpose)] },
    { metric: 'asset.given', slicing: 'year' },
  ],
  contributors: {
    metrics: ['payment.purpose'],
    fields: {
      'EmploymentStats.spent': ['payment.purpose'],
      'EmploymentSpending.amount': ['payment.purpose'],
      'EmploymentStats.costPerPlacement': ['payment.purpose'],
    },
    // Per programme, project, or city of a pilot: money goes to them, in any number of postings and reversals.
    sql: `
    with each as (
      select region_code, extract(year from paid_on)::integer as year, purpose, grouping(purpose) as whole,
        coalesce(training_program_id, startup_project_id, pilot_id) as receiver, sum(amount_fen) as amount_fen
      from employment_payment
      group by region_code, extract(year from paid_on), coalesce(training_program_id, startup_project_id, pilot_id), grouping sets ((purpose), ())
    )
    select 'payment.purpose' as metric, region_code, '' as campaign, year, case whole when 1 then '*' else purpose end as key,
      count(*) filter (where amount_fen > 0) as contributors, greatest(max(amount_fen), 0)::bigint as largest_fen
    from each group by region_code, year, whole, purpose`,
  },
};
