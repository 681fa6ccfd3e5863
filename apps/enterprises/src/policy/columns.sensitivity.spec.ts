import { testColumns, useTestDatabase } from '@nuan/testing';

import { enterprisesSubgraph } from '../enterprises.subgraph';

testColumns(enterprisesSubgraph.database, useTestDatabase(enterprisesSubgraph.database));
