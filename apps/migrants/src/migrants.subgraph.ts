import { ChangeFeed } from '@nuan/facts';
import { auditQueries, ChangesResolver, defineSubgraph, reference, stub } from '@nuan/federation';
import { REFERENCE_VERSION, regionQueries, regionReference } from '@nuan/regions';

import { CultureEventResolver } from './culture-event/culture-event.resolver';
import { CultureEventService } from './culture-event/culture-event.service';
import { HealthCheckBatchResolver } from './health-check/health-check-batch.resolver';
import { HealthCheckBatchService } from './health-check/health-check-batch.service';
import { HonourResolver } from './honour/honour.resolver';
import { HonourService } from './honour/honour.service';
import { WorkerHonoursResolver } from './honour/worker-honours.resolver';
import { MigrantStatsService } from './migrant-stats/migrant-stats.service';
import { RegionMigrantResolver } from './migrant-stats/region-migrant.resolver';
import { migrantsEntities } from './migrants.entities';
import { migrantsMigrations } from './migrants.migrations';
import { migrantsFacts } from './feed/migrants.facts';
import { migrantsFollows } from './projection/migrants.follows';
import { protectionMachines, protectionParts } from './protection.parts';
import { Household } from './references/household.reference';
import { Region } from './references/region.reference';
import { CampaignReturnsResolver } from './return-service/campaign-returns.resolver';
import { ReturnServiceResolver } from './return-service/return-service.resolver';
import { ReturnServiceService } from './return-service/return-service.service';
import { HouseholdServicesResolver } from './service-record/household-services.resolver';
import { ServiceRecordResolver } from './service-record/service-record.resolver';
import { ServiceRecordService } from './service-record/service-record.service';

/** Composition root of migrants (农民工服务): makes every service once and hands the resolvers over. */
export const migrantsSubgraph = defineSubgraph({
  name: 'migrants',
  title: 'Migrants (农民工服务): stations, wage cases, inspections, insurance, home return, health checks, honours',
  defaultPort: 4005,
  referenceVersion: REFERENCE_VERSION,
  database: { entities: [...migrantsEntities], migrations: [...migrantsMigrations] },
  machines: [...protectionMachines],
  follows: migrantsFollows,
  orphanedTypes: [Household],
  compose({ db, clock }) {
    const protection = protectionParts({ db, clock });
    const returns = new ReturnServiceService(db);
    const batches = new HealthCheckBatchService(db);
    const [honours, events] = [new HonourService(db), new CultureEventService(db)];
    return {
      resolvers: [
        regionQueries(Region),
        auditQueries('serviceAudit', db),
        new ChangesResolver(new ChangeFeed(db, clock, migrantsFacts)),
        new RegionMigrantResolver(new MigrantStatsService(db, clock)),
        ...protection.resolvers,
        new ReturnServiceResolver(returns),
        new CampaignReturnsResolver(returns),
        new HealthCheckBatchResolver(batches),
        new HonourResolver(honours),
        new WorkerHonoursResolver(honours),
        new CultureEventResolver(events),
        new ServiceRecordResolver(returns, batches),
        new HouseholdServicesResolver(new ServiceRecordService(db)),
      ],
      references: {
        Region: regionReference(Region),
        Household: stub(),
        Enterprise: stub(),
        Worker: stub(),
        Campaign: stub(),
        ...protection.references,
        ReturnService: reference({ action: 'returnService:read', keys: { id: returns.loadMany } }),
        HealthCheckBatch: reference({ action: 'healthCheck:read', keys: { id: batches.loadMany } }),
        Honour: reference({ action: 'honour:read', keys: { id: honours.loadMany } }),
        CultureEvent: reference({ action: 'returnService:read', keys: { id: events.loadMany } }),
      },
    };
  },
});
