import { Department, type PublishedFacts } from '@nuan/facts';

const FIRM = [
  'name',
  'creditCode',
  'industry',
  'headcount',
  'distress',
  'distressFromOn',
  'isDemonstration',
  'closedOn',
];

/**
 * What enterprises publishes: firms to industry, with the capacity that they give up, and to human resources, lines to civil affairs, which sets them, shops to commerce, and the
 * tree of unions with who follows whom to the supervision of state assets.
 */
export const enterprisesFacts: PublishedFacts = {
  tables: [
    { table: 'enterprise', entity: 'Enterprise' },
    { table: 'min_living_line', entity: 'MinLivingLine' },
    { table: 'trade_union', entity: 'TradeUnion' },
    { table: 'partner_shop', entity: 'PartnerShop', isForPartnersAlone: true },
    { table: 'capacity_cut', entity: 'CapacityCut', isForPartnersAlone: true },
    { table: 'worker_diversion', entity: 'WorkerDiversion', isForPartnersAlone: true },
  ],
  partners: {
    [Department.INDUSTRY]: {
      Enterprise: FIRM,
      CapacityCut: ['enterpriseId', 'year', 'product', 'plannedTons', 'doneTons', 'closedOn'],
      WorkerDiversion: ['enterpriseId', 'year', 'route', 'workers'],
    },
    [Department.HUMAN_RESOURCES]: { Enterprise: FIRM },
    [Department.STATE_ASSETS]: {
      TradeUnion: ['name', 'level', 'parentId', 'industry', 'dissolvedOn', 'successorId'],
    },
    [Department.CIVIL_AFFAIRS]: { MinLivingLine: ['validFromOn', 'validToOn', 'monthlyFen'] },
    [Department.COMMERCE]: { PartnerShop: ['name', 'discountPercent', 'validFromOn', 'lastOn', 'isStanding'] },
  },
};
