import { testAuditedWrites } from '@nuan/testing';

import { identitySubgraph } from './identity.subgraph';

testAuditedWrites({
  definition: identitySubgraph.database,
});
