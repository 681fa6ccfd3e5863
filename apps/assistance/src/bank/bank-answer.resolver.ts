import {
  type Connection,
  type OrderInput,
  PageArgs,
  Progress,
  type SubgraphContext,
  type WhereInput,
} from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Disbursement } from '../disbursement/disbursement.entity';
import type { DisbursementService } from '../disbursement/disbursement.service';
import { Region } from '../references/region.reference';
import { BankAnomaly } from './bank-anomaly.entity';
import { BankAnomalyConnection, bankAnomalyList } from './bank-anomaly.list';
import { BankAnswer } from './bank-answer.entity';
import { BankAnswerConnection, bankAnswerList } from './bank-answer.list';
import type { BankAnomalyService, BankAnswerService } from './bank-answer.service';

/** Files of the bank's (回盘文件) as the graph shows them. */
@Resolver(() => BankAnswer)
export class BankAnswerResolver {
  constructor(private readonly answers: BankAnswerService) {}

  @Query(() => BankAnswer, {
    description:
      'One file of the bank’s by its id (按编号查回盘文件); NOT_FOUND when it is unknown or of another region.',
  })
  bankAnswer(
    @Arg('id', () => ID, { description: 'Id of the file (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<BankAnswer> {
    return this.answers.get(ctx.viewer, id);
  }

  @Query(() => BankAnswerConnection, {
    description: 'Files of the bank’s within the viewer’s regions (回盘文件), the latest first unless asked otherwise.',
  })
  bankAnswers(
    @Arg('where', () => bankAnswerList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [bankAnswerList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<BankAnswer>> {
    return this.answers.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Region, { nullable: true, description: 'Region whose payments it may answer (所在区域).' })
  region(@Root() answer: BankAnswer): Region {
    return regionOf(Region, answer.regionCode);
  }

  @FieldResolver(() => Progress, {
    nullable: true,
    description: 'How far taking it in is (进度); null before it is finished.',
  })
  progress(@Root() answer: BankAnswer, @Ctx() ctx: SubgraphContext): Promise<Progress | null> {
    return ctx.load(this.answers.loadProgress, answer.id);
  }
}

/** What could not be applied of the bank's lines (对账异常) as the graph shows it. */
@Resolver(() => BankAnomaly)
export class BankAnomalyResolver {
  constructor(
    private readonly anomalies: BankAnomalyService,
    private readonly answers: BankAnswerService,
    private readonly payments: DisbursementService,
  ) {}

  @Query(() => BankAnomalyConnection, {
    description:
      'Lines of the bank’s that could not be applied (对账异常), within the viewer’s regions, the latest first.',
  })
  bankAnomalies(
    @Arg('where', () => bankAnomalyList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [bankAnomalyList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<BankAnomaly>> {
    return this.anomalies.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => BankAnswer, {
    nullable: true,
    description: 'The bank’s file that it is of (回盘文件); null where that is of a wider region than the viewer’s.',
  })
  answer(@Root() anomaly: BankAnomaly, @Ctx() ctx: SubgraphContext): Promise<BankAnswer | null> {
    return ctx.load(this.answers.loadMany, anomaly.answerId);
  }

  @FieldResolver(() => Disbursement, {
    nullable: true,
    description: 'The payment that the line names (发放记录); null where it is none of the viewer’s.',
  })
  disbursement(@Root() anomaly: BankAnomaly, @Ctx() ctx: SubgraphContext): Promise<Disbursement | null> {
    return ctx.load(this.payments.loadMany, anomaly.disbursementId);
  }
}
