import { join } from 'node:path';

import { testContracts } from '@nuan/testing';

import { enterprisesSubgraph } from '../enterprises.subgraph';

testContracts(enterprisesSubgraph, join(__dirname, '../..'));
