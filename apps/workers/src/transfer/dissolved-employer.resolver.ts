import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Household } from '../household/household.entity';
import type { HouseholdService } from '../household/household.service';
import { Enterprise } from '../references/enterprise.reference';
import { TradeUnion } from '../references/trade-union.reference';
import type { DissolvedEmployerService } from './dissolved-employer.service';
import {
  dissolvedEmployerFileList,
  FileOfDissolvedEmployer,
  FileOfDissolvedEmployerConnection,
} from './file-of-dissolved-employer';
import { FileTransfer } from './file-transfer.entity';
import type { FileTransferService } from './file-transfer.service';

/** GraphQL face of files whose employer is deregistered (注销单位职工档案). */
@Resolver(() => FileOfDissolvedEmployer)
export class DissolvedEmployerResolver {
  constructor(
    private readonly employers: DissolvedEmployerService,
    private readonly transfers: FileTransferService,
    private readonly files: HouseholdService,
  ) {}

  @Query(() => FileOfDissolvedEmployerConnection, {
    description:
      'Files of the viewer’s regions whose employer is deregistered and whose union is still the employer’s (注销单位职工档案): they are to be handed on.',
  })
  filesOfDissolvedEmployers(
    @Arg('where', () => dissolvedEmployerFileList.Where, {
      nullable: true,
      description: 'Which files (筛选条件); all when absent.',
    })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [dissolvedEmployerFileList.Order], {
      nullable: true,
      description: 'Sort keys (排序); the longest deregistered first when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<FileOfDissolvedEmployer>> {
    return this.employers.list(viewer, { ...page, where, orderBy });
  }

  @FieldResolver(() => Household, { nullable: true, description: 'The file (档案); null when it has gone meanwhile.' })
  household(@Root() { householdId }: FileOfDissolvedEmployer, @Ctx() ctx: SubgraphContext): Promise<Household | null> {
    return ctx.load(this.files.loadMany, householdId);
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Employer that was deregistered (注销的单位); null when its owner cannot give it.',
  })
  employer(@Root() { enterpriseId }: FileOfDissolvedEmployer): Enterprise | null {
    return Enterprise.of(enterpriseId);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union of the employer, which keeps the file (所属工会); null when its owner cannot give it.',
  })
  union(@Root() { unionId }: FileOfDissolvedEmployer): TradeUnion | null {
    return TradeUnion.of(unionId);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description:
      'Federation that is to take over (承接工会): of the file’s county, else of its city; null when none is known.',
  })
  successor(@Root() { successorId }: FileOfDissolvedEmployer): TradeUnion | null {
    return TradeUnion.of(successorId);
  }

  @FieldResolver(() => FileTransfer, {
    nullable: true,
    description: 'The transfer that waits for the receiving union (待接收的转接); null while none is proposed.',
  })
  async openTransfer(
    @Root() { openTransferId }: FileOfDissolvedEmployer,
    @Ctx() ctx: SubgraphContext,
  ): Promise<FileTransfer | null> {
    return openTransferId === null ? null : ctx.load(this.transfers.loadMany, openTransferId);
  }
}
