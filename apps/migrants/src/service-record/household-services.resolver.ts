import { FirstArgs, type SubgraphContext } from '@nuan/federation';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { Household } from '../references/household.reference';
import { ServiceRecord } from './service-record.entity';
import type { ServiceRecordService } from './service-record.service';

/** What services for migrant workers add to a household (困难职工家庭). */
@Resolver(() => Household)
export class HouseholdServicesResolver {
  constructor(private readonly records: ServiceRecordService) {}

  @FieldResolver(() => [ServiceRecord], {
    nullable: true,
    description: 'Services for migrant workers that its members used (享受的农民工服务), newest first.',
  })
  services(
    @Root() household: Household,
    @Args(() => FirstArgs) { first }: FirstArgs,
    @Ctx() ctx: SubgraphContext,
  ): Promise<readonly ServiceRecord[]> {
    return ctx.load(this.records.loadByHousehold, household.id, { first });
  }
}
