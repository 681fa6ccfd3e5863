import { mutationResult } from '@nuan/federation';
import { Field, ObjectType } from 'type-graphql';

import { Disbursement } from './disbursement.entity';
import { DisbursementProblem } from './disbursement-problem.entity';
import { PayeeRegistration } from './payee-registration.entity';

/**
 * A payment was looked at and stays behind: its problems are on it, and it moves on when they are gone. Unlike a refused
 * request, the look itself is recorded.
 */
@ObjectType('PaymentHeldBack', {
  description:
    'Rules hold the payment back (未通过); it did not move, and its problems are recorded with it. Mend them and try again.',
})
export class PaymentHeldBack {
  @Field(() => Disbursement, { description: 'The payment (发放), as it is now.' })
  readonly disbursement: Disbursement;

  @Field(() => [DisbursementProblem], { description: 'Why (问题), rule by rule.' })
  readonly problems: readonly DisbursementProblem[];

  constructor(disbursement: Disbursement, problems: readonly DisbursementProblem[]) {
    this.disbursement = disbursement;
    this.problems = problems;
  }
}

/** The payments of one confirmation. */
@ObjectType('DeliveriesConfirmed', { description: 'Payments whose delivery is confirmed (签收结果).' })
export class DeliveriesConfirmed {
  @Field(() => [Disbursement], { description: 'The payments that are paid now (已发放), in the order of their ids.' })
  readonly disbursements: readonly Disbursement[];

  constructor(disbursements: readonly Disbursement[]) {
    this.disbursements = disbursements;
  }
}

const payment = (): readonly [typeof Disbursement] => [Disbursement];
const paymentOrHeld = (): readonly [typeof Disbursement, typeof PaymentHeldBack] => [Disbursement, PaymentHeldBack];

export const FileDisbursementResult = mutationResult(
  'FileDisbursementResult',
  'What came of filing a payment (提交结果).',
  payment,
);
export const ValidateDisbursementResult = mutationResult(
  'ValidateDisbursementResult',
  'What came of checking a payment (核验结果).',
  paymentOrHeld,
);
export const ReserveDisbursementResult = mutationResult(
  'ReserveDisbursementResult',
  'What came of setting money aside (预留结果).',
  paymentOrHeld,
);
export const ApproveDisbursementResult = mutationResult(
  'ApproveDisbursementResult',
  'What came of approving a payment (审批结果); cash is approved once the second approver has signed.',
  payment,
);
export const SendDisbursementResult = mutationResult(
  'SendDisbursementResult',
  'What came of handing a payment over (发放结果).',
  paymentOrHeld,
);
export const RetryDisbursementResult = mutationResult(
  'RetryDisbursementResult',
  'What came of making a failed payment again (重新发放结果).',
  paymentOrHeld,
);
export const ReleaseDisbursementResult = mutationResult(
  'ReleaseDisbursementResult',
  'What came of giving a payment up (释放结果).',
  payment,
);
export const RequestReversalResult = mutationResult(
  'RequestReversalResult',
  'What came of asking for a reversal (申请冲销结果).',
  payment,
);
export const ApproveReversalResult = mutationResult(
  'ApproveReversalResult',
  'What came of taking a payment back (冲销结果).',
  payment,
);
export const ConfirmDeliveryResult = mutationResult(
  'ConfirmDeliveryResult',
  'What came of confirming deliveries (签收结果).',
  () => [DeliveriesConfirmed],
);
export const RegisterPayeeResult = mutationResult(
  'RegisterPayeeResult',
  'What came of registering a payee (登记结果).',
  () => [PayeeRegistration],
);
export const EndPayeeResult = mutationResult('EndPayeeResult', 'What came of ending a registration (终止结果).', () => [
  PayeeRegistration,
]);
