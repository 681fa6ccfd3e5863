import { describe } from '@jest/globals';
import { testTransitions, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { campaignMachine } from '../campaign/campaign.machine';
import { aidPlanMachine } from './aid-plan.machine';
import { planItemMachine } from './plan-item.machine';

describe('the state machines of casework', () => {
  const database = useTestDatabase(assistanceSubgraph.database);

  testTransitions({ machine: aidPlanMachine, database, table: 'aid_plan' });
  testTransitions({ machine: planItemMachine, database, table: 'plan_item', column: 'state' });
  testTransitions({ machine: campaignMachine, database, table: 'campaign' });
});
