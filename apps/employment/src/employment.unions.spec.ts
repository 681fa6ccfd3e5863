import { testUnionWalls } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';

testUnionWalls({
  definition: employmentSubgraph.database,
  byRegion: {
    job_vacancy: 'places of employers, nobody named',
  },
});
