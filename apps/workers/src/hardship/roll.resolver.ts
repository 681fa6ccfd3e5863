import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { TradeUnion } from '../references/trade-union.reference';
import { EnterpriseWorkers, UnionFiles } from './enterprise-workers';
import type { RollService } from './roll.service';

/** Hangs the block `workersCount` on enterprises. */
@Resolver(() => Enterprise)
export class EnterpriseWorkersResolver {
  constructor(private readonly rolls: RollService) {}

  @FieldResolver(() => EnterpriseWorkers, {
    nullable: true,
    description:
      'Workers of this enterprise as the unions know them (企业职工情况); null outside the viewer’s regions.',
  })
  workersCount(@Root() { id }: Enterprise, @Ctx() ctx: SubgraphContext): Promise<EnterpriseWorkers | null> {
    return ctx.load(this.rolls.loadEnterpriseWorkers, id);
  }
}

/** Hangs the block `files` on unions. */
@Resolver(() => TradeUnion)
export class UnionFilesResolver {
  constructor(private readonly rolls: RollService) {}

  @FieldResolver(() => UnionFiles, {
    nullable: true,
    description:
      'Files that this union keeps itself (所管困难职工档案), within the viewer’s regions; null for who may not see aggregates.',
  })
  files(@Root() { id }: TradeUnion, @Ctx() ctx: SubgraphContext): Promise<UnionFiles> {
    return ctx.load(this.rolls.loadUnionFiles, id);
  }
}
