import { type Followed, unionTreeProjection } from '@nuan/facts';

/** The facts of other subgraphs that workers filters and checks by. */
export const workersFollows: readonly Followed[] = [
  {
    source: 'enterprises',
    projections: [
      {
        table: 'enterprise_projection',
        entity: 'Enterprise',
        columns: {
          id: 'id',
          region_code: 'regionCode',
          union_id: 'unionId',
          distress: 'distress',
          industry: 'industry',
          headcount: 'headcount',
          closed_on: 'closedOn',
        },
      },
      {
        table: 'min_living_line_projection',
        entity: 'MinLivingLine',
        columns: { region_code: 'regionCode', valid_from: 'validFromOn', line_fen: 'monthlyFen' },
        key: ['region_code', 'valid_from'],
      },
      {
        table: 'union_projection',
        entity: 'TradeUnion',
        columns: {
          id: 'id',
          name: 'name',
          level: 'level',
          region_code: 'regionCode',
          dissolved_on: 'dissolvedOn',
          successor_id: 'successorId',
        },
      },
      unionTreeProjection,
    ],
  },
  {
    source: 'assistance',
    projections: [
      {
        table: 'aid_projection',
        entity: 'HouseholdAid',
        columns: { household_id: 'id', has_active_plan: 'hasActivePlan', last_aid_on: 'lastAidOn' },
        key: ['household_id'],
      },
    ],
  },
];
