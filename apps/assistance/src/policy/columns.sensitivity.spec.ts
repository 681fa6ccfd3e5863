import { testColumns, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';

testColumns(assistanceSubgraph.database, useTestDatabase(assistanceSubgraph.database));
