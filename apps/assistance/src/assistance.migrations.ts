import { CreateRollupFoundation1767225600000 } from '../migrations/1767225600000-create-rollup-foundation';
import { CreateCampaignTables1767225605000 } from '../migrations/1767225605000-create-campaign-tables';
import { CreateFundTables1767225610000 } from '../migrations/1767225610000-create-fund-tables';
import { CreateLedgerTables1767225615000 } from '../migrations/1767225615000-create-ledger-tables';
import { CreateAidStandardTable1767225620000 } from '../migrations/1767225620000-create-aid-standard-table';
import { CreateConsolationEventTable1767225625000 } from '../migrations/1767225625000-create-consolation-event-table';
import { CreateDisbursementTable1767225630000 } from '../migrations/1767225630000-create-disbursement-table';
import { CreateDonationTables1767225635000 } from '../migrations/1767225635000-create-donation-tables';
import { CreateScholarshipTable1767225640000 } from '../migrations/1767225640000-create-scholarship-table';
import { CreateMoneyRollups1767225645000 } from '../migrations/1767225645000-create-money-rollups';
import { CreateProjectionTables1767225660000 } from '../migrations/1767225660000-create-projection-tables';
import { CreateCaseworkTables1767225720000 } from '../migrations/1767225720000-create-casework-tables';
import { CreateFactTables1795564800000 } from '../migrations/1795564800000-create-fact-tables';
import { AddWorkflowToCaseworkTables1795564840000 } from '../migrations/1795564840000-add-workflow-to-casework-tables';
import { CreateCaseworkRules1795564841000 } from '../migrations/1795564841000-create-casework-rules';
import { AddWorkflowToCampaigns1795564842000 } from '../migrations/1795564842000-add-workflow-to-campaigns';
import { CreateHouseholdAidTable1795564843000 } from '../migrations/1795564843000-create-household-aid-table';
import { AlterHouseholdAidRefresh1795564844000 } from '../migrations/1795564844000-alter-household-aid-refresh';
import { AddWithdrawalToCampaignRegister1795564845000 } from '../migrations/1795564845000-add-withdrawal-to-campaign-register';
import { AddFundRuleRegions1795564850000 } from '../migrations/1795564850000-add-fund-rule-regions';
import { CreatePassingDownTable1795564850010 } from '../migrations/1795564850010-create-passing-down-table';
import { GuardLedgerPostings1795564850020 } from '../migrations/1795564850020-guard-ledger-postings';
import { AddCapScopeToAidStandard1795564850030 } from '../migrations/1795564850030-add-cap-scope-to-aid-standard';
import { CreateMedicalEvidenceTable1795564850040 } from '../migrations/1795564850040-create-medical-evidence-table';
import { CreateLotIssueTables1795564850050 } from '../migrations/1795564850050-create-lot-issue-tables';
import { CreateStudyEvidenceTable1795564850060 } from '../migrations/1795564850060-create-study-evidence-table';
import { GuardMoneyWrites1795564850070 } from '../migrations/1795564850070-guard-money-writes';
import { CreatePaymentBatchTable1795564860000 } from '../migrations/1795564860000-create-payment-batch-table';
import { AddLifecycleToDisbursement1795564861000 } from '../migrations/1795564861000-add-lifecycle-to-disbursement';
import { CreatePaymentControlTables1795564862000 } from '../migrations/1795564862000-create-payment-control-tables';
import { PublishPayments1795564866000 } from '../migrations/1795564866000-publish-payments';
import { AddVersionToApprovalLimit1795564867000 } from '../migrations/1795564867000-add-version-to-approval-limit';
import { CreateBankTables1795564870000 } from '../migrations/1795564870000-create-bank-tables';
import { CreateReconciliation1795564871000 } from '../migrations/1795564871000-create-reconciliation';
import { LetBatchesRetry1795564872000 } from '../migrations/1795564872000-let-batches-retry';
import { RecogniseFetchedFilesByContent1795564873000 } from '../migrations/1795564873000-recognise-fetched-files-by-content';
import { ReconcileMoneyBelowAndBesideTheLedger1795564879000 } from '../migrations/1795564879000-reconcile-money-below-and-beside-the-ledger';
import { AddStandardToDisbursement1795564879500 } from '../migrations/1795564879500-add-standard-to-disbursement';
import { PublishFacts1795564880000 } from '../migrations/1795564880000-publish-facts';
import { FlagFilesNeverReviewed1795564881000 } from '../migrations/1795564881000-flag-files-never-reviewed';
import { ReopenPlanItems1795564882000 } from '../migrations/1795564882000-reopen-plan-items';
import { LetHouseholdAidMove1795564883000 } from '../migrations/1795564883000-let-household-aid-move';
import { FollowEmployment1795564897100 } from '../migrations/1795564897100-follow-employment';
import { TakeOverPaymentRequests1795564897000 } from '../migrations/1795564897000-take-over-payment-requests';
import { PublishProgrammePayments1795564899600 } from '../migrations/1795564899600-publish-programme-payments';
import { CreateDisclosureRelease1795564907000 } from '../migrations/1795564907000-create-disclosure-release';
import { EraseByFeed1795564906100 } from '../migrations/1795564906100-erase-by-feed';
import { WallOffRegions1795564980000 } from '../migrations/1795564980000-wall-off-regions';
import { FollowAccountName1795564912000 } from '../migrations/1795564912000-follow-account-name';
import { PublishRequestPayments1795565002000 } from '../migrations/1795565002000-publish-request-payments';
import { ClosePlanItemsByStartups1795565003000 } from '../migrations/1795565003000-close-plan-items-by-startups';
import { AuditReleases1795565008000 } from '../migrations/1795565008000-audit-releases';
import { BoundByUnions1795565006000 } from '../migrations/1795565006000-bound-by-unions';
import { CallSubTree1795565010000 } from '../migrations/1795565010000-call-sub-tree';
import { TellWhetherRequestsAreAnswered1795565012000 } from '../migrations/1795565012000-tell-whether-requests-are-answered';
import { RecordErasuresOnce1795565013010 } from '../migrations/1795565013010-record-erasures-once';
import { WriteForOwnUnions1795565013000 } from '../migrations/1795565013000-write-for-own-unions';
import { StayErased1795565014000 } from '../migrations/1795565014000-stay-erased';

/** The schema history in order. A migration is never edited once merged. */
export const assistanceMigrations = [
  CreateRollupFoundation1767225600000,
  CreateCampaignTables1767225605000,
  CreateFundTables1767225610000,
  CreateLedgerTables1767225615000,
  CreateAidStandardTable1767225620000,
  CreateConsolationEventTable1767225625000,
  CreateDisbursementTable1767225630000,
  CreateDonationTables1767225635000,
  CreateScholarshipTable1767225640000,
  CreateMoneyRollups1767225645000,
  CreateProjectionTables1767225660000,
  CreateCaseworkTables1767225720000,
  CreateFactTables1795564800000,
  AddWorkflowToCaseworkTables1795564840000,
  CreateCaseworkRules1795564841000,
  AddWorkflowToCampaigns1795564842000,
  CreateHouseholdAidTable1795564843000,
  AlterHouseholdAidRefresh1795564844000,
  AddWithdrawalToCampaignRegister1795564845000,
  AddFundRuleRegions1795564850000,
  CreatePassingDownTable1795564850010,
  GuardLedgerPostings1795564850020,
  AddCapScopeToAidStandard1795564850030,
  CreateMedicalEvidenceTable1795564850040,
  CreateLotIssueTables1795564850050,
  CreateStudyEvidenceTable1795564850060,
  GuardMoneyWrites1795564850070,
  CreatePaymentBatchTable1795564860000,
  AddLifecycleToDisbursement1795564861000,
  CreatePaymentControlTables1795564862000,
  PublishPayments1795564866000,
  AddVersionToApprovalLimit1795564867000,
  CreateBankTables1795564870000,
  CreateReconciliation1795564871000,
  LetBatchesRetry1795564872000,
  RecogniseFetchedFilesByContent1795564873000,
  ReconcileMoneyBelowAndBesideTheLedger1795564879000,
  AddStandardToDisbursement1795564879500,
  PublishFacts1795564880000,
  FlagFilesNeverReviewed1795564881000,
  ReopenPlanItems1795564882000,
  LetHouseholdAidMove1795564883000,
  TakeOverPaymentRequests1795564897000,
  FollowEmployment1795564897100,
  PublishProgrammePayments1795564899600,
  CreateDisclosureRelease1795564907000,
  EraseByFeed1795564906100,
  WallOffRegions1795564980000,
  FollowAccountName1795564912000,
  PublishRequestPayments1795565002000,
  ClosePlanItemsByStartups1795565003000,
  AuditReleases1795565008000,
  BoundByUnions1795565006000,
  CallSubTree1795565010000,
  TellWhetherRequestsAreAnswered1795565012000,
  WriteForOwnUnions1795565013000,
  RecordErasuresOnce1795565013010,
  StayErased1795565014000,
] as const;
