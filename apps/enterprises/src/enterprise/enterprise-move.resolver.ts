import type { SubgraphContext } from '@nuan/federation';
import { regionOf } from '@nuan/regions';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Region } from '../references/region.reference';
import { EnterpriseMove } from './enterprise-move.entity';
import type { EnterpriseMoveService } from './enterprise-move.service';
import { Enterprise } from './enterprise.entity';

/** Where a move led from and to. */
@Resolver(() => EnterpriseMove)
export class EnterpriseMoveResolver {
  @FieldResolver(() => Region, { description: 'Where it was before (迁出区划).' })
  from(@Root() move: EnterpriseMove): Region {
    return regionOf(Region, move.fromRegionCode);
  }

  @FieldResolver(() => Region, { description: 'Where it is from that day on (迁入区划).' })
  to(@Root() move: EnterpriseMove): Region {
    return regionOf(Region, move.toRegionCode);
  }
}

/** The moves of an enterprise. */
@Resolver(() => Enterprise)
export class EnterpriseMovesResolver {
  constructor(private readonly service: EnterpriseMoveService) {}

  @FieldResolver(() => [EnterpriseMove], { description: 'Its moves from region to region, newest first (迁移记录).' })
  moves(@Root() { id }: Enterprise, @Ctx() ctx: SubgraphContext): Promise<readonly EnterpriseMove[]> {
    return ctx.load(this.service.loadMoves, id);
  }
}
