import { FirstArgs, type SubgraphContext } from '@nuan/federation';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Worker } from '../references/worker.reference';
import { Honour } from './honour.entity';
import type { HonourService } from './honour.service';

/** What honours add to a person (职工). */
@Resolver(() => Worker)
export class WorkerHonoursResolver {
  constructor(private readonly service: HonourService) {}

  @FieldResolver(() => [Honour], {
    nullable: true,
    description: 'Honours given to the person (所获荣誉), newest first.',
  })
  honours(
    @Root() worker: Worker,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly Honour[]> {
    return ctx.load(this.service.loadByWorker, worker.id, { first });
  }
}
