import { testRegionWalls } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';

testRegionWalls({
  definition: employmentSubgraph.database,
  open: {
    training_program: 'classes, nobody named; those of the city are open to its counties',
    training_session: 'classes, nobody named; those of the city are open to its counties',
    enterprise_projection: 'organisations, not persons; who is placed may work in another county',
    pilot: 'programmes of the province',
    pilot_city: 'budgets of cities in programmes of the province',
  },
});
