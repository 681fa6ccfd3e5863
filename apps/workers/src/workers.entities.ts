import { ReportedProblem, Upload } from '@nuan/intake';

import { Assessment, AssessmentLine } from './assessment/assessment.entity';
import { CategoryOverride } from './assessment/category-override.entity';
import { ErasureRequest } from './erasure/erasure-request.entity';
import { ExitIncomeEvidence } from './exit/exit-evidence.entity';
import { ExitReview } from './exit/exit-review.entity';
import { CategoryRuleSet } from './filing/category-rule-set.entity';
import { FollowUpTask } from './exit/follow-up-task.entity';
import { Consent } from './filing/consent.entity';
import { DataCheck } from './filing/data-check.entity';
import { Decision } from './filing/decision.entity';
import { ExclusionFinding } from './filing/exclusion-finding.entity';
import { FilingAmount } from './filing/filing-amount.entity';
import { FilingApplication } from './filing/filing-application.entity';
import { FilingAssessment } from './filing/filing-assessment.entity';
import { FilingPerson } from './filing/filing-person.entity';
import { HouseholdVisit } from './filing/household-visit.entity';
import { FileEvent } from './household/file-event.entity';
import { Household } from './household/household.entity';
import { HouseholdImport } from './import/household-import.entity';
import { HouseholdMatch } from './matching/household-match.entity';
import { MatchingList } from './matching/matching-list.entity';
import { AidProjection } from './projection/aid-projection.entity';
import { EnterpriseProjection } from './projection/enterprise-projection.entity';
import { UnionProjection } from './projection/union-projection.entity';
import { Objection } from './publicity/objection.entity';
import { PublicityNotice } from './publicity/publicity-notice.entity';
import { FormerMember } from './member/former-member.entity';
import { MigrantEvidence } from './migrant/migrant-evidence.entity';
import { AnnualReview } from './review/annual-review.entity';
import { StaleConfirmation } from './review/stale-confirmation.entity';
import { EmployerTransfer } from './transfer/employer-transfer.entity';
import { FileTransfer } from './transfer/file-transfer.entity';
import { UnionTransfer } from './transfer/union-transfer.entity';
import { Student } from './student/student.entity';
import { Worker } from './worker/worker.entity';

/** Every table of this subgraph, listed by hand: the app, the migrations' drift check and the tests read this array. */
export const workersEntities = [
  Household,
  FileEvent,
  Worker,
  Student,
  Consent,
  FilingApplication,
  FilingPerson,
  FilingAmount,
  FilingAssessment,
  ExclusionFinding,
  CategoryRuleSet,
  DataCheck,
  HouseholdVisit,
  Decision,
  ExitReview,
  PublicityNotice,
  Objection,
  ExitIncomeEvidence,
  FollowUpTask,
  Assessment,
  AssessmentLine,
  CategoryOverride,
  ErasureRequest,
  AnnualReview,
  StaleConfirmation,
  FormerMember,
  MigrantEvidence,
  FileTransfer,
  UnionTransfer,
  EmployerTransfer,
  Upload,
  ReportedProblem,
  MatchingList,
  HouseholdMatch,
  HouseholdImport,
  EnterpriseProjection,
  AidProjection,
  UnionProjection,
] as const;
