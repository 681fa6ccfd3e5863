import { testRegionWalls } from '@nuan/testing';

import { assistanceSubgraph } from './assistance.subgraph';

testRegionWalls({
  definition: assistanceSubgraph.database,
  open: {
    passing_down: 'money of unions above pays for the counties below; amounts, nobody named',
    allocation: 'money of unions above pays for the counties below; amounts, nobody named',
    aid_standard: 'rules of the city or province that hold for its counties',
    approval_limit: 'rules by level',
    campaign: 'rounds of aid, announced by notice',
    campaign_figure: 'counts and sums, which are compared across regions',
    campaign_target_group: 'groups of announced rounds',
    cap_usage: 'what a person or home was given in a year counts against the cap wherever it was paid',
    card_counter: 'the last number given out',
    enterprise_projection: 'organisations, not persons',
    fund: 'earmarks that hold for every union below the one that raised the money',
    fund_rule_version: 'earmarks that hold for every union below the one that raised the money',
    ledger_entry: 'the books balance over all regions; amounts of accounts, nobody named',
    ledger_transaction: 'the books balance over all regions; amounts of accounts, nobody named',
    loaded_payment: 'ids of payments that a bulk load brought',
    measure_rule: 'rules of the city or province that hold for its counties',
    reconciliation_run: 'differences by id, for those who keep the books',
    visit_cadence: 'rules of the city or province that hold for its counties',
  },
  functions: {
    request_is_answered: 'yes or no, of a request that the caller sees; nothing of the payment',
  },
});
