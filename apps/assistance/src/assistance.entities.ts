import { AidStandard } from './aid-standard/aid-standard.entity';
import { Allocation } from './allocation/allocation.entity';
import { PassingDown } from './allocation/passing-down.entity';
import { PaymentBatch } from './batch/payment-batch.entity';
import { CampaignBeneficiary } from './campaign/campaign-beneficiary.entity';
import { CampaignTargetGroup } from './campaign/campaign-target-group.entity';
import { Campaign } from './campaign/campaign.entity';
import { BankAnomaly } from './bank/bank-anomaly.entity';
import { BankAnswer } from './bank/bank-answer.entity';
import { BankFile } from './bank/bank-file.entity';
import { BankLine } from './bank/bank-line.entity';
import { PaymentReturn } from './bank/payment-return.entity';
import { CapUsage } from './cap/cap-usage.entity';
import { ConsolationEvent } from './consolation-event/consolation-event.entity';
import { ApprovalLimit } from './disbursement/approval-limit.entity';
import { DisbursementProblem } from './disbursement/disbursement-problem.entity';
import { LotIssue } from './donation/lot-issue.entity';
import { MedicalEvidence } from './medical-evidence/medical-evidence.entity';
import { StudyEvidence } from './scholarship/study-evidence.entity';
import { Disbursement } from './disbursement/disbursement.entity';
import { PayeeRegistration } from './disbursement/payee-registration.entity';
import { DonationLot } from './donation/donation-lot.entity';
import { Donation } from './donation/donation.entity';
import { Fund } from './fund/fund.entity';
import { FundRuleVersion } from './fund/fund-rule-version.entity';
import { LedgerEntry } from './ledger/ledger-entry.entity';
import { LedgerTransaction } from './ledger/ledger-transaction.entity';
import { PairVisit } from './pairing/pair-visit.entity';
import { Pairing } from './pairing/pairing.entity';
import { MeasureRule } from './plan/measure-rule.entity';
import { VisitCadence } from './pairing/visit-cadence.entity';
import { AidPlan } from './plan/aid-plan.entity';
import { PlanItem } from './plan/plan-item.entity';
import { EmploymentRecordProjection } from './projection/employment-record-projection.entity';
import { EnterpriseProjection } from './projection/enterprise-projection.entity';
import { HouseholdProjection } from './projection/household-projection.entity';
import { StudentProjection } from './projection/student-projection.entity';
import { WorkerProjection } from './projection/worker-projection.entity';
import { PaymentRequest } from './payment-request/payment-request.entity';
import { ScholarshipGrant } from './scholarship/scholarship-grant.entity';

/** Every table of this subgraph that TypeORM maps, listed by hand: the app, the migrations' drift check and the tests read this array. */
export const assistanceEntities = [
  AidPlan,
  AidStandard,
  Allocation,
  ApprovalLimit,
  BankAnomaly,
  BankAnswer,
  BankFile,
  BankLine,
  Campaign,
  CampaignBeneficiary,
  CampaignTargetGroup,
  CapUsage,
  ConsolationEvent,
  Disbursement,
  DisbursementProblem,
  Donation,
  DonationLot,
  EmploymentRecordProjection,
  EnterpriseProjection,
  Fund,
  FundRuleVersion,
  HouseholdProjection,
  LedgerEntry,
  LedgerTransaction,
  MeasureRule,
  PairVisit,
  Pairing,
  PassingDown,
  PayeeRegistration,
  PaymentBatch,
  PaymentRequest,
  PaymentReturn,
  PlanItem,
  ScholarshipGrant,
  StudentProjection,
  VisitCadence,
  WorkerProjection,
  LotIssue,
  MedicalEvidence,
  StudyEvidence,
] as const;
