import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import type { InsuranceProjectService } from './insurance-project.service';

/** What injury insurance adds to an enterprise (企业): how many of its projects are insured. */
@Resolver(() => Enterprise)
export class EnterpriseInsuranceResolver {
  constructor(private readonly projects: InsuranceProjectService) {}

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Its construction projects with injury insurance (已参保项目数) within the viewer’s regions.',
  })
  insuredProjects(@Root() enterprise: Enterprise, @Ctx() ctx: SubgraphContext): Promise<number> {
    return ctx.load(this.projects.loadInsuredCount, enterprise.id);
  }
}
