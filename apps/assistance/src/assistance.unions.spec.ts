import { testUnionWalls } from '@nuan/testing';

import { assistanceSubgraph } from './assistance.subgraph';

testUnionWalls({
  definition: assistanceSubgraph.database,
  byRegion: {},
});
