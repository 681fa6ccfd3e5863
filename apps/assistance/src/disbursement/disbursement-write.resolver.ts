import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { Disbursement } from './disbursement.entity';
import {
  ApproveDisbursementInput,
  ApproveReversalInput,
  ConfirmDeliveryInput,
  EndPayeeInput,
  FileDisbursementInput,
  RegisterPayeeInput,
  ReleaseDisbursementInput,
  RequestReversalInput,
  ReserveDisbursementInput,
  RetryDisbursementInput,
  SendDisbursementInput,
  ValidateDisbursementInput,
} from './disbursement.inputs';
import {
  ApproveDisbursementResult,
  ApproveReversalResult,
  ConfirmDeliveryResult,
  type DeliveriesConfirmed,
  EndPayeeResult,
  FileDisbursementResult,
  type PaymentHeldBack,
  RegisterPayeeResult,
  ReleaseDisbursementResult,
  RequestReversalResult,
  ReserveDisbursementResult,
  RetryDisbursementResult,
  SendDisbursementResult,
  ValidateDisbursementResult,
} from './disbursement.results';
import type { DisbursementWriter } from './disbursement.writer';
import type { PayeeRegistration } from './payee-registration.entity';
import type { PayeeWriter } from './payee.writer';

type Held = Disbursement | PaymentHeldBack | Refusal;

/** Mutations of payments filed one by one (救助发放). */
@Resolver(() => Disbursement)
export class DisbursementWriteResolver {
  constructor(
    private readonly writer: DisbursementWriter,
    private readonly payees: PayeeWriter,
  ) {}

  @Mutation(() => FileDisbursementResult, { description: 'Files a payment as a draft (提交救助发放).' })
  fileDisbursement(
    @Arg('input', () => FileDisbursementInput, { description: 'The payment (发放).' }) input: FileDisbursementInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Disbursement | Refusal> {
    return this.writer.file(ctx.viewer, input);
  }

  @Mutation(() => ValidateDisbursementResult, {
    description: 'Checks a draft against every rule of payments (核验): earmark, file, account, register, standard.',
  })
  validateDisbursement(
    @Arg('input', () => ValidateDisbursementInput, { description: 'Which draft (草稿).' })
    input: ValidateDisbursementInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Held> {
    return this.writer.validate(ctx.viewer, input);
  }

  @Mutation(() => ReserveDisbursementResult, {
    description: 'Sets the money of a checked payment aside (预留), within the caps of the year.',
  })
  reserveDisbursement(
    @Arg('input', () => ReserveDisbursementInput, { description: 'Which payment (发放).' })
    input: ReserveDisbursementInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Held> {
    return this.writer.reserve(ctx.viewer, input);
  }

  @Mutation(() => ApproveDisbursementResult, {
    description:
      'Approves a payment (审批), by someone other than its maker; cash needs two approvers, one after another.',
  })
  approveDisbursement(
    @Arg('input', () => ApproveDisbursementInput, { description: 'Which payment (发放).' })
    input: ApproveDisbursementInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Disbursement | Refusal> {
    return this.writer.approve(ctx.viewer, input);
  }

  @Mutation(() => SendDisbursementResult, {
    description: 'Hands an approved payment over (发放): to the bank, or out for delivery.',
  })
  sendDisbursement(
    @Arg('input', () => SendDisbursementInput, { description: 'Which payment (发放).' }) input: SendDisbursementInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Held> {
    return this.writer.send(ctx.viewer, input);
  }

  @Mutation(() => ConfirmDeliveryResult, {
    description: 'Confirms that goods, vouchers or cash were handed over (签收确认): all of them or none.',
  })
  confirmDelivery(
    @Arg('input', () => ConfirmDeliveryInput, { description: 'Which payments (发放).' }) input: ConfirmDeliveryInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<DeliveriesConfirmed | Refusal> {
    return this.writer.confirmDelivery(ctx.viewer, input);
  }

  @Mutation(() => RetryDisbursementResult, {
    description: 'Sets the money of a failed payment aside again (重新发放); it is approved anew.',
  })
  retryDisbursement(
    @Arg('input', () => RetryDisbursementInput, { description: 'Which payment (发放).' })
    input: RetryDisbursementInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Held> {
    return this.writer.retry(ctx.viewer, input);
  }

  @Mutation(() => ReleaseDisbursementResult, {
    description: 'Gives a payment up that the bank has not got (释放); money that was set aside is free again.',
  })
  releaseDisbursement(
    @Arg('input', () => ReleaseDisbursementInput, { description: 'Which payment, and why (发放与原因).' })
    input: ReleaseDisbursementInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Disbursement | Refusal> {
    return this.writer.release(ctx.viewer, input);
  }

  @Mutation(() => RequestReversalResult, {
    description: 'Asks for a paid payment to be taken back (申请冲销); another officer agrees.',
  })
  requestReversal(
    @Arg('input', () => RequestReversalInput, { description: 'Which payment, and why (发放与原因).' })
    input: RequestReversalInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Disbursement | Refusal> {
    return this.writer.requestReversal(ctx.viewer, input);
  }

  @Mutation(() => ApproveReversalResult, {
    description: 'Takes a payment back by a counter-entry (批准冲销), as another officer asked.',
  })
  approveReversal(
    @Arg('input', () => ApproveReversalInput, { description: 'Which payment (发放).' }) input: ApproveReversalInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Disbursement | Refusal> {
    return this.writer.approveReversal(ctx.viewer, input);
  }

  @Mutation(() => RegisterPayeeResult, {
    description: 'Registers a member of a household to be paid in place of its head (登记代领人).',
  })
  registerPayee(
    @Arg('input', () => RegisterPayeeInput, { description: 'The member and the account (代领人与账户).' })
    input: RegisterPayeeInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PayeeRegistration | Refusal> {
    return this.payees.register(ctx.viewer, input);
  }

  @Mutation(() => EndPayeeResult, { description: 'Ends the registration of a payee (终止代领).' })
  endPayee(
    @Arg('input', () => EndPayeeInput, { description: 'Which registration (登记).' }) input: EndPayeeInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<PayeeRegistration | Refusal> {
    return this.payees.end(ctx.viewer, input);
  }
}
