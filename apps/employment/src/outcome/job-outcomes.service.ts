import { assertCan, scopePatterns } from '@nuan/auth';
import { alignOne, type Batch } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { HouseholdJobOutcomes } from './job-outcomes.type';

/** Reads what came of households' search for work, member by member, from the persons' outcomes of each year. */
export class JobOutcomesService {
  constructor(private readonly db: DataSource) {}

  /** Distinct members of each household by outcome, in a year or ever, in one statement; null for a household of another region. */
  readonly loadByHousehold: Batch<string, HouseholdJobOutcomes | null, { readonly year: number | null }> = async (
    viewer,
    householdIds,
    { year },
  ) => {
    assertCan(viewer, 'training:read');
    assertCan(viewer, 'placement:read');
    const persons = (column: string): string => `(count(distinct w.id) filter (where o.${column} is not null))::int`;
    const rows = await this.db.query<HouseholdJobOutcomes[]>(
      `select w.household_id as "householdId", ${persons('trained_in')} as trained, ${persons('placed_in')} as placed,
         ${persons('startup_hired_in')} as "startupHired", ${persons('employed_in')} as employed,
         ${persons('retained_3m_in')} as "retained3m", ${persons('retained_6m_in')} as "retained6m",
         ${persons('employed_3m_in')} as "employed3m", ${persons('employed_6m_in')} as "employed6m"
       from worker_projection w
       left join person_year_outcome o on o.person_id = w.id and ($3::int is null or o.year = $3)
       where w.household_id = any($1::uuid[]) and w.region_code like any($2::text[]) group by w.household_id`,
      [householdIds, scopePatterns(viewer), year],
    );
    const outcomes = rows.map((row) => Object.assign(new HouseholdJobOutcomes(), row));
    return alignOne(householdIds, outcomes, (row) => row.householdId);
  };
}
