import { Department, type PublishedFacts } from '@nuan/facts';

/**
 * What assistance publishes: aid to the register of households, payments of programmes to employment, those that answer a request to migrants, campaigns to all, and to the finance department what becomes
 * of the payments, without a person and without an amount.
 */
export const assistanceFacts: PublishedFacts = {
  tables: [
    { table: 'household_aid', entity: 'HouseholdAid', isPersonal: true },
    { table: 'campaign', entity: 'Campaign', isRegionless: true },
    { table: 'programme_payment', entity: 'ProgrammePayment', isPersonal: true },
    { table: 'request_payment', entity: 'RequestPayment', isPersonal: true },
    { table: 'disbursement', entity: 'Disbursement', isForPartnersAlone: true },
  ],
  partners: {
    [Department.CIVIL_AFFAIRS]: { Campaign: ['code', 'name', 'status', 'startsOn', 'endsOn'] },
    [Department.FINANCE]: {
      Campaign: ['code', 'name', 'status', 'startsOn', 'endsOn'],
      Disbursement: ['status', 'group', 'purpose', 'source', 'campaign'],
    },
    [Department.HUMAN_RESOURCES]: { Campaign: ['code', 'name', 'status', 'startsOn', 'endsOn'] },
  },
};
