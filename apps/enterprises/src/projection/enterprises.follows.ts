import type { Followed } from '@nuan/facts';

/** The facts of other subgraphs that enterprises checks by. */
export const enterprisesFollows: readonly Followed[] = [
  {
    source: 'assistance',
    projections: [
      {
        table: 'campaign_projection',
        entity: 'Campaign',
        columns: {
          id: 'id',
          code: 'code',
          status: 'status',
          starts_on: 'startsOn',
          ends_on: 'endsOn',
          projected_at: 'appliedAt',
        },
      },
    ],
  },
];
