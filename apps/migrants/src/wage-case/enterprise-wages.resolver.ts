import type { SubgraphContext } from '@nuan/federation';
import { today } from '@nuan/kernel';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import type { WageCaseService } from './wage-case.service';
import { WageRisk, wageRiskOf } from './wage-risk';

/** What wage protection adds to an enterprise (企业): its open arrears. */
@Resolver(() => Enterprise)
export class EnterpriseWagesResolver {
  constructor(private readonly cases: WageCaseService) {}

  @FieldResolver(() => WageRisk, {
    nullable: true,
    description: 'Open wage arrears (欠薪风险) within the viewer’s regions; level NONE when there are none.',
  })
  async wageRisk(@Root() enterprise: Enterprise, @Ctx() ctx: SubgraphContext): Promise<WageRisk> {
    return wageRiskOf(await ctx.load(this.cases.loadOpenWages, enterprise.id), today(ctx.clock));
  }
}
