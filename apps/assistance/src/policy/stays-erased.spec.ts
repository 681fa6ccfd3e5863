import { testStaysErased } from '@nuan/testing';

import { ERASED_TABLES } from '../../migrations/1795565014000-stay-erased';
import { assistanceSubgraph } from '../assistance.subgraph';

testStaysErased(assistanceSubgraph.database, ERASED_TABLES);
