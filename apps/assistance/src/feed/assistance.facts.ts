import { Department, type PublishedFacts } from '@nuan/facts';

/** What assistance publishes: aid to the register of households, campaigns to all; money stays here. */
export const assistanceFacts: PublishedFacts = {
  tables: [
    { table: 'household_aid', entity: 'HouseholdAid', isPersonal: true },
    { table: 'campaign', entity: 'Campaign', isRegionless: true },
  ],
  partners: {
    [Department.CIVIL_AFFAIRS]: { Campaign: ['code', 'name', 'status', 'startsOn', 'endsOn'] },
    [Department.HUMAN_RESOURCES]: { Campaign: ['code', 'name', 'status', 'startsOn', 'endsOn'] },
  },
};
