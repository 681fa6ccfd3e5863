import { testUnionWalls } from '@nuan/testing';

import { workersSubgraph } from './workers.subgraph';

testUnionWalls({
  definition: workersSubgraph.database,
  byRegion: {
    employer_transfer: 'counts of the files of a closed employer, nobody named',
  },
});
