import { join } from 'node:path';

import { testContracts } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';

testContracts(assistanceSubgraph, join(__dirname, '../..'));
