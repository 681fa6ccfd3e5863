import { type Followed, unionTreeProjection } from '@nuan/facts';

/** The facts of other subgraphs that migrants filters by, and the payments of assistance that answer its requests. */
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
      unionTreeProjection,
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
          union_id: 'unionId',
          household_id: 'householdId',
          employer_id: 'employerId',
          occupation: 'occupation',
          is_migrant: 'isMigrant',
          erased_on: 'erasedOn',
          number_token: 'numberToken',
          projected_at: 'appliedAt',
        },
      },
    ],
  },
  {
    source: 'assistance',
    projections: [
      {
        table: 'request_payment_projection',
        entity: 'RequestPayment',
        columns: {
          id: 'id',
          request_id: 'requestId',
          region_code: 'regionCode',
          status: 'status',
          amount_fen: 'amountFen',
          paid_on: 'paidOn',
          projected_at: 'appliedAt',
        },
      },
    ],
  },
];
