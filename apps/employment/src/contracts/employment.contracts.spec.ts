import { join } from 'node:path';

import { testContracts } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';

testContracts(employmentSubgraph, join(__dirname, '../..'));
