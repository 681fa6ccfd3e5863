import { ReportedProblem, Upload } from '@nuan/intake';
import { AdvanceRequest } from './advance/advance-request.entity';
import { AdvanceRule } from './advance/advance-rule.entity';
import { HealthCheckImport, HealthCheckImportRow } from './check-import/check-import.entity';
import { CultureEvent } from './culture-event/culture-event.entity';
import { HealthCheckBatch } from './health-check/health-check-batch.entity';
import { Honour } from './honour/honour.entity';
import { HonourNomination } from './honour/honour-nomination.entity';
import { Inspection } from './inspection/inspection.entity';
import { InspectionFinding } from './inspection/inspection-finding.entity';
import { InsuranceProject } from './insurance/insurance-project.entity';
import { InsuranceProjectImport, InsuranceProjectImportRow } from './insurance-import/insurance-import.entity';
import { InsuranceTarget } from './insurance/insurance-target.entity';
import { PlaceClaim } from './place/place-claim.entity';
import { PlacePool } from './place/place-pool.entity';
import { EnterpriseProjection } from './projection/enterprise-projection.entity';
import { RequestPaymentProjection } from './projection/request-payment-projection.entity';
import { WorkerProjection } from './projection/worker-projection.entity';
import { GroupTicketPurchase } from './return-service/group-ticket-purchase.entity';
import { ReturnService } from './return-service/return-service.entity';
import { ReturnSubsidy } from './return-service/return-subsidy.entity';
import { TravelSubsidyRequest } from './return-service/travel-subsidy-request.entity';
import { ServiceRecord } from './service-record/service-record.entity';
import { ServiceStation } from './station/service-station.entity';
import { StationHourlyUse } from './station/station-hourly-use.entity';
import { StationUse } from './station/station-use.entity';
import { StationImport, StationImportRow } from './station-import/station-import.entity';
import { TravelSubsidyImport, TravelSubsidyImportRow } from './subsidy-import/subsidy-import.entity';
import { WageCase } from './wage-case/wage-case.entity';
import { WageCaseWorker } from './wage-case/wage-case-worker.entity';
import { WagePayment } from './wage-case/wage-payment.entity';
import { WageCaseWorkerImport, WageCaseWorkerImportRow } from './wage-worker-import/wage-worker-import.entity';

/** Every table of this subgraph that TypeORM maps, listed by hand: the app, the migrations' drift check and the tests read this array. */
export const migrantsEntities = [
  AdvanceRequest,
  AdvanceRule,
  CultureEvent,
  EnterpriseProjection,
  GroupTicketPurchase,
  HealthCheckBatch,
  HealthCheckImport,
  HealthCheckImportRow,
  Honour,
  HonourNomination,
  Inspection,
  InspectionFinding,
  InsuranceProject,
  InsuranceProjectImport,
  InsuranceProjectImportRow,
  InsuranceTarget,
  PlaceClaim,
  PlacePool,
  ReportedProblem,
  RequestPaymentProjection,
  ReturnService,
  ReturnSubsidy,
  ServiceRecord,
  ServiceStation,
  StationHourlyUse,
  StationImport,
  StationImportRow,
  StationUse,
  TravelSubsidyImport,
  TravelSubsidyImportRow,
  TravelSubsidyRequest,
  Upload,
  WageCase,
  WageCaseWorker,
  WageCaseWorkerImport,
  WageCaseWorkerImportRow,
  WagePayment,
  WorkerProjection,
] as const;
