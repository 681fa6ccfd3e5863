import type { Refusal, SubgraphContext } from '@nuan/federation';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';

import type { BankAnomaly } from './bank-anomaly.entity';
import type { BankAnswer } from './bank-answer.entity';
import {
  AppendBankResultInput,
  FetchBankFilesInput,
  FinishBankResultInput,
  ResolveBankAnomalyInput,
  ResumeBankResultInput,
  StartBankResultInput,
} from './bank-answer.inputs';
import type { BankAnswerWriter } from './bank-answer.writer';
import type { BankFile } from './bank-file.entity';
import { QueryBankFileInput, ResendBankFileInput, SendBankFileInput } from './bank-file.inputs';
import type { BankFileWriter } from './bank-file.writer';
import {
  AppendBankResultResult,
  type BankFetch,
  FetchBankFilesResult,
  FinishBankResultResult,
  QueryBankFileResult,
  ResendBankFileResult,
  ResolveBankAnomalyResult,
  ResumeBankResultResult,
  SendBankFileResult,
  StartBankResultResult,
} from './bank.results';

/** Mutations of payment files (发放文件). */
@Resolver()
export class BankFileWriteResolver {
  constructor(private readonly writer: BankFileWriter) {}

  @Mutation(() => SendBankFileResult, {
    description:
      'Makes a payment file of payments that were handed over, and sends it (送银行). It is made and sent by a job: see its progress.',
  })
  sendBankFile(
    @Arg('input', () => SendBankFileInput, { description: 'Which payments (送盘范围).' }) input: SendBankFileInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BankFile | Refusal> {
    const { idempotencyKey, batchId = null, regionCode = null } = input;
    return this.writer.open(ctx.viewer, { idempotencyKey, batchId, regionCode });
  }

  @Mutation(() => ResendBankFileResult, {
    description:
      'Sends a payment file again (重发): the same bytes under the same number, never another file. Making it goes on where it ended.',
  })
  resendBankFile(
    @Arg('input', () => ResendBankFileInput, { description: 'Which file (文件).' }) input: ResendBankFileInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BankFile | Refusal> {
    return this.writer.resend(ctx.viewer, input);
  }

  @Mutation(() => QueryBankFileResult, {
    description: 'Asks the bank about lines whose answer is overdue (查询不明状态): paid, not paid, or still unknown.',
  })
  queryBankFile(
    @Arg('input', () => QueryBankFileInput, { description: 'Which file (文件).' }) input: QueryBankFileInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BankFile | Refusal> {
    return this.writer.query(ctx.viewer, input);
  }
}

/** Mutations of what the bank sends back (回盘). */
@Resolver()
export class BankAnswerWriteResolver {
  constructor(private readonly writer: BankAnswerWriter) {}

  @Mutation(() => StartBankResultResult, {
    description: 'Begins the upload of a result or statement of the bank’s (开始上传回盘文件), which comes in pieces.',
  })
  startBankResult(
    @Arg('input', () => StartBankResultInput, { description: 'Whose payments it may answer (区域).' })
    input: StartBankResultInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BankAnswer | Refusal> {
    return this.writer.start(ctx.viewer, input);
  }

  @Mutation(() => AppendBankResultResult, {
    description: 'Appends a piece (上传分片) where the last one ended; a piece sent twice changes nothing.',
  })
  appendBankResult(
    @Arg('input', () => AppendBankResultInput, { description: 'The piece (分片).' }) input: AppendBankResultInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BankAnswer | Refusal> {
    return this.writer.append(ctx.viewer, input);
  }

  @Mutation(() => FinishBankResultResult, {
    description: 'Ends the upload (上传完毕): the file is held against its head as a whole, and then applied by a job.',
  })
  finishBankResult(
    @Arg('input', () => FinishBankResultInput, { description: 'Which file (文件).' }) input: FinishBankResultInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BankAnswer | Refusal> {
    return this.writer.finish(ctx.viewer, input);
  }

  @Mutation(() => ResumeBankResultResult, {
    description:
      'Goes on taking in a file of the bank’s whose work ended before its end (继续入账), from where it ended.',
  })
  resumeBankResult(
    @Arg('input', () => ResumeBankResultInput, { description: 'Which file (文件).' }) input: ResumeBankResultInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BankAnswer | Refusal> {
    return this.writer.resume(ctx.viewer, input);
  }

  @Mutation(() => FetchBankFilesResult, {
    description: 'Looks through the bank’s directory (收取回盘文件) and takes in each file that was not fetched yet.',
  })
  fetchBankFiles(
    @Arg('input', () => FetchBankFilesInput, { description: 'Whose answers (区域).' }) input: FetchBankFilesInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BankFetch | Refusal> {
    return this.writer.collect(ctx.viewer, input);
  }

  @Mutation(() => ResolveBankAnomalyResult, {
    description: 'Clears an anomaly up, with the reason (处理对账异常); the payment itself is not moved by it.',
  })
  resolveBankAnomaly(
    @Arg('input', () => ResolveBankAnomalyInput, { description: 'Which, and how (处理).' })
    input: ResolveBankAnomalyInput,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BankAnomaly | Refusal> {
    return this.writer.resolve(ctx.viewer, input);
  }
}
