import { testAuditedWrites } from '@nuan/testing';

import { workersSubgraph } from './workers.subgraph';

testAuditedWrites({
  definition: workersSubgraph.database,
  unaudited: {
    aid_projection: 'a copy of facts whose change is audited where it was made',
    enterprise_projection: 'a copy of facts whose change is audited where it was made',
    file_number: 'the last number given out; the file that it numbers is audited',
    min_living_line_projection: 'a copy of facts whose change is audited where it was made',
    union_projection: 'a copy of facts whose change is audited where it was made',
    union_tree: 'a copy of facts whose change is audited where it was made',
  },
});
