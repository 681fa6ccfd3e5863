import { join } from 'node:path';

import { testContracts } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';

testContracts(migrantsSubgraph, join(__dirname, '../..'));
