import { testMasks, useTestDatabase } from '@nuan/testing';

import { workersSubgraph } from './workers.subgraph';

testMasks(workersSubgraph, useTestDatabase(workersSubgraph.database));
