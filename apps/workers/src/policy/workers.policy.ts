import { type Policy, policyOf } from '@nuan/federation';
import { intakePolicy } from '@nuan/intake';

import { assessmentPolicy } from './assessment.policy';
import { contributionsPolicy } from './contributions.policy';
import { exchangePolicy } from './exchange.policy';
import { filingPolicy } from './filing.policy';
import { householdPolicy } from './household.policy';
import { personPolicy } from './person.policy';
import { privacyPolicy } from './privacy.policy';

/** Who may read and do what in this subgraph: a line for every type and field, or it isn't built. */
export const workersPolicy: Policy = policyOf(
  intakePolicy,
  assessmentPolicy,
  contributionsPolicy,
  exchangePolicy,
  filingPolicy,
  householdPolicy,
  personPolicy,
  privacyPolicy,
);
