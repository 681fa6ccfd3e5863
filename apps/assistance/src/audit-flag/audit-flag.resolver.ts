import { type Connection, PageArgs, RegionCodeScalar, type SubgraphContext } from '@nuan/federation';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';

import { Disbursement } from '../disbursement/disbursement.entity';
import { actorsOf } from '../disbursement/disbursement.resolver';
import type { DisbursementService } from '../disbursement/disbursement.service';
import { PaymentActor } from '../disbursement/payment-actor';
import { AuditFlag, AuditFlagConnection } from './audit-flag';
import type { AuditFlagService } from './audit-flag.service';
import { AuditRule } from './audit-rule';

/** Flagged payments (审计关注事项) as the graph shows them. */
@Resolver(() => AuditFlag)
export class AuditFlagResolver {
  constructor(
    private readonly flags: AuditFlagService,
    private readonly payments: DisbursementService,
  ) {}

  @Query(() => AuditFlagConnection, {
    description: 'Payments that an auditor looks at (审计关注清单), within the viewer’s regions, by rule.',
  })
  auditFlags(
    @Arg('campaign', () => String, { nullable: true, description: 'Only this campaign, by its code (活动代码).' })
    campaign: string | undefined,
    @Arg('region', () => RegionCodeScalar, { nullable: true, description: 'Only this region and below (区域).' })
    region: string | undefined,
    @Arg('rules', () => [AuditRule], { nullable: true, description: 'Only these rules (规则).' })
    rules: AuditRule[] | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<Connection<AuditFlag>> {
    return this.flags.list(ctx.viewer, { campaign, region, rules, ...page });
  }

  @FieldResolver(() => Disbursement, {
    nullable: true,
    description: 'The payment (发放记录); null for a viewer who may not read payments.',
  })
  disbursement(@Root() flag: AuditFlag, @Ctx() ctx: SubgraphContext): Promise<Disbursement | null> {
    return ctx.load(this.payments.loadMany, flag.disbursementId);
  }

  @FieldResolver(() => [PaymentActor], {
    nullable: true,
    description: 'Who filed, approved and paid it (经办人); null for a viewer who may not read payments.',
  })
  async actors(@Root() flag: AuditFlag, @Ctx() ctx: SubgraphContext): Promise<PaymentActor[]> {
    const payment = await ctx.load(this.payments.loadMany, flag.disbursementId);
    return payment ? actorsOf(payment) : [];
  }
}
