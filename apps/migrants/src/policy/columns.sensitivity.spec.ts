import { testColumns, testErasure, useTestDatabase } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';

const { database } = migrantsSubgraph;
const db = useTestDatabase(database);

testColumns(database, db);
testErasure(database, db);
