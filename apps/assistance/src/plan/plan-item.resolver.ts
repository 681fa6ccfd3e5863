import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Disbursement } from '../disbursement/disbursement.entity';
import type { DisbursementService } from '../disbursement/disbursement.service';
import { PlanItem } from './plan-item.entity';

/** Measures of a plan (帮扶措施) as the graph shows them. */
@Resolver(() => PlanItem)
export class PlanItemResolver {
  constructor(private readonly payments: DisbursementService) {}

  @FieldResolver(() => Disbursement, {
    nullable: true,
    description: 'The payment that carries the item out (对应救助发放); null when no money does, or before it is paid.',
  })
  disbursement(@Root() item: PlanItem, @Ctx() ctx: SubgraphContext): Promise<Disbursement | null> | null {
    return item.disbursementId === null ? null : ctx.load(this.payments.loadMany, item.disbursementId);
  }
}
