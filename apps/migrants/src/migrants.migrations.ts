import { CreateProjectionTables1767225600000 } from '../migrations/1767225600000-create-projection-tables';
import { CreateStationTables1767225610000 } from '../migrations/1767225610000-create-station-tables';
import { CreateWageProtectionTables1767225620000 } from '../migrations/1767225620000-create-wage-protection-tables';
import { CreateServiceTables1767225630000 } from '../migrations/1767225630000-create-service-tables';
import { AddRollups1767225640000 } from '../migrations/1767225640000-add-rollups';
import { CreateFactTables1795564800000 } from '../migrations/1795564800000-create-fact-tables';
import { PublishFacts1795564880000 } from '../migrations/1795564880000-publish-facts';
import { AddWorkflowToStations1795564894000 } from '../migrations/1795564894000-add-workflow-to-stations';
import { AddWorkflowToWageCases1795564894100 } from '../migrations/1795564894100-add-workflow-to-wage-cases';
import { AddWorkflowToInspections1795564894200 } from '../migrations/1795564894200-add-workflow-to-inspections';
import { AddProgrammeToInsuranceProjects1795564894300 } from '../migrations/1795564894300-add-programme-to-insurance-projects';
import { CreateAdvanceTables1795564894400 } from '../migrations/1795564894400-create-advance-tables';
import { CreatePlaceTables1795564895000 } from '../migrations/1795564895000-create-place-tables';
import { AddWorkflowToReturnServices1795564895100 } from '../migrations/1795564895100-add-workflow-to-return-services';
import { AddWorkflowToHealthChecks1795564895200 } from '../migrations/1795564895200-add-workflow-to-health-checks';
import { CreateHonourNominationTable1795564895300 } from '../migrations/1795564895300-create-honour-nomination-table';
import { LetInsuranceTargetsBeSet1795564894500 } from '../migrations/1795564894500-let-insurance-targets-be-set';
import { CreateStationImportTables1795564899000 } from '../migrations/1795564899000-create-station-import-tables';
import { AddCreditCodesToEnterprises1795564901000 } from '../migrations/1795564901000-add-credit-codes-to-enterprises';
import { CreateInsuranceImportTables1795564901100 } from '../migrations/1795564901100-create-insurance-import-tables';
import { TakeListsWhole1795564901400 } from '../migrations/1795564901400-take-lists-whole';
import { CreateDisclosureRelease1795564907000 } from '../migrations/1795564907000-create-disclosure-release';
import { CancelWhatIsPlanned1795564902000 } from '../migrations/1795564902000-cancel-what-is-planned';
import { WallOffRegions1795564980000 } from '../migrations/1795564980000-wall-off-regions';
import { AuditReleases1795565008000 } from '../migrations/1795565008000-audit-releases';
import { FollowRequestPayments1795565002000 } from '../migrations/1795565002000-follow-request-payments';
import { BoundByUnions1795565006000 } from '../migrations/1795565006000-bound-by-unions';
import { CallSubTree1795565010000 } from '../migrations/1795565010000-call-sub-tree';
import { KnowWhomListsName1795565018000 } from '../migrations/1795565018000-know-whom-lists-name';
import { ShowPaymentsWithTheirRequests1795565012000 } from '../migrations/1795565012000-show-payments-with-their-requests';
import { WriteForOwnUnions1795565013000 } from '../migrations/1795565013000-write-for-own-unions';
import { StayErased1795565018500 } from '../migrations/1795565018500-stay-erased';
import { CreateWageWorkerImportTables1795565018100 } from '../migrations/1795565018100-create-wage-worker-import-tables';
import { CreateSubsidyImportTables1795565018200 } from '../migrations/1795565018200-create-subsidy-import-tables';
import { PublishToDepartments1795565130000 } from '../migrations/1795565130000-publish-to-departments';
import { CreateCheckImportTables1795565018300 } from '../migrations/1795565018300-create-check-import-tables';

/** The schema history in order. A migration is never edited once merged. */
export const migrantsMigrations = [
  CreateProjectionTables1767225600000,
  CreateStationTables1767225610000,
  CreateWageProtectionTables1767225620000,
  CreateServiceTables1767225630000,
  AddRollups1767225640000,
  CreateFactTables1795564800000,
  PublishFacts1795564880000,
  AddWorkflowToStations1795564894000,
  AddWorkflowToWageCases1795564894100,
  AddWorkflowToInspections1795564894200,
  AddProgrammeToInsuranceProjects1795564894300,
  CreateAdvanceTables1795564894400,
  LetInsuranceTargetsBeSet1795564894500,
  CreatePlaceTables1795564895000,
  AddWorkflowToReturnServices1795564895100,
  AddWorkflowToHealthChecks1795564895200,
  CreateHonourNominationTable1795564895300,
  CreateStationImportTables1795564899000,
  AddCreditCodesToEnterprises1795564901000,
  CreateInsuranceImportTables1795564901100,
  TakeListsWhole1795564901400,
  CreateDisclosureRelease1795564907000,
  CancelWhatIsPlanned1795564902000,
  WallOffRegions1795564980000,
  AuditReleases1795565008000,
  FollowRequestPayments1795565002000,
  BoundByUnions1795565006000,
  CallSubTree1795565010000,
  KnowWhomListsName1795565018000,
  ShowPaymentsWithTheirRequests1795565012000,
  WriteForOwnUnions1795565013000,
  StayErased1795565018500,
  CreateWageWorkerImportTables1795565018100,
  CreateSubsidyImportTables1795565018200,
  CreateCheckImportTables1795565018300,
  PublishToDepartments1795565130000,
] as const;
