import { testColumns, useTestDatabase } from '@nuan/testing';

import { identitySubgraph } from '../identity.subgraph';

testColumns(identitySubgraph.database, useTestDatabase(identitySubgraph.database));
