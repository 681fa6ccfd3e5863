import { testMasks, useTestDatabase } from '@nuan/testing';

import { identitySubgraph } from './identity.subgraph';

testMasks(identitySubgraph, useTestDatabase(identitySubgraph.database));
