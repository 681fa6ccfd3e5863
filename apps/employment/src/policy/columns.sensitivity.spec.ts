import { testColumns, testErasure, useTestDatabase } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';

const { database } = employmentSubgraph;
const db = useTestDatabase(database);

testColumns(database, db);
testErasure(database, db);
