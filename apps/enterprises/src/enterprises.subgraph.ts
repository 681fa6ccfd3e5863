import { Disclosure, releaseCommand, scheduledRelease } from '@nuan/disclosure';
import { ChangeFeed } from '@nuan/facts';
import { auditQueries, ChangesResolver, defineSubgraph, reference, stub } from '@nuan/federation';
import { REFERENCE_VERSION, regionQueries, regionReference } from '@nuan/regions';

import { enterprisesContracts } from './contracts/enterprises.contracts';
import { capacityImportMachine } from './capacity-import/capacity-import.machine';
import { capacityImportParts } from './capacity-import/capacity-import.parts';
import { CapacityService } from './capacity/capacity.service';
import { demonstrationMachine } from './demonstration/demonstration.machine';
import { DistressService } from './distress/distress.service';
import { EnterpriseHistoryResolver } from './enterprise/enterprise-history.resolver';
import { EnterpriseResolver } from './enterprise/enterprise.resolver';
import { EnterpriseService } from './enterprise/enterprise.service';
import { enterpriseMachine } from './enterprise/enterprise.machine';
import { enterprisesPolicy } from './policy/enterprises.policy';
import { enterprisesEntities } from './enterprises.entities';
import { enterprisesMigrations } from './enterprises.migrations';
import { enterprisesFacts } from './feed/enterprises.facts';
import { enterpriseImportMachine } from './import/enterprise-import.machine';
import { enterpriseImportParts } from './import/enterprise-import.parts';
import { enterprisesFollows } from './projection/enterprises.follows';
import { Region } from './references/region.reference';
import { MinLivingLineService } from './region-facts/min-living-line.service';
import { RegionFactsResolver } from './region-facts/region-facts.resolver';
import { partnerShopMachine } from './shop/partner-shop.machine';
import { PartnerShopResolver } from './shop/partner-shop.resolver';
import { PartnerShopService } from './shop/partner-shop.service';
import { CampaignResolver } from './statistics/campaign.resolver';
import { EnterpriseStatsResolver, RegionEnterprisesResolver } from './statistics/enterprise-stats.resolver';
import { enterpriseDisclosure } from './statistics/enterprise.disclosure';
import { EnterpriseStatsService } from './statistics/enterprise-stats.service';
import { TradeUnionResolver } from './union/trade-union.resolver';
import { TradeUnionService } from './union/trade-union.service';
import { EnterpriseVisitResolver } from './visit/enterprise-visit.resolver';
import { EnterpriseVisitService } from './visit/enterprise-visit.service';
import { visitImportMachine } from './visit-import/visit-import.machine';
import { visitImportParts } from './visit-import/visit-import.parts';
import { writingResolvers } from './writing.parts';
import { enterprisesColumns } from './policy/columns.sensitivity';

/** Composition root of enterprises (企业、工会组织): makes every service once and hands the resolvers over. */
export const enterprisesSubgraph = defineSubgraph({
  name: 'enterprises',
  title: 'Enterprises (困难企业、工会组织): enterprises, distress, visits, unions, facts of regions',
  defaultPort: 4002,
  commands: { release: releaseCommand(enterpriseDisclosure) },
  scheduled: [scheduledRelease(enterpriseDisclosure)],
  referenceVersion: REFERENCE_VERSION,
  machines: [
    enterpriseMachine,
    demonstrationMachine,
    partnerShopMachine,
    enterpriseImportMachine,
    capacityImportMachine,
    visitImportMachine,
  ],
  database: { entities: [...enterprisesEntities], migrations: [...enterprisesMigrations], columns: enterprisesColumns },
  policy: enterprisesPolicy,
  contracts: enterprisesContracts,
  follows: enterprisesFollows,
  compose({ db, clock, cipher }) {
    const enterprises = new EnterpriseService(db);
    const unions = new TradeUnionService(db);
    const visits = new EnterpriseVisitService(db);
    const shops = new PartnerShopService(db);
    const imports = [enterpriseImportParts, capacityImportParts, visitImportParts].map((parts) =>
      parts({ db, clock, cipher }),
    );
    const stats = new EnterpriseStatsService(new Disclosure(db, clock, enterpriseDisclosure));
    return {
      resolvers: [
        regionQueries(Region),
        auditQueries('enterpriseAudit', db),
        new ChangesResolver(new ChangeFeed(db, clock, enterprisesFacts)),
        new EnterpriseResolver(enterprises, unions),
        new EnterpriseHistoryResolver(new DistressService(db), new CapacityService(db), visits),
        new EnterpriseVisitResolver(visits, enterprises),
        new TradeUnionResolver(unions),
        new PartnerShopResolver(shops, unions),
        new RegionFactsResolver(new MinLivingLineService(db)),
        new RegionEnterprisesResolver(stats),
        new EnterpriseStatsResolver(),
        new CampaignResolver(stats),
        ...writingResolvers({ db, clock, enterprises, unions, visits, shops }),
        ...imports.flatMap(({ resolvers }) => resolvers),
      ],
      jobs: imports.flatMap(({ jobs }) => jobs),
      references: {
        Region: regionReference(Region),
        Campaign: stub(),
        Enterprise: reference({
          action: 'enterprise:read',
          keys: { id: enterprises.loadMany, creditCode: enterprises.loadByCreditCode },
        }),
        TradeUnion: reference({ action: 'union:read', keys: { id: unions.loadMany } }),
      },
    };
  },
});
