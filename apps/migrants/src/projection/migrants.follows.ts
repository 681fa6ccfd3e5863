import type { Followed } from '@nuan/facts';

/** The facts of other subgraphs that migrants filters by. */
export const migrantsFollows: readonly Followed[] = [
  {
    source: 'enterprises',
    projections: [
      {
        table: 'enterprise_projection',
        entity: 'Enterprise',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          distress: 'distress',
          industry: 'industry',
          credit_code: 'creditCode',
          projected_at: 'appliedAt',
        },
      },
    ],
  },
  {
    source: 'workers',
    projections: [
      {
        table: 'worker_projection',
        entity: 'Worker',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          household_id: 'householdId',
          employer_id: 'employerId',
          occupation: 'occupation',
          is_migrant: 'isMigrant',
          projected_at: 'appliedAt',
        },
      },
    ],
  },
];
