import { testUnionWalls } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';

testUnionWalls({
  definition: employmentSubgraph.database,
  byRegion: {
    job_vacancy: 'places of employers, nobody named',
  },
  unwalled: {
    training_program:
      'programmes of a region, which persons of every union take part in; its writer locks it by its union',
  },
});
