import type { SubgraphContext } from '@nuan/federation';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';

import { DistressPeriod } from '../distress/distress-period.entity';
import type { DistressService } from '../distress/distress.service';
import { Enterprise } from '../enterprise/enterprise.entity';
import { EnterpriseVisit } from '../visit/enterprise-visit.entity';
import type { EnterpriseVisitService } from '../visit/enterprise-visit.service';
import { EntryCorrection } from './entry-correction.entity';
import type { EntryCorrectionService } from './entry-correction.service';

/** What a counter-entry took back. */
@Resolver(() => EntryCorrection)
export class EntryCorrectionResolver {
  constructor(
    private readonly periods: DistressService,
    private readonly visits: EnterpriseVisitService,
  ) {}

  @FieldResolver(() => DistressPeriod, {
    nullable: true,
    description: 'The distress period that it took back (被更正的困难时段); null when it took another entry back.',
  })
  distressPeriod(@Root() entry: EntryCorrection, @Ctx() ctx: SubgraphContext): Promise<DistressPeriod | null> | null {
    return entry.distressPeriodId === null ? null : ctx.load(this.periods.loadByIds, entry.distressPeriodId);
  }

  @FieldResolver(() => EnterpriseVisit, {
    nullable: true,
    description:
      'The visit that it took back (被更正的走访); null when it took another entry back or lies outside your regions.',
  })
  visit(@Root() entry: EntryCorrection, @Ctx() ctx: SubgraphContext): Promise<EnterpriseVisit | null> | null {
    return entry.visitId === null ? null : ctx.load(this.visits.loadMany, entry.visitId);
  }
}

/** The counter-entries of an enterprise. */
@Resolver(() => Enterprise)
export class EnterpriseCorrectionsResolver {
  constructor(private readonly service: EntryCorrectionService) {}

  @FieldResolver(() => [EntryCorrection], {
    description: 'Counter-entries to its record, newest first (更正记录); what they took back is not listed elsewhere.',
  })
  corrections(@Root() { id }: Enterprise, @Ctx() ctx: SubgraphContext): Promise<readonly EntryCorrection[]> {
    return ctx.load(this.service.loadCorrections, id);
  }
}
