import { testMasks, useTestDatabase } from '@nuan/testing';

import { enterprisesSubgraph } from './enterprises.subgraph';

testMasks(enterprisesSubgraph, useTestDatabase(enterprisesSubgraph.database));
