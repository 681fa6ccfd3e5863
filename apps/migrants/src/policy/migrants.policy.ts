import { type Policy, policyOf } from '@nuan/federation';
import { intakePolicy } from '@nuan/intake';

import { contributionsPolicy } from './contributions.policy';
import { protectionPolicy } from './protection.policy';
import { servicePolicy } from './service.policy';
import { listImportsPolicy } from './list-imports.policy';
import { stationPolicy } from './station.policy';

/** Who may read and do what in this subgraph: a line for every type and field, or it isn't built. */
export const migrantsPolicy: Policy = policyOf(
  intakePolicy,
  contributionsPolicy,
  protectionPolicy,
  servicePolicy,
  stationPolicy,
  listImportsPolicy,
);
