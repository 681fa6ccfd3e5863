import { testUnionWalls } from '@nuan/testing';

import { assistanceSubgraph } from './assistance.subgraph';

testUnionWalls({
  definition: assistanceSubgraph.database,
  byRegion: {},
  unwalled: {
    allocation: 'bounded by its writers and its lists: money of a union is no person’s',
    enterprise_projection: 'organisations, which officers look up',
    fund: 'bounded by its writer and its lists: money of a union is no person’s',
  },
});
