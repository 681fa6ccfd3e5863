import {
  type Connection,
  mutationResult,
  type OrderInput,
  PageArgs,
  type Refusal,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';

import { Household } from '../household/household.entity';
import type { HouseholdService } from '../household/household.service';
import { Region } from '../references/region.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { FileTransfer } from './file-transfer.entity';
import { DecideTransferInput, ProposeTransferInput } from './file-transfer.inputs';
import { FileTransferConnection, fileTransferList } from './file-transfer.list';
import type { FileTransferService } from './file-transfer.service';
import type { FileTransferWriter } from './file-transfer.writer';

const ProposeTransferResult = mutationResult(
  'ProposeTransferResult',
  'What came of proposing a transfer (提请转接结果).',
  () => [FileTransfer],
);
const DecideTransferResult = mutationResult(
  'DecideTransferResult',
  'What came of answering a transfer (处理转接结果).',
  () => [FileTransfer],
);
const INPUT = { description: 'Which transfer, and what is said to it (转接).' };

/** GraphQL face of transfers of files (档案转接). */
@Resolver(() => FileTransfer)
export class FileTransferResolver {
  constructor(
    private readonly transfers: FileTransferService,
    private readonly writer: FileTransferWriter,
    private readonly files: HouseholdService,
  ) {}

  @Query(() => FileTransferConnection, {
    description: 'Transfers of files that touch the viewer’s regions (档案转接), on the giving or the receiving side.',
  })
  fileTransfers(
    @Arg('where', () => fileTransferList.Where, {
      nullable: true,
      description: 'Which transfers (筛选条件); all when absent.',
    })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [fileTransferList.Order], {
      nullable: true,
      description: 'Sort keys (排序); newest first when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<FileTransfer>> {
    return this.transfers.list(viewer, { ...page, where, orderBy });
  }

  @Query(() => FileTransfer, {
    nullable: true,
    description: 'One transfer (档案转接); NOT_FOUND when unknown or when it touches none of the viewer’s regions.',
  })
  fileTransfer(
    @Arg('id', () => ID, { description: 'UUID of the transfer (转接编号).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<FileTransfer> {
    return this.transfers.get(viewer, id);
  }

  @Mutation(() => ProposeTransferResult, {
    description:
      'Proposes that a file moves to another union or region (提请转接). For makers and counties of the giving side.',
  })
  proposeTransfer(
    @Arg('input', () => ProposeTransferInput, { description: 'Which file, where to, and why (转接).' })
    input: ProposeTransferInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<FileTransfer | Refusal> {
    return this.writer.propose(viewer, input);
  }

  @Mutation(() => DecideTransferResult, {
    description:
      'Accepts a transfer (接收档案): the file now belongs to the receiving side. For makers and counties there.',
  })
  acceptTransfer(
    @Arg('input', () => DecideTransferInput, INPUT) input: DecideTransferInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<FileTransfer | Refusal> {
    return this.writer.accept(viewer, input);
  }

  @Mutation(() => DecideTransferResult, {
    description: 'Declines a transfer with a reason (退回转接). For makers and counties of the receiving side.',
  })
  declineTransfer(
    @Arg('input', () => DecideTransferInput, INPUT) input: DecideTransferInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<FileTransfer | Refusal> {
    return this.writer.decline(viewer, input);
  }

  @Mutation(() => DecideTransferResult, {
    description: 'Takes a proposed transfer back (撤回转接). For makers and counties of the giving side.',
  })
  withdrawTransfer(
    @Arg('input', () => DecideTransferInput, INPUT) input: DecideTransferInput,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<FileTransfer | Refusal> {
    return this.writer.withdraw(viewer, input);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'The file (档案); null for who no longer has it, or not yet.',
  })
  household(@Root() { householdId }: FileTransfer, @Ctx() ctx: SubgraphContext): Promise<Household | null> {
    return ctx.load(this.files.loadMany, householdId);
  }

  @FieldResolver(() => Region, { description: 'Region that gave it away (转出区域), as it was coded then.' })
  fromRegion(@Root() { fromRegionCode }: FileTransfer): Region {
    return new Region(fromRegionCode);
  }

  @FieldResolver(() => Region, { description: 'Region that receives it (转入区域), as it was coded then.' })
  toRegion(@Root() { toRegionCode }: FileTransfer): Region {
    return new Region(toRegionCode);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union that gave it away (转出工会); null when its owner cannot give it.',
  })
  fromUnion(@Root() { fromUnionId }: FileTransfer): TradeUnion | null {
    return TradeUnion.of(fromUnionId);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union that receives it (转入工会); null when its owner cannot give it.',
  })
  toUnion(@Root() { toUnionId }: FileTransfer): TradeUnion | null {
    return TradeUnion.of(toUnionId);
  }
}
