import { testAuditedWrites } from '@nuan/testing';

import { migrantsSubgraph } from './migrants.subgraph';

testAuditedWrites({
  definition: migrantsSubgraph.database,
  unaudited: {
    enterprise_projection: 'a copy of facts whose change is audited where it was made',
    request_payment_projection: 'a copy of facts whose change is audited where it was made',
    wage_case_counter: 'the last number given out; the case that it numbers is audited',
    worker_projection: 'a copy of facts whose change is audited where it was made',
    union_tree: 'a copy of facts whose change is audited where it was made',
  },
});
