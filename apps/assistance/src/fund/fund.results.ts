import { mutationResult, type Refusal } from '@nuan/federation';

import { FundsInsufficient } from '../ledger/funds-insufficient';
import { Fund } from './fund.entity';

/** What a writing method on funds may answer. */
export type FundOutcome = Fund | FundRefusal;

/** What refuses a write on a fund, beside faults and missing rights. */
export type FundRefusal = FundsInsufficient | Refusal;

export const CreateFundResult = mutationResult('CreateFundResult', 'What came of opening a fund (设立结果).', () => [
  Fund,
]);

export const RaiseMoneyResult = mutationResult('RaiseMoneyResult', 'What came of raising money (筹集结果).', () => [
  Fund,
]);

export const TakeBackRaisedResult = mutationResult(
  'TakeBackRaisedResult',
  'What came of taking raised money back (退回结果).',
  () => [Fund, FundsInsufficient],
);

export const ChangeFundRuleResult = mutationResult(
  'ChangeFundRuleResult',
  'What came of changing the earmark (变更结果).',
  () => [Fund],
);

export const CloseFundResult = mutationResult('CloseFundResult', 'What came of closing a fund (关闭结果).', () => [
  Fund,
]);
