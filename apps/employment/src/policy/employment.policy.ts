import { type Policy, policyOf } from '@nuan/federation';
import { intakePolicy } from '@nuan/intake';

import { contributionsPolicy } from './contributions.policy';
import { placementPolicy } from './placement.policy';
import { startupPolicy } from './startup.policy';
import { listImportsPolicy } from './list-imports.policy';
import { trainingPolicy } from './training.policy';

/** Who may read and do what in this subgraph: a line for every type and field, or it isn't built. */
export const employmentPolicy: Policy = policyOf(
  intakePolicy,
  contributionsPolicy,
  placementPolicy,
  startupPolicy,
  trainingPolicy,
  listImportsPolicy,
);
