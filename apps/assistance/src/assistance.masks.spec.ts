import { testMasks, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from './assistance.subgraph';

testMasks(assistanceSubgraph, useTestDatabase(assistanceSubgraph.database));
