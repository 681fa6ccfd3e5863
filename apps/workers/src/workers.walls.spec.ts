import { testRegionWalls } from '@nuan/testing';

import { workersSubgraph } from './workers.subgraph';

testRegionWalls({
  definition: workersSubgraph.database,
  functions: {
    erase_application: 'nothing',
    erase_file: 'ids of the persons of a file whose time is over',
    erase_person: 'nothing',
    erasure_bar: 'by which law a person named by id is kept, and until when',
  },
  open: {
    aid_projection:
      'two facts by the id of a household, read joined to the household, whose wall stands; a second look at it cost lists a third',
    category_rule_set: 'rules of the city or province that hold for its counties',
    enterprise_projection: 'organisations, not persons; a household may work in another county',
    file_number: 'the last number given out',
    min_living_line_projection: 'published lines',
    publicity_rule: 'rules of the city or province that hold for its counties',
    required_check: 'rules of the city or province that hold for its counties',
    union_projection: 'organisations, not persons; a successor may lie in another county',
  },
});
