import { testColumns, testErasure, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';

const { database } = assistanceSubgraph;
const db = useTestDatabase(database);

testColumns(database, db);
testErasure(database, db);
