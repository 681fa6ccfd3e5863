import { testUnionWalls } from '@nuan/testing';

import { workersSubgraph } from './workers.subgraph';

testUnionWalls({
  definition: workersSubgraph.database,
  byRegion: {
    employer_transfer: 'counts of the files of a closed employer, nobody named',
  },
  unwalled: {
    enterprise_projection: 'organisations, which officers look up for the files of their members',
    union_projection: 'organisations: who stands under whom, and their names',
  },
});
