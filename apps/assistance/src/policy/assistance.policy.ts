import { type Policy, policyOf } from '@nuan/federation';

import { bankPolicy } from './bank.policy';
import { campaignPolicy } from './campaign.policy';
import { caseworkPolicy } from './casework.policy';
import { contributionsPolicy } from './contributions.policy';
import { evidencePolicy } from './evidence.policy';
import { fundPolicy } from './fund.policy';
import { paymentPolicy } from './payment.policy';

/** Who may read and do what in this subgraph: a line for every type and field, or it isn't built. */
export const assistancePolicy: Policy = policyOf(
  bankPolicy,
  campaignPolicy,
  caseworkPolicy,
  contributionsPolicy,
  evidencePolicy,
  fundPolicy,
  paymentPolicy,
);
