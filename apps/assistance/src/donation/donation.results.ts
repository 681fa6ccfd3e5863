import { mutationResult, type Refusal } from '@nuan/federation';

import { FundsInsufficient } from '../ledger/funds-insufficient';
import { Donation } from './donation.entity';
import { LotIssue } from './lot-issue.entity';

/** What refuses a write on a donation, beside faults and missing rights. */
export type DonationRefusal = FundsInsufficient | Refusal;

/** What a writing method on donations may answer. */
export type DonationOutcome = Donation | DonationRefusal;

/** What a writing method on lots may answer. */
export type LotIssueOutcome = LotIssue | Refusal;

export const ReceiveDonationResult = mutationResult(
  'ReceiveDonationResult',
  'What came of receiving a donation (接收结果).',
  () => [Donation],
);

export const ReturnDonationResult = mutationResult(
  'ReturnDonationResult',
  'What came of giving cash back (退回结果).',
  () => [Donation, FundsInsufficient],
);

export const IssueLotResult = mutationResult('IssueLotResult', 'What came of issuing goods (发放结果).', () => [
  LotIssue,
]);

export const WriteOffLotResult = mutationResult(
  'WriteOffLotResult',
  'What came of writing goods off (核销结果).',
  () => [LotIssue],
);

export const TakeBackLotIssueResult = mutationResult(
  'TakeBackLotIssueResult',
  'What came of taking an entry of goods back (冲销结果).',
  () => [LotIssue],
);
