import { testColumns, testErasure, useTestDatabase } from '@nuan/testing';

import { workersSubgraph } from '../workers.subgraph';

const { database } = workersSubgraph;
const db = useTestDatabase(database);

testColumns(database, db);
testErasure(database, db);
