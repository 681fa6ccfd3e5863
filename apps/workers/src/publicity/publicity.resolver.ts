import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Objection } from './objection.entity';
import type { PublicityService } from './publicity.service';
import { PublicityNotice } from './publicity-notice.entity';

/** GraphQL face of public notices (公示). */
@Resolver(() => PublicityNotice)
export class PublicityNoticeResolver {
  constructor(private readonly publicity: PublicityService) {}

  @FieldResolver(() => [Objection], { description: 'Objections raised (异议), oldest first.' })
  objections(@Root() { id }: PublicityNotice, @Ctx() ctx: SubgraphContext): Promise<readonly Objection[]> {
    return ctx.load(this.publicity.loadObjections, id);
  }
}
