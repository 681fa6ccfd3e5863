import { type Followed, unionTreeProjection } from '@nuan/facts';

/** The facts of other subgraphs that employment filters, groups and checks by. */
export const employmentFollows: readonly Followed[] = [
  {
    source: 'workers',
    projections: [
      {
        table: 'worker_projection',
        entity: 'Worker',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          union_id: 'unionId',
          household_id: 'householdId',
          employer_id: 'employerId',
          is_migrant: 'isMigrant',
          diversion: 'diversion',
          erased_on: 'erasedOn',
          number_token: 'numberToken',
          projected_at: 'appliedAt',
        },
      },
    ],
  },
  {
    source: 'enterprises',
    projections: [
      {
        table: 'enterprise_projection',
        entity: 'Enterprise',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          industry: 'industry',
          distress: 'distress',
          is_demonstration: 'isDemonstration',
          credit_code: 'creditCode',
          projected_at: 'appliedAt',
        },
      },
      unionTreeProjection,
    ],
  },
  {
    source: 'assistance',
    projections: [
      {
        table: 'programme_payment_projection',
        entity: 'ProgrammePayment',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          status: 'status',
          purpose: 'purpose',
          amount_fen: 'amountFen',
          payee_id: 'payeeId',
          projected_at: 'appliedAt',
        },
      },
    ],
  },
];
