import {
  type Connection,
  FirstArgs,
  type ListRequest,
  type OrderInput,
  PageArgs,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { today } from '@nuan/kernel';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { Region } from '../references/region.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { HouseholdMember } from '../worker/household-member';
import { Worker } from '../worker/worker.entity';
import type { WorkerService } from '../worker/worker.service';
import { BankAccountMasked } from './bank-account';
import { FileEvent } from './file-event.entity';
import { ACTIVE_STATUSES, Household } from './household.entity';
import { HouseholdConnection, householdList } from './household.list';
import type { HouseholdService } from './household.service';
import { Housing } from './housing';
import { IncomeAssessment } from './income-assessment';

/** GraphQL face of household files (困难职工家庭): translates to service calls, holds no rule and no query of its own. */
@Resolver(() => Household)
export class HouseholdResolver {
  constructor(
    private readonly files: HouseholdService,
    private readonly people: WorkerService,
  ) {}

  @Query(() => HouseholdConnection, {
    description: 'Households of the viewer’s regions (困难职工家庭), filtered, sorted and paged.',
  })
  households(
    @Arg('where', () => householdList.Where, {
      nullable: true,
      description: 'Which households (筛选条件); all when absent.',
    })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [householdList.Order], {
      nullable: true,
      description: 'Sort keys (排序); by file number when absent.',
    })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Connection<Household>> {
    const request: ListRequest = { ...page, where, orderBy };
    return this.files.list(viewer, request);
  }

  @Query(() => Household, {
    nullable: true,
    description: 'One household (困难职工家庭); NOT_FOUND when it is unknown or outside the viewer’s regions.',
  })
  household(
    @Arg('id', () => ID, { description: 'UUID of the household file (档案).' }) id: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household> {
    return this.files.get(viewer, id);
  }

  @Query(() => Household, {
    nullable: true,
    description:
      'One household by the number of its file (按档案编号查询); NOT_FOUND when it is unknown or outside the viewer’s regions.',
  })
  householdByFileNo(
    @Arg('fileNo', () => String, { description: 'Number of the file (档案编号).' }) fileNo: string,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<Household> {
    return this.files.getByFileNo(viewer, fileNo);
  }

  @FieldResolver(() => Region, {
    description: 'Region that the file belongs to (所在区域): a county, or a city for its own units.',
  })
  region(@Root() { regionCode }: Household): Region {
    return new Region(regionCode);
  }

  @FieldResolver(() => TradeUnion, {
    nullable: true,
    description: 'Union that keeps the file (所属工会); null when its owner cannot give it.',
  })
  union(@Root() { unionId }: Household): TradeUnion | null {
    return TradeUnion.of(unionId);
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Employer of the head (工作单位); null when there is none, or its owner cannot give it.',
  })
  employer(@Root() { employerId }: Household): Enterprise | null {
    return Enterprise.of(employerId);
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'Head of the household (户主), to whom aid is paid; null with FORBIDDEN for who may not see persons.',
  })
  head(@Root() { headId }: Household, @Ctx() ctx: SubgraphContext): Promise<Worker> {
    return ctx.load(this.people.loadInHouseholds, headId);
  }

  @FieldResolver(() => [HouseholdMember], {
    nullable: true,
    description:
      'Members of the household (家庭成员), the head first; null with FORBIDDEN for who may not see persons.',
  })
  members(@Root() { id }: Household, @Ctx() ctx: SubgraphContext): Promise<readonly HouseholdMember[]> {
    return ctx.load(this.people.loadMembers, id);
  }

  @FieldResolver(() => IncomeAssessment, {
    nullable: true,
    description: 'Income assessment (收入核算); null with FORBIDDEN for who may not see incomes.',
  })
  income(@Root() household: Household, @Ctx() { viewer }: SubgraphContext): IncomeAssessment {
    return this.files.incomeOf(viewer, household);
  }

  @FieldResolver(() => Housing, {
    nullable: true,
    description: 'Where the household lives (住房情况); null when it is not recorded.',
  })
  housing(@Root() { housingType, housingAreaM2 }: Household): Housing | null {
    return housingType === null ? null : new Housing(housingType, housingAreaM2);
  }

  @FieldResolver(() => BankAccountMasked, {
    nullable: true,
    description:
      'Account that aid is paid to, masked (收款账户); null when none is registered, and with FORBIDDEN for who may not see accounts.',
  })
  bank(@Root() household: Household, @Ctx() { viewer }: SubgraphContext): BankAccountMasked | null {
    return this.files.bankOf(viewer, household);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the review is overdue today (逾期未复核); a stale file is not paid without confirmation.',
  })
  isStale(@Root() household: Household, @Ctx() { clock }: SubgraphContext): boolean {
    return ACTIVE_STATUSES.includes(household.status) && household.nextReviewDueOn < today(clock);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'Closed file of this household before it relapsed (返困前档案); null for a first file.',
  })
  async previousFile(@Root() { previousFileId }: Household, @Ctx() ctx: SubgraphContext): Promise<Household | null> {
    return previousFileId === null ? null : ctx.load(this.files.loadMany, previousFileId);
  }

  @FieldResolver(() => [FileEvent], { description: 'What happened to the file (档案大事记), newest first.' })
  timeline(
    @Root() { id }: Household,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly FileEvent[]> {
    return ctx.load(this.files.loadTimeline, id, { first });
  }
}
