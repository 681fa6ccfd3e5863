import { Acts } from '@nuan/facts';
import { reference, type SubgraphDependencies, type SubgraphParts } from '@nuan/federation';

import { cultureEventMachine } from './culture-event/culture-event.machine';
import { CultureEventResolver } from './culture-event/culture-event.resolver';
import { CultureEventService } from './culture-event/culture-event.service';
import { CultureEventWriter } from './culture-event/culture-event.writer';
import { CultureEventWriteResolver } from './culture-event/culture-event-write.resolver';
import { HealthCheckBatchResolver } from './health-check/health-check-batch.resolver';
import { HealthCheckBatchService } from './health-check/health-check-batch.service';
import { healthCheckMachine } from './health-check/health-check.machine';
import { HealthCheckWriter } from './health-check/health-check.writer';
import { HealthCheckWriteResolver } from './health-check/health-check-write.resolver';
import { HonourResolver } from './honour/honour.resolver';
import { HonourService } from './honour/honour.service';
import { HonourWriter } from './honour/honour.writer';
import { honourNominationMachine } from './honour/honour-nomination.machine';
import { HonourNominationService } from './honour/honour-nomination.service';
import { HonourWriteResolver } from './honour/honour-write.resolver';
import { WorkerHonoursResolver } from './honour/worker-honours.resolver';
import { ClaimQueue } from './place/claim-queue';
import { placeClaimMachine } from './place/place-claim.machine';
import { PlaceClaimResolver } from './place/place-claim.resolver';
import { PlaceClaimService } from './place/place-claim.service';
import { PlaceClaimWriter } from './place/place-claim.writer';
import { PlacePoolService } from './place/place-pool.service';
import { CampaignReturnsResolver } from './return-service/campaign-returns.resolver';
import { RequestedPaymentService } from './requested-payment/requested-payment.service';
import { ReturnPurchaseWriter } from './return-service/return-purchase.writer';
import { returnServiceMachine } from './return-service/return-service.machine';
import { ReturnServiceResolver } from './return-service/return-service.resolver';
import { ReturnServiceService } from './return-service/return-service.service';
import { ReturnServiceWriter } from './return-service/return-service.writer';
import { ReturnServiceWriteResolver } from './return-service/return-service-write.resolver';
import { TravelSubsidyRequestResolver } from './return-service/travel-subsidy-request.resolver';
import { TravelSubsidyRequestService } from './return-service/travel-subsidy-request.service';
import { HouseholdServicesResolver } from './service-record/household-services.resolver';
import { ServiceRecordResolver } from './service-record/service-record.resolver';
import { ServiceRecordService } from './service-record/service-record.service';

/** State machines of events, places, home return, health checks and honours. */
export const serviceMachines = [
  cultureEventMachine,
  placeClaimMachine,
  returnServiceMachine,
  healthCheckMachine,
  honourNominationMachine,
] as const;

/** The part of the composition root that serves: participation events, home return, health checks, honours. */
export function serviceParts({ db, clock }: Pick<SubgraphDependencies, 'db' | 'clock'>): SubgraphParts {
  const acts = new Acts(db, clock);
  const [events, claims, pools] = [new CultureEventService(db), new PlaceClaimService(db), new PlacePoolService(db)];
  const [returns, batches, honours] = [
    new ReturnServiceService(db),
    new HealthCheckBatchService(db),
    new HonourService(db),
  ];
  const nominations = new HonourNominationService(db);
  const queue = new ClaimQueue(acts);
  return {
    resolvers: [
      new CultureEventResolver(events, pools),
      new CultureEventWriteResolver(new CultureEventWriter(acts, events), queue),
      new PlaceClaimResolver(claims, new PlaceClaimWriter(acts, claims)),
      new ReturnServiceResolver(returns, pools),
      new ReturnServiceWriteResolver(
        new ReturnServiceWriter(acts, returns),
        new ReturnPurchaseWriter(acts, returns),
        queue,
      ),
      new TravelSubsidyRequestResolver(
        new TravelSubsidyRequestService(db),
        new RequestedPaymentService(db, { read: 'returnService:read', write: 'returnService:write' }),
        returns,
      ),
      new CampaignReturnsResolver(returns),
      new HealthCheckBatchResolver(batches),
      new HealthCheckWriteResolver(new HealthCheckWriter(acts, batches)),
      new HonourResolver(honours),
      new HonourWriteResolver(new HonourWriter(acts, honours, nominations), nominations, honours),
      new WorkerHonoursResolver(honours),
      new ServiceRecordResolver(returns, batches),
      new HouseholdServicesResolver(new ServiceRecordService(db)),
    ],
    references: {
      ReturnService: reference({ action: 'returnService:read', keys: { id: returns.loadMany } }),
      HealthCheckBatch: reference({ action: 'healthCheck:read', keys: { id: batches.loadMany } }),
      Honour: reference({ action: 'honour:read', keys: { id: honours.loadMany } }),
      CultureEvent: reference({ action: 'returnService:read', keys: { id: events.loadMany } }),
    },
  };
}
