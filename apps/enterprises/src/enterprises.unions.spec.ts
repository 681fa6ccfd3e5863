import { testUnionWalls } from '@nuan/testing';

import { enterprisesSubgraph } from './enterprises.subgraph';

testUnionWalls({
  definition: enterprisesSubgraph.database,
  byRegion: {},
});
