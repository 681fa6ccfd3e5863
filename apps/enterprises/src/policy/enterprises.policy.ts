import { type Policy, policyOf } from '@nuan/federation';
import { intakePolicy } from '@nuan/intake';

import { enterprisePolicy } from './enterprise.policy';
import { regionPolicy } from './region.policy';
import { listImportsPolicy } from './list-imports.policy';
import { unionPolicy } from './union.policy';

/** Who may read and do what in this subgraph: a line for every type and field, or it isn't built. */
export const enterprisesPolicy: Policy = policyOf(
  intakePolicy,
  enterprisePolicy,
  regionPolicy,
  unionPolicy,
  listImportsPolicy,
);
