import { testColumns, useTestDatabase } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';

testColumns(employmentSubgraph.database, useTestDatabase(employmentSubgraph.database));
