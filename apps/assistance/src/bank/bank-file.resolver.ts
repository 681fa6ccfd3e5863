import {
  type Connection,
  Money,
  type OrderInput,
  PageArgs,
  Progress,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import { Disbursement } from '../disbursement/disbursement.entity';
import { Region } from '../references/region.reference';
import { BankFile } from './bank-file.entity';
import { BankFileConnection, bankFileList } from './bank-file.list';
import type { BankFileService } from './bank-file.service';
import { BankLine } from './bank-line.entity';

/** Payment files (发放文件) as the graph shows them. */
@Resolver(() => BankFile)
export class BankFileResolver {
  constructor(private readonly files: BankFileService) {}

  @Query(() => BankFile, {
    description: 'One payment file by its id (按编号查发放文件); NOT_FOUND when it is unknown or of another region.',
  })
  bankFile(
    @Arg('id', () => ID, { description: 'Id of the file (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BankFile> {
    return this.files.get(ctx.viewer, id);
  }

  @Query(() => BankFileConnection, {
    description: 'Payment files of the viewer’s regions (发放文件), the latest first unless asked otherwise.',
  })
  bankFiles(
    @Arg('where', () => bankFileList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [bankFileList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<BankFile>> {
    return this.files.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region of its payments (所在区域).' })
  region(@Root() file: BankFile): Region {
    return regionOf(Region, file.regionCode);
  }

  @FieldResolver(() => Int, { description: 'Lines without an answer that still have time (待回盘笔数).' })
  async waitingCount(@Root() file: BankFile, @Ctx() ctx: SubgraphContext): Promise<number> {
    return (await ctx.load(this.files.loadCounts, file.id)).waiting;
  }

  @FieldResolver(() => Int, { description: 'Lines whose answer is overdue (状态不明笔数).' })
  async unknownCount(@Root() file: BankFile, @Ctx() ctx: SubgraphContext): Promise<number> {
    return (await ctx.load(this.files.loadCounts, file.id)).unknown;
  }

  @FieldResolver(() => Int, { description: 'Lines that the bank paid (银行已确认笔数).' })
  async confirmedCount(@Root() file: BankFile, @Ctx() ctx: SubgraphContext): Promise<number> {
    return (await ctx.load(this.files.loadCounts, file.id)).confirmed;
  }

  @FieldResolver(() => Int, { description: 'Lines that the bank could not pay (银行已退回笔数).' })
  async rejectedCount(@Root() file: BankFile, @Ctx() ctx: SubgraphContext): Promise<number> {
    return (await ctx.load(this.files.loadCounts, file.id)).rejected;
  }

  @FieldResolver(() => Money, { description: 'What the bank paid of it (银行已确认金额，元).' })
  async confirmedAmount(@Root() file: BankFile, @Ctx() ctx: SubgraphContext): Promise<bigint> {
    return (await ctx.load(this.files.loadCounts, file.id)).confirmedFen;
  }

  @FieldResolver(() => Progress, {
    nullable: true,
    description: 'How far the latest work on it is (进度): making, sending or asking.',
  })
  progress(@Root() file: BankFile, @Ctx() ctx: SubgraphContext): Promise<Progress | null> {
    return ctx.load(this.files.loadProgress, file.id);
  }
}

/** Lines of payment files, as a payment shows them. */
@Resolver(() => BankLine)
export class BankLineResolver {
  @FieldResolver(() => String, { description: 'Number of the payment file (文件号).' })
  fileNo(@Root() line: BankLine & { readonly fileNo: string }): string {
    return line.fileNo;
  }

  @FieldResolver(() => Boolean, { description: 'Whether a statement of the bank’s has shown it (对账单已列示).' })
  isOnStatement(@Root() line: BankLine): boolean {
    return line.statementId !== null;
  }
}

/** What the bank was told of a payment, and what it said. */
@Resolver(() => Disbursement)
export class DisbursementBankResolver {
  constructor(private readonly files: BankFileService) {}

  @FieldResolver(() => [BankLine], {
    description: 'In which payment files it was sent, and what the bank said (送盘记录), the oldest first.',
  })
  bankLines(@Root() payment: Disbursement, @Ctx() ctx: SubgraphContext): Promise<readonly BankLine[]> {
    return ctx.load(this.files.loadLines, payment.id);
  }
}
