import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Household } from '../household/household.entity';
import type { HouseholdService } from '../household/household.service';
import { TradeUnion } from '../references/trade-union.reference';
import type { DissolvedUnionService } from './dissolved-union.service';
import {
  dissolvedUnionFileList,
  FileOfDissolvedUnion,
  FileOfDissolvedUnionConnection,
} from './file-of-dissolved-union';
import { FileTransfer } from './file-transfer.entity';
import type { FileTransferService } from './file-transfer.service';

/** GraphQL face of files whose union is dissolved (撤销工会所管档案). */
@Resolver(() => FileOfDissolvedUnion)
export class DissolvedUnionResolver {
  constructor(
    private readonly unions: DissolvedUnionService,
    private readonly transfers: FileTransferService,
    private readonly files: HouseholdService,
  ) {}

  @Query(() => FileOfDissolvedUnionConnection, {
    description:
      'Files of the viewer’s regions whose union is dissolved (撤销工会所管档案): they are to be handed on to its successor.',
  })
  filesOfDissolvedUnions(
    @Arg('where', () => dissolvedUnionFileList.Where, {
      nullable: true,
      description: 'Which files (筛选条件); all when absent.',
    })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [dissolvedUnionFileList.Order], {
      nullable: true,
      description: 'Sort keys (排序); the longest dissolved first when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<FileOfDissolvedUnion>> {
    return this.unions.list(viewer, { ...page, where, orderBy });
  }

  @FieldResolver(() => Household, { nullable: true, description: 'The file (档案); null when it has gone meanwhile.' })
  household(@Root() { householdId }: FileOfDissolvedUnion, @Ctx() ctx: SubgraphContext): Promise<Household | null> {
    return ctx.load(this.files.loadMany, householdId);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union that was dissolved (撤销的工会); null when its owner cannot give it.',
  })
  union(@Root() { unionId }: FileOfDissolvedUnion): TradeUnion | null {
    return TradeUnion.of(unionId);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union that took over (承接工会); null when its owner cannot give it.',
  })
  successor(@Root() { successorId }: FileOfDissolvedUnion): TradeUnion | null {
    return TradeUnion.of(successorId);
  }

  @FieldResolver(() => FileTransfer, {
    nullable: true,
    description: 'The transfer that waits for the receiving union (待接收的转接); null while none is proposed.',
  })
  async openTransfer(
    @Root() { openTransferId }: FileOfDissolvedUnion,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FileTransfer | null> {
    return openTransferId === null ? null : ctx.load(this.transfers.loadMany, openTransferId);
  }
}
