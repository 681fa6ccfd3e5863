import { testMasks, useTestDatabase } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';

testMasks(employmentSubgraph, useTestDatabase(employmentSubgraph.database));
