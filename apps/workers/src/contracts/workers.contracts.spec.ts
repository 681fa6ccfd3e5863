import { join } from 'node:path';

import { testContracts } from '@nuan/testing';

import { workersSubgraph } from '../workers.subgraph';

testContracts(workersSubgraph, join(__dirname, '../..'));
