import { type Connection, type OrderInput, PageArgs, type SubgraphContext, type WhereInput } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { Household } from '../references/household.reference';
import { Region } from '../references/region.reference';
import { Student } from '../references/student.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { Worker } from '../references/worker.reference';
import { Disbursement } from './disbursement.entity';
import { DisbursementProblem } from './disbursement-problem.entity';
import { DisbursementConnection, disbursementList } from './disbursement.list';
import type { DisbursementService } from './disbursement.service';
import { PaymentActor, PaymentRole } from './payment-actor';
import { PaymentSnapshot } from './payment-snapshot';

/** Payments (救助发放) as the graph shows them. */
@Resolver(() => Disbursement)
export class DisbursementResolver {
  constructor(private readonly payments: DisbursementService) {}

  @Query(() => Disbursement, {
    description: 'One payment by its id (按编号查发放); NOT_FOUND when it is unknown or of another region.',
  })
  disbursement(
    @Arg('id', () => ID, { description: 'Id of the payment (编号).' }) id: string,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Disbursement> {
    return this.payments.get(ctx.viewer, id);
  }

  @Query(() => DisbursementConnection, {
    description: 'Payments of the viewer’s regions (发放明细), the latest filed first unless asked otherwise.',
  })
  disbursements(
    @Arg('where', () => disbursementList.Where, { nullable: true, description: 'Conditions (筛选条件).' })
    where: WhereInput | undefined,
    @Arg('orderBy', () => [disbursementList.Order], { nullable: true, description: 'Sort keys (排序).' })
    orderBy: OrderInput[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<Disbursement>> {
    return this.payments.list(ctx.viewer, { where, orderBy, ...page });
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'The person paid (领款人): the head or a registered proxy of a household, or the consoled worker.',
  })
  payee(@Root() payment: Disbursement): Worker {
    return new Worker(payment.payeeId);
  }

  @FieldResolver(() => Household, {
    nullable: true,
    description: 'The household helped (受助家庭); null for a worker without a file.',
  })
  household(@Root() payment: Disbursement): Household | null {
    return payment.householdId === null ? null : new Household(payment.householdId);
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'Enterprise of the consoled worker (所在企业); null for filed households and where none is known.',
  })
  enterprise(@Root() payment: Disbursement): Enterprise | null {
    return payment.enterpriseId === null ? null : new Enterprise(payment.enterpriseId);
  }

  @FieldResolver(() => Student, {
    nullable: true,
    description: 'The student helped (受助学生); null but for aid to study.',
  })
  student(@Root() payment: Disbursement): Student | null {
    return payment.studentId === null ? null : new Student(payment.studentId);
  }

  @FieldResolver(() => TradeUnion, { nullable: true, description: 'The union that pays (发放单位).' })
  union(@Root() payment: Disbursement): TradeUnion {
    return new TradeUnion(payment.unionId);
  }

  @FieldResolver(() => Region, {
    nullable: true,
    description: 'Region of the beneficiary (所在区域), as it was when the payment was made.',
  })
  region(@Root() payment: Disbursement): Region {
    return regionOf(Region, payment.regionCode);
  }

  @FieldResolver(() => PaymentSnapshot, { description: 'What was true when it was decided (发放时点快照).' })
  snapshot(@Root() payment: Disbursement): PaymentSnapshot {
    const { category, tier, fileStatus, recordedOn, lastReviewedOn, cap, capUsed } = payment;
    return Object.assign(new PaymentSnapshot(), {
      category,
      tier,
      fileStatus,
      recordedOn,
      lastReviewedOn,
      cap,
      capUsed,
    });
  }

  @FieldResolver(() => [DisbursementProblem], {
    description: 'Rules that hold it back now (未通过的规则); empty when none does.',
  })
  problems(@Root() payment: Disbursement, @Ctx() ctx: SubgraphContext): Promise<DisbursementProblem[]> {
    return ctx.load(this.payments.loadProblems, payment.id);
  }

  @FieldResolver(() => [PaymentActor], {
    description: 'Who filed, approved and paid it (经办人), in that order, as far as it has come.',
  })
  actors(@Root() payment: Disbursement): PaymentActor[] {
    return actorsOf(payment);
  }
}

/** Everyone who has acted on a payment, in the order of the acts. */
export function actorsOf(payment: Disbursement): PaymentActor[] {
  const acts: readonly (readonly [PaymentRole, string | null, Date | null])[] = [
    [PaymentRole.MAKER, payment.filedBy, payment.filedAt],
    [PaymentRole.CHECKER, payment.approvedBy, payment.approvedAt],
    [PaymentRole.SECOND_CHECKER, payment.secondApprovedBy, payment.secondApprovedAt],
    [PaymentRole.CASHIER, payment.paidBy, payment.paidAt],
  ];
  return acts.flatMap(([role, userId, actedAt]) =>
    userId === null || actedAt === null ? [] : [Object.assign(new PaymentActor(), { role, userId, actedAt })],
  );
}
