import { testAuditedWrites } from '@nuan/testing';

import { enterprisesSubgraph } from './enterprises.subgraph';

testAuditedWrites({
  definition: enterprisesSubgraph.database,
  unaudited: {
    campaign_projection: 'a copy of facts whose change is audited where it was made',
  },
});
