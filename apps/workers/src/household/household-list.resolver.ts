import { Instant } from '@nuan/federation';
import { FieldResolver, Resolver } from 'type-graphql';

import { HouseholdConnection } from './household.list';
import type { HouseholdService } from './household.service';

/** What a page of households (困难职工家庭) says beside its rows. */
@Resolver(() => HouseholdConnection)
export class HouseholdListResolver {
  constructor(private readonly files: HouseholdService) {}

  @FieldResolver(() => Instant, {
    description:
      'Filters by employer and by aid know every change of enterprises and assistance until this instant (数据时点); the files themselves count at their commit.',
  })
  asOf(): Promise<Date> {
    return this.files.asOf();
  }
}
