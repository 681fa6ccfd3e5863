import { CreateProjectionTables1767225600000 } from '../migrations/1767225600000-create-projection-tables';
import { CreateTrainingTables1767225610000 } from '../migrations/1767225610000-create-training-tables';
import { CreatePlacementTables1767225620000 } from '../migrations/1767225620000-create-placement-tables';
import { CreatePilotTables1767225630000 } from '../migrations/1767225630000-create-pilot-tables';
import { CreatePaymentTable1767225640000 } from '../migrations/1767225640000-create-payment-table';
import { CreateOutcomeTable1767225650000 } from '../migrations/1767225650000-create-outcome-table';
import { AddRollups1767225660000 } from '../migrations/1767225660000-add-rollups';
import { CreateFactTables1795564800000 } from '../migrations/1795564800000-create-fact-tables';
import { PublishFacts1795564880000 } from '../migrations/1795564880000-publish-facts';
import { OpenTraining1795564892000 } from '../migrations/1795564892000-open-training';
import { OpenPlacement1795564892100 } from '../migrations/1795564892100-open-placement';
import { OpenStartup1795564892200 } from '../migrations/1795564892200-open-startup';
import { OpenAssetGrant1795564892300 } from '../migrations/1795564892300-open-asset-grant';
import { OpenPilot1795564892400 } from '../migrations/1795564892400-open-pilot';
import { CountOverlaps1795564892500 } from '../migrations/1795564892500-count-overlaps';
import { CreateImportTables1795564898000 } from '../migrations/1795564898000-create-import-tables';
import { FollowProgrammePayments1795564899600 } from '../migrations/1795564899600-follow-programme-payments';
import { TakeListsWhole1795564901400 } from '../migrations/1795564901400-take-lists-whole';
import { TakeFundingBack1795564902000 } from '../migrations/1795564902000-take-funding-back';
import { CreateDisclosureRelease1795564907000 } from '../migrations/1795564907000-create-disclosure-release';
import { GiveRecoveredAssetsAgain1795564902100 } from '../migrations/1795564902100-give-recovered-assets-again';
import { EraseByFeed1795564906200 } from '../migrations/1795564906200-erase-by-feed';
import { WallOffRegions1795564980000 } from '../migrations/1795564980000-wall-off-regions';
import { CreateJobAndStartupImports1795565004020 } from '../migrations/1795565004020-create-job-and-startup-imports';
import { CountLastingJobs1795565009000 } from '../migrations/1795565009000-count-lasting-jobs';
import { CreateProgrammeImports1795565004010 } from '../migrations/1795565004010-create-programme-imports';
import { KnowWhomListsName1795565004000 } from '../migrations/1795565004000-know-whom-lists-name';
import { EraseRecoveryReasons1795564995010 } from '../migrations/1795564995010-erase-recovery-reasons';
import { PublishStartupsAndAssets1795565003000 } from '../migrations/1795565003000-publish-startups-and-assets';
import { AuditReleases1795565008000 } from '../migrations/1795565008000-audit-releases';
import { AccountForSupportModes1795565003100 } from '../migrations/1795565003100-account-for-support-modes';
import { BoundByUnions1795565006000 } from '../migrations/1795565006000-bound-by-unions';
import { CallSubTree1795565010000 } from '../migrations/1795565010000-call-sub-tree';
import { PostVacanciesOnce1795565015000 } from '../migrations/1795565015000-post-vacancies-once';
import { KeepTermsOfLoans1795565015010 } from '../migrations/1795565015010-keep-terms-of-loans';
import { CountLastingJobsWherePersonsCount1795565015020 } from '../migrations/1795565015020-count-lasting-jobs-where-persons-count';
import { RecordErasuresOnce1795565013010 } from '../migrations/1795565013010-record-erasures-once';
import { WriteForOwnUnions1795565013000 } from '../migrations/1795565013000-write-for-own-unions';
import { PublishForDepartments1795565120000 } from '../migrations/1795565120000-publish-for-departments';
import { StayErased1795565014000 } from '../migrations/1795565014000-stay-erased';

/** The schema history in order. A migration is never edited once merged. */
export const employmentMigrations = [
  CreateProjectionTables1767225600000,
  CreateTrainingTables1767225610000,
  CreatePlacementTables1767225620000,
  CreatePilotTables1767225630000,
  CreatePaymentTable1767225640000,
  CreateOutcomeTable1767225650000,
  AddRollups1767225660000,
  CreateFactTables1795564800000,
  PublishFacts1795564880000,
  OpenTraining1795564892000,
  OpenPlacement1795564892100,
  OpenStartup1795564892200,
  OpenAssetGrant1795564892300,
  OpenPilot1795564892400,
  CountOverlaps1795564892500,
  CreateImportTables1795564898000,
  FollowProgrammePayments1795564899600,
  TakeListsWhole1795564901400,
  TakeFundingBack1795564902000,
  CreateDisclosureRelease1795564907000,
  GiveRecoveredAssetsAgain1795564902100,
  EraseByFeed1795564906200,
  WallOffRegions1795564980000,
  EraseRecoveryReasons1795564995010,
  PublishStartupsAndAssets1795565003000,
  AuditReleases1795565008000,
  AccountForSupportModes1795565003100,
  BoundByUnions1795565006000,
  KnowWhomListsName1795565004000,
  CreateProgrammeImports1795565004010,
  CreateJobAndStartupImports1795565004020,
  CountLastingJobs1795565009000,
  CallSubTree1795565010000,
  PostVacanciesOnce1795565015000,
  KeepTermsOfLoans1795565015010,
  CountLastingJobsWherePersonsCount1795565015020,
  WriteForOwnUnions1795565013000,
  RecordErasuresOnce1795565013010,
  StayErased1795565014000,
  PublishForDepartments1795565120000,
] as const;
