import { Acts } from '@nuan/facts';
import { reference, type SubgraphDependencies, type SubgraphParts } from '@nuan/federation';

import { AdvanceResolver } from './advance/advance.resolver';
import { AdvanceService } from './advance/advance.service';
import { AdvanceWriter } from './advance/advance.writer';
import { AdvanceRuleResolver } from './advance/advance-rule.resolver';
import { FindingService } from './inspection/finding.service';
import { FindingWriter } from './inspection/finding.writer';
import { FindingWriteResolver } from './inspection/finding-write.resolver';
import { findingMachine, inspectionMachine } from './inspection/inspection.machine';
import { InspectionWriter } from './inspection/inspection.writer';
import { InspectionWriteResolver } from './inspection/inspection-write.resolver';
import { InspectionResolver } from './inspection/inspection.resolver';
import { InspectionService } from './inspection/inspection.service';
import { InspectionFindingResolver } from './inspection/inspection-finding.resolver';
import { EnterpriseInsuranceResolver } from './insurance/enterprise-insurance.resolver';
import { InsuranceCoverageResolver } from './insurance/insurance-coverage.resolver';
import { InsuranceCoverageService } from './insurance/insurance-coverage.service';
import { InsuranceProjectWriter } from './insurance/insurance-project.writer';
import { InsuranceProjectWriteResolver } from './insurance/insurance-project-write.resolver';
import { InsuranceTargetResolver } from './insurance/insurance-target.resolver';
import { InsuranceTargetWriter } from './insurance/insurance-target.writer';
import { InsuranceProjectResolver } from './insurance/insurance-project.resolver';
import { InsuranceProjectService } from './insurance/insurance-project.service';
import { RequestedPaymentService } from './requested-payment/requested-payment.service';
import { EnterpriseWagesResolver } from './wage-case/enterprise-wages.resolver';
import { WageCaseResolver } from './wage-case/wage-case.resolver';
import { WageCaseWorkerResolver } from './wage-case/wage-case-worker.resolver';
import { WageCaseService } from './wage-case/wage-case.service';
import { WorkerWagesResolver } from './wage-case/worker-wages.resolver';
import { wageCaseMachine } from './wage-case/wage-case.machine';
import { WageCaseWriteResolver } from './wage-case/wage-case-write.resolver';
import { WageCaseWriter } from './wage-case/wage-case.writer';
import { WagePaymentWriter } from './wage-case/wage-payment.writer';
import { EnterpriseStationsResolver } from './station/enterprise-stations.resolver';
import { NearestStations } from './station/nearest-stations.service';
import { ServiceStationResolver } from './station/service-station.resolver';
import { ServiceStationService } from './station/service-station.service';
import { stationMachine } from './station/station.machine';
import { StationUseWriter } from './station/station-use.writer';
import { StationWriteResolver } from './station/station-write.resolver';
import { StationWriter } from './station/station.writer';

/** State machines of stations, wages and inspections. */
export const protectionMachines = [stationMachine, wageCaseMachine, inspectionMachine, findingMachine] as const;

/** The part of the composition root that shelters and protects: stations, wage cases, inspections, injury insurance. */
export function protectionParts({ db, clock }: Pick<SubgraphDependencies, 'db' | 'clock'>): SubgraphParts {
  const acts = new Acts(db, clock);
  const stations = new ServiceStationService(db);
  const [cases, inspections] = [new WageCaseService(db), new InspectionService(db)];
  const advances = new AdvanceService(db);
  const advanceWriter = new AdvanceWriter(acts, advances);
  const findings = new FindingService(db);
  const projects = new InsuranceProjectService(db);
  return {
    resolvers: [
      new ServiceStationResolver(stations, new NearestStations(db)),
      new StationWriteResolver(new StationWriter(acts, stations), new StationUseWriter(acts, stations)),
      new EnterpriseStationsResolver(stations),
      new WageCaseResolver(cases, inspections, advances),
      new WageCaseWorkerResolver(),
      new WageCaseWriteResolver(new WageCaseWriter(acts, cases), new WagePaymentWriter(acts, cases)),
      new AdvanceResolver(
        advances,
        advanceWriter,
        cases,
        new RequestedPaymentService(db, { read: 'wageCase:read', write: 'wageCase:write' }),
      ),
      new AdvanceRuleResolver(advances, advanceWriter),
      new EnterpriseWagesResolver(cases),
      new WorkerWagesResolver(cases),
      new InspectionResolver(inspections, cases),
      new InspectionWriteResolver(new InspectionWriter(acts, inspections, cases)),
      new InspectionFindingResolver(findings, inspections),
      new FindingWriteResolver(new FindingWriter(acts, findings)),
      new InsuranceProjectResolver(projects),
      new InsuranceProjectWriteResolver(new InsuranceProjectWriter(acts, projects)),
      new InsuranceTargetResolver(new InsuranceTargetWriter(acts)),
      new InsuranceCoverageResolver(new InsuranceCoverageService(db)),
      new EnterpriseInsuranceResolver(projects),
    ],
    references: {
      ServiceStation: reference({ action: 'station:read', keys: { id: stations.loadMany, code: stations.loadByCode } }),
      AdvanceRequest: reference({ action: 'wageCase:read', keys: { id: advances.loadMany } }),
      WageCase: reference({ action: 'wageCase:read', keys: { id: cases.loadMany } }),
      Inspection: reference({ action: 'inspection:read', keys: { id: inspections.loadMany } }),
      InsuranceProject: reference({ action: 'insurance:read', keys: { id: projects.loadMany } }),
    },
  };
}
