import { testStaysErased } from '@nuan/testing';

import { ERASED_TABLES } from '../../migrations/1795565018500-stay-erased';
import { migrantsSubgraph } from '../migrants.subgraph';

testStaysErased(migrantsSubgraph.database, ERASED_TABLES);
