import { testMasks, useTestDatabase } from '@nuan/testing';

import { migrantsSubgraph } from './migrants.subgraph';

testMasks(migrantsSubgraph, useTestDatabase(migrantsSubgraph.database));
