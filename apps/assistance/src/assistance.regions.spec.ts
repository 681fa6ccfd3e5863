import { newId } from '@nuan/kernel';
import { type TestDatabase, testRegionReferences } from '@nuan/testing';

import { assistanceSubgraph } from './assistance.subgraph';
import { aCampaign, campaignIdOf, raised } from './ledger/money-builders';

/** The id of a round that is running. */
const aRound = async ({ owner }: TestDatabase): Promise<string> => campaignIdOf(owner, await aCampaign(owner));

const rule = { groups: ['FILED_HOUSEHOLD'], purposes: ['LIVING'] };

testRegionReferences({
  definition: assistanceSubgraph,
  places: {
    'sendBankFile regionCode': 'chooses payments that were made',
    'startBankResult regionCode': 'chooses payments that were sent',
    'fetchBankFiles regionCode': 'names the province, for all of it',
    'registerBeneficiaries persons.0.regionCode': {
      given: async (db) => ({
        ...{ campaignId: await aRound(db), group: 'DISTRESSED_ENTERPRISE_WORKER' },
        persons: [{ personId: newId(), isMigrant: false }],
      }),
    },
    'registerFiledHouseholds regionCode': 'chooses files, which keep their region',
    'withdrawLeftHouseholds regionCode': 'chooses lines of the register, which keep their region',
    'planCampaign regionCode': { takesCities: true },
    'planConsolationEvent regionCode': {
      given: async (db) => ({ campaignId: await aRound(db), group: 'FILED_HOUSEHOLD', heldOn: '2017-01-20' }),
    },
    'createStandard terms.region': { rule: 'REGION_KNOWN' },
    'proposeAllocation to.region': {
      rule: 'NEXT_LEVEL_DOWN',
      given: async (db) => ({
        parentId: (await raised(db.app, 100_00, { region_code: '340100', raised_by: 'PREFECTURE' })).allocationId,
        to: { unionId: newId(), level: 'COUNTY' },
      }),
    },
    'receiveDonation region': {
      given: () => ({
        kind: 'GOODS',
        lots: [{ goods: '棉被', quantity: 1, measure: '床', value: '10.00', valuation: 'INVOICE' }],
      }),
    },
    'createFund region': { rule: 'REGION_KNOWN', given: () => ({ rule, raisedBy: 'COUNTY', year: 2017 }) },
    'createFund rule.regions.0': {
      ...{ rule: 'REGION_OF_FUND', field: 'rule.regions' },
      given: () => ({ rule, raisedBy: 'PROVINCE', region: '340000', year: 2017 }),
    },
    'changeFundRule rule.regions.0': {
      ...{ rule: 'REGION_OF_FUND', field: 'rule.regions' },
      given: async (db) => ({ id: (await raised(db.app, 100_00)).fundId, rule }),
    },
  },
});
