import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Worker } from '../references/worker.reference';
import { AssetFollowUp } from './asset-follow-up.entity';
import { AssetGrant } from './asset-grant.entity';
import type { AssetGrantService } from './asset-grant.service';

/** What became of a given asset. */
@Resolver(() => AssetGrant)
export class AssetFollowUpResolver {
  constructor(private readonly grants: AssetGrantService) {}

  @FieldResolver(() => [AssetFollowUp], { description: 'Visits (跟踪回访), the latest first.' })
  followUps(@Root() grant: AssetGrant, @Ctx() ctx: SubgraphContext): Promise<readonly AssetFollowUp[]> {
    return ctx.load(this.grants.loadFollowUps, grant.id);
  }

  @FieldResolver(() => Worker, {
    nullable: true,
    description: 'Who got it then (受转赠人); null unless it was passed on.',
  })
  transferredTo(@Root() grant: AssetGrant): Worker | null {
    return grant.transferredToId === null ? null : new Worker(grant.transferredToId);
  }
}
