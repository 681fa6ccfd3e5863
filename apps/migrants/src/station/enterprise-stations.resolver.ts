import { FirstArgs, type SubgraphContext } from '@nuan/federation';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Enterprise } from '../references/enterprise.reference';
import { ServiceStation } from './service-station.entity';
import type { ServiceStationService } from './service-station.service';

/** What stations add to an enterprise (企业): those that it is host to. */
@Resolver(() => Enterprise)
export class EnterpriseStationsResolver {
  constructor(private readonly service: ServiceStationService) {}

  @FieldResolver(() => [ServiceStation], {
    nullable: true,
    description: 'Facilities that it is host to (依托本单位的服务阵地) within the viewer’s regions, by code.',
  })
  stations(
    @Root() enterprise: Enterprise,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly ServiceStation[]> {
    return ctx.load(this.service.loadByHost, enterprise.id, { first });
  }
}
