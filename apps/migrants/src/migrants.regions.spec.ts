import { testRegionReferences } from '@nuan/testing';

import { migrantsSubgraph } from './migrants.subgraph';

testRegionReferences({ definition: migrantsSubgraph });
