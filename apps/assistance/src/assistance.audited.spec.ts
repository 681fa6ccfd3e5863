import { testAuditedWrites } from '@nuan/testing';

import { assistanceSubgraph } from './assistance.subgraph';

testAuditedWrites({
  definition: assistanceSubgraph.database,
  unaudited: {
    card_counter: 'the last number given out; the plan that it numbers is audited',
    employment_record_projection: 'a copy of facts whose change is audited where it was made',
    enterprise_projection: 'a copy of facts whose change is audited where it was made',
    household_projection: 'a copy of facts whose change is audited where it was made',
    payment_request_projection: 'a copy of facts whose change is audited where it was made',
    student_projection: 'a copy of facts whose change is audited where it was made',
    worker_projection: 'a copy of facts whose change is audited where it was made',
    union_tree: 'a copy of facts whose change is audited where it was made',
  },
});
