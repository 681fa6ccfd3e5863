import { testUnionWalls } from '@nuan/testing';

import { enterprisesSubgraph } from './enterprises.subgraph';

testUnionWalls({
  definition: enterprisesSubgraph.database,
  byRegion: {},
  unwalled: {
    trade_union: 'the unions themselves: reader and writer bound them by `unionColumns`',
  },
});
