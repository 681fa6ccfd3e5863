import {
  allOf,
  type Connection,
  Count,
  countOf,
  FirstArgs,
  type OrderInput,
  PageArgs,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { CountUnit, today } from '@nuan/kernel';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';

import type { AdvanceService } from '../advance/advance.service';
import { AdvanceRequest } from '../advance/advance-request.entity';
import { Inspection } from '../inspection/inspection.entity';
import type { InspectionService } from '../inspection/inspection.service';
import { Enterprise } from '../references/enterprise.reference';
import { Region } from '../references/region.reference';
import { WageCase } from './wage-case.entity';
import { WageCaseConnection, wageCaseList } from './wage-case.list';
import type { WageCaseService } from './wage-case.service';
import { daysLeft, OPEN_WAGE_STATES } from './wage-deadline';
import { WageCaseWorker } from './wage-case-worker.entity';
import { WagePayment } from './wage-payment.entity';
import { WageState } from './wage-state';

/** Wage-arrears cases (欠薪案件) as the graph shows them. */
@Resolver(() => WageCase)
export class WageCaseResolver {
  constructor(
    private readonly cases: WageCaseService,
    private readonly inspections: InspectionService,
    private readonly advances: AdvanceService,
  ) {}

  @Query(() => WageCase, {
    description: 'One wage case by its id (按编号查欠薪案件); NOT_FOUND when it is unknown or of another region.',
  })
  wageCase(
    @Arg('id', () => ID, { description: 'Id of the case (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<WageCase> {
    return this.cases.get(ctx.viewer, id);
  }

  @Query(() => WageCaseConnection, {
    description: 'Wage cases of the viewer’s regions (欠薪案件列表), the next deadline first unless asked otherwise.',
  })
  wageCases(
    @Arg('state', () => [WageState], { nullable: true, description: 'Only cases in these states (案件状态).' })
    state: WageState[] | undefined,
    @Arg('overdue', () => Boolean, {
      nullable: true,
      description: 'Only open cases whose deadline has passed today (逾期未支付); absent or false narrows nothing.',
    })
    overdue: boolean | undefined,
    @Arg('where', () => wageCaseList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [wageCaseList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<WageCase>> {
    const late = { deadline: { lt: today(ctx.clock) }, state: { in: OPEN_WAGE_STATES } };
    const narrowed = allOf(where, state && { state: { in: state } }, overdue === true && late);
    return this.cases.list(ctx.viewer, { where: narrowed, orderBy, ...page });
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Enterprise that owes the wages (欠薪企业); null when enterprises cannot give it.',
  })
  enterprise(@Root() wageCase: WageCase): Enterprise {
    return new Enterprise(wageCase.enterpriseId);
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region where the case is handled (所在区域).' })
  region(@Root() wageCase: WageCase): Region {
    return regionOf(Region, wageCase.regionCode);
  }

  @FieldResolver(() => Inspection, {
    nullable: true,
    description:
      'Inspection that found the case (督查); null when workers reported it, or when it is of another region.',
  })
  inspection(@Root() wageCase: WageCase, @Ctx() ctx: SubgraphContext): Promise<Inspection | null> | null {
    return wageCase.inspectionId === null ? null : ctx.load(this.inspections.loadMany, wageCase.inspectionId);
  }

  @FieldResolver(() => Count, { description: 'Workers whose wages are owed (涉及人数).' })
  workers(@Root() wageCase: WageCase): Count {
    return countOf(wageCase.workerCount, CountUnit.PERSON);
  }

  @FieldResolver(() => Int, {
    description: 'Days from today to the deadline (剩余天数): 0 on the day itself, negative once it has passed.',
  })
  daysLeft(@Root() wageCase: WageCase, @Ctx() ctx: SubgraphContext): number {
    return daysLeft(wageCase.deadlineOn, today(ctx.clock));
  }

  @FieldResolver(() => Boolean, { description: 'Whether wages are still owed after the deadline (是否逾期), today.' })
  overdue(@Root() wageCase: WageCase, @Ctx() ctx: SubgraphContext): boolean {
    return OPEN_WAGE_STATES.includes(wageCase.state) && wageCase.deadlineOn < today(ctx.clock);
  }

  @FieldResolver(() => [WagePayment], {
    description: 'Payments on record (支付记录), oldest first; wages recovered before payments were kept have none.',
  })
  payments(@Root() wageCase: WageCase, @Ctx() ctx: SubgraphContext): Promise<readonly WagePayment[]> {
    return ctx.load(this.cases.loadPayments, wageCase.id);
  }

  @FieldResolver(() => [WageCaseWorker], {
    description: 'Workers whom it names (案件职工), of those whom you may see: to whom most is owed first.',
  })
  namedWorkers(
    @Root() wageCase: WageCase,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly WageCaseWorker[]> {
    return ctx.load(this.cases.loadNamed, wageCase.id, { first });
  }

  @FieldResolver(() => AdvanceRequest, {
    nullable: true,
    description: 'Request to advance its wages (垫付申请); null when none was made.',
  })
  advance(@Root() wageCase: WageCase, @Ctx() ctx: SubgraphContext): Promise<AdvanceRequest | null> {
    return ctx.load(this.advances.loadByCase, wageCase.id);
  }
}
