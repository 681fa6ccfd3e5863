import { FirstArgs, type SubgraphContext } from '@nuan/federation';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Worker } from '../references/worker.reference';
import { WageCase } from './wage-case.entity';
import type { WageCaseService } from './wage-case.service';

/** What wage protection adds to a person (职工): the cases that name them. */
@Resolver(() => Worker)
export class WorkerWagesResolver {
  constructor(private readonly cases: WageCaseService) {}

  @FieldResolver(() => [WageCase], {
    nullable: true,
    description: 'Wage cases that name the person (涉及的欠薪案件), newest first.',
  })
  wageCases(
    @Root() worker: Worker,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly WageCase[]> {
    return ctx.load(this.cases.loadByWorker, worker.id, { first });
  }
}
