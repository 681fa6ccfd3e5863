import { testAuditedWrites } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';

testAuditedWrites({
  definition: employmentSubgraph.database,
  unaudited: {
    enterprise_projection: 'a copy of facts whose change is audited where it was made',
    programme_payment_projection: 'a copy of facts whose change is audited where it was made',
    worker_projection: 'a copy of facts whose change is audited where it was made',
    union_tree: 'a copy of facts whose change is audited where it was made',
  },
});
