import type { ChangeFeed, FeedPage } from '@nuan/facts';
import { Arg, Ctx, Directive, Int, Query, Resolver } from 'type-graphql';

import type { SubgraphContext } from '../context';
import { ChangePage } from './change-page.type';

/** The change feed (变更流) as the graph shows it: in each subgraph for those who query it alone, never behind the gateway. */
@Resolver()
export class ChangesResolver {
  constructor(private readonly feed: ChangeFeed) {}

  @Directive('@shareable')
  @Directive('@inaccessible')
  @Query(() => ChangePage, {
    description:
      'Change feed of this subgraph (变更流): every fact that your contract gives you, first as it stands, then as it changes. For sibling subgraphs and partner departments (协作部门); FORBIDDEN for others.',
  })
  changes(
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the page before (游标); without one the feed begins with a snapshot.',
    })
    after: string | null,
    @Arg('first', () => Int, { defaultValue: 100, description: 'How many changes, 1 to 1,000 (数量).' }) first: number,
    @Arg('entities', () => [String], {
      nullable: true,
      description:
        'Types of the entities that are wanted (实体类型), the same for all pages; all of the contract when absent.',
    })
    entities: string[] | null,
    @Ctx() { viewer }: SubgraphContext,
  ): Promise<FeedPage> {
    return this.feed.read(viewer, { after, first, entities });
  }
}
