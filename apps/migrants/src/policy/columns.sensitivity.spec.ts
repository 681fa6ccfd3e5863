import { testColumns, useTestDatabase } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';

testColumns(migrantsSubgraph.database, useTestDatabase(migrantsSubgraph.database));
