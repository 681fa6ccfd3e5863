import { testStaysErased } from '@nuan/testing';

import { ERASED_TABLES } from '../../migrations/1795565014000-stay-erased';
import { workersSubgraph } from '../workers.subgraph';

testStaysErased(workersSubgraph.database, ERASED_TABLES);
