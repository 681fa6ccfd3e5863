import { testColumns, useTestDatabase } from '@nuan/testing';

import { workersSubgraph } from '../workers.subgraph';

testColumns(workersSubgraph.database, useTestDatabase(workersSubgraph.database));
