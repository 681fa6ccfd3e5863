import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import { WageCase } from './wage-case.entity';
import {
  CloseWageCaseInput,
  CloseWageCaseResult,
  OrderPaymentInput,
  OrderPaymentResult,
  RecordWagePaymentInput,
  RecordWagePaymentResult,
  ReportWageCaseInput,
  ReportWageCaseResult,
  SendWageCaseToLegalInput,
  SendWageCaseToLegalResult,
  VerifyWageCaseInput,
  VerifyWageCaseResult,
} from './wage-case.inputs';
import type { WageCaseWriter } from './wage-case.writer';
import type { WagePaymentWriter } from './wage-payment.writer';

/** Mutations of wage-arrears cases (欠薪案件). */
@Resolver(() => WageCase)
export class WageCaseWriteResolver {
  constructor(
    private readonly writer: WageCaseWriter,
    private readonly payments: WagePaymentWriter,
  ) {}

  @Mutation(() => ReportWageCaseResult, {
    description: 'Takes up wages that an enterprise owes (登记欠薪案件); due the day before the next Spring Festival.',
  })
  reportWageCase(
    @Arg('input', () => ReportWageCaseInput, { description: 'The case (案件).' }) input: ReportWageCaseInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WageCase | Refusal> {
    return this.writer.report(ctx.viewer, input);
  }

  @Mutation(() => VerifyWageCaseResult, {
    description: 'Verifies a case (核实案件): how much is owed to how many; by another person than took it up.',
  })
  verifyWageCase(
    @Arg('input', () => VerifyWageCaseInput, { description: 'What was found (核实情况).' }) input: VerifyWageCaseInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WageCase | Refusal> {
    return this.writer.verify(ctx.viewer, input);
  }

  @Mutation(() => OrderPaymentResult, { description: 'Tells the enterprise to pay by a day (责令支付).' })
  orderPayment(
    @Arg('input', () => OrderPaymentInput, { description: 'Which case, and by when (案件与期限).' })
    input: OrderPaymentInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WageCase | Refusal> {
    return this.writer.order(ctx.viewer, input);
  }

  @Mutation(() => RecordWagePaymentResult, {
    description:
      'Records wages that were paid (登记支付); the case is PAID when nothing is left. Never more than owed.',
  })
  recordWagePayment(
    @Arg('input', () => RecordWagePaymentInput, { description: 'The payment (支付).' }) input: RecordWagePaymentInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WageCase | Refusal> {
    return this.payments.record(ctx.viewer, input);
  }

  @Mutation(() => SendWageCaseToLegalResult, {
    description: 'Hands a case over to legal aid or the labour authority (转法律程序).',
  })
  sendWageCaseToLegal(
    @Arg('input', () => SendWageCaseToLegalInput, { description: 'Which case, and why (案件与原因).' })
    input: SendWageCaseToLegalInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WageCase | Refusal> {
    return this.writer.sendToLegal(ctx.viewer, input);
  }

  @Mutation(() => CloseWageCaseResult, {
    description: 'Closes a case (结案): paid, decided by law, or found to be unfounded before it was verified.',
  })
  closeWageCase(
    @Arg('input', () => CloseWageCaseInput, { description: 'Which case, and how it ended (案件与说明).' })
    input: CloseWageCaseInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WageCase | Refusal> {
    return this.writer.close(ctx.viewer, input);
  }
}
