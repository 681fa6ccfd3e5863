import { testStaysErased } from '@nuan/testing';

import { ERASED_TABLES } from '../../migrations/1795565014000-stay-erased';
import { employmentSubgraph } from '../employment.subgraph';

testStaysErased(employmentSubgraph.database, ERASED_TABLES);
