import { testStaysErased } from '@nuan/testing';

import { enterprisesSubgraph } from '../enterprises.subgraph';

// It keeps ids and dates of persons alone: nothing is erased, and a column that is to be needs its table here.
testStaysErased(enterprisesSubgraph.database, []);
