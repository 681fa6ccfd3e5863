import { Acts } from '@nuan/facts';
import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { CapacityWriteResolver } from './capacity/capacity-write.resolver';
import { CapacityWriter } from './capacity/capacity.writer';
import { EnterpriseCorrectionsResolver, EntryCorrectionResolver } from './correction/entry-correction.resolver';
import { EntryCorrectionService } from './correction/entry-correction.service';
import { DemonstrationResolver } from './demonstration/demonstration.resolver';
import { DemonstrationService } from './demonstration/demonstration.service';
import { DemonstrationWriter } from './demonstration/demonstration.writer';
import { DistressWriteResolver } from './distress/distress-write.resolver';
import { DistressService } from './distress/distress.service';
import { DistressWriter } from './distress/distress.writer';
import { EnterpriseMoveResolver, EnterpriseMovesResolver } from './enterprise/enterprise-move.resolver';
import { EnterpriseMoveService } from './enterprise/enterprise-move.service';
import { EnterpriseWriteResolver } from './enterprise/enterprise-write.resolver';
import type { EnterpriseService } from './enterprise/enterprise.service';
import { EnterpriseWriter } from './enterprise/enterprise.writer';
import { MinLivingLineService } from './region-facts/min-living-line.service';
import { RegionFactsWriteResolver } from './region-facts/region-facts-write.resolver';
import { RegionFactsWriter } from './region-facts/region-facts.writer';
import { RegionSuccessionService } from './region-facts/region-succession.service';
import { PartnerShopWriteResolver } from './shop/partner-shop-write.resolver';
import type { PartnerShopService } from './shop/partner-shop.service';
import { PartnerShopWriter } from './shop/partner-shop.writer';
import { TradeUnionWriteResolver } from './union/trade-union-write.resolver';
import type { TradeUnionService } from './union/trade-union.service';
import { TradeUnionWriter } from './union/trade-union.writer';
import { EnterpriseVisitWriteResolver } from './visit/enterprise-visit-write.resolver';
import type { EnterpriseVisitService } from './visit/enterprise-visit.service';
import { EnterpriseVisitWriter } from './visit/enterprise-visit.writer';

/** What writing needs of the composition root. */
export interface WritingDependencies {
  readonly db: DataSource;
  readonly clock: Clock;
  readonly enterprises: EnterpriseService;
  readonly unions: TradeUnionService;
  readonly visits: EnterpriseVisitService;
  readonly shops: PartnerShopService;
}

/** The resolvers of what officers do to enterprises, with what writing alone has made necessary to read. */
export function writingResolvers({ db, clock, enterprises, unions, visits, shops }: WritingDependencies): object[] {
  const acts = new Acts(db, clock);
  const lines = new MinLivingLineService(db);
  const successions = new RegionSuccessionService(db, lines);
  return [
    new EnterpriseMoveResolver(),
    new EnterpriseMovesResolver(new EnterpriseMoveService(db)),
    new EnterpriseWriteResolver(new EnterpriseWriter(acts, enterprises)),
    new DistressWriteResolver(new DistressWriter(acts, enterprises)),
    new EnterpriseVisitWriteResolver(new EnterpriseVisitWriter(acts, visits)),
    new CapacityWriteResolver(new CapacityWriter(acts, enterprises)),
    new DemonstrationResolver(new DemonstrationService(db), new DemonstrationWriter(acts, enterprises)),
    new TradeUnionWriteResolver(new TradeUnionWriter(acts, unions)),
    new PartnerShopWriteResolver(new PartnerShopWriter(acts, shops)),
    new RegionFactsWriteResolver(new RegionFactsWriter({ acts, lines, successions }), successions),
    new EntryCorrectionResolver(new DistressService(db), visits),
    new EnterpriseCorrectionsResolver(new EntryCorrectionService(db)),
  ];
}
