import { Department, type PublishedFacts } from '@nuan/facts';

/** What enterprises publishes: firms to the department of labour, lines to that of civil affairs, which sets them, shops to commerce. */
export const enterprisesFacts: PublishedFacts = {
  tables: [
    { table: 'enterprise', entity: 'Enterprise' },
    { table: 'min_living_line', entity: 'MinLivingLine' },
    { table: 'trade_union', entity: 'TradeUnion' },
    { table: 'partner_shop', entity: 'PartnerShop', isForPartnersAlone: true },
  ],
  partners: {
    [Department.HUMAN_RESOURCES]: {
      Enterprise: ['name', 'creditCode', 'industry', 'headcount', 'distress', 'distressFromOn', 'closedOn'],
    },
    [Department.CIVIL_AFFAIRS]: { MinLivingLine: ['validFromOn', 'validToOn', 'monthlyFen'] },
    [Department.COMMERCE]: { PartnerShop: ['name', 'discountPercent', 'validFromOn', 'lastOn', 'isStanding'] },
  },
};
