import { JobVacancyImport, JobVacancyImportRow } from './vacancy-import/vacancy-import.entity';
import { StartupProjectImport, StartupProjectImportRow } from './startup-import/startup-import.entity';
import { RetentionImport, RetentionImportRow } from './retention-import/retention-import.entity';
import { JobReferralImport, JobReferralImportRow } from './referral-import/referral-import.entity';
import { PlacementImport, PlacementImportRow } from './placement-import/placement-import.entity';
import { StartupHireImport, StartupHireImportRow } from './hire-import/hire-import.entity';
import { CompletionImport, CompletionImportRow } from './completion-import/completion-import.entity';
import { AttendanceImport, AttendanceImportRow } from './attendance-import/attendance-import.entity';
import { AssetGrantImport, AssetGrantImportRow } from './asset-import/asset-import.entity';
import { ReportedProblem, Upload } from '@nuan/intake';

import { AssetFollowUp } from './asset/asset-follow-up.entity';
import { AssetGrant } from './asset/asset-grant.entity';
import { EnrollmentImport, EnrollmentImportRow } from './import/enrollment-import.entity';
import { PersonYearOutcome } from './outcome/person-year-outcome.entity';
import { Attendance } from './training/attendance.entity';
import { EmploymentPayment } from './payment/employment-payment.entity';
import { PilotCity } from './pilot/pilot-city.entity';
import { Pilot } from './pilot/pilot.entity';
import { Placement } from './placement/placement.entity';
import { EnterpriseProjection } from './projection/enterprise-projection.entity';
import { ProgrammePaymentProjection } from './projection/programme-payment-projection.entity';
import { WorkerProjection } from './projection/worker-projection.entity';
import { JobReferral } from './referral/job-referral.entity';
import { JobVacancy } from './referral/job-vacancy.entity';
import { StartupEntry } from './startup/startup-entry.entity';
import { StartupProject } from './startup/startup-project.entity';
import { Enrollment } from './training/enrollment.entity';
import { TrainingProgram } from './training/training-program.entity';
import { TrainingSession } from './training/training-session.entity';

/** Every table of this subgraph that TypeORM maps, listed by hand: the app, the migrations' drift check and the tests read this array. */
export const employmentEntities = [
  AssetFollowUp,
  AssetGrant,
  AssetGrantImport,
  AssetGrantImportRow,
  Attendance,
  AttendanceImport,
  AttendanceImportRow,
  CompletionImport,
  CompletionImportRow,
  EmploymentPayment,
  Enrollment,
  EnrollmentImport,
  EnrollmentImportRow,
  EnterpriseProjection,
  JobReferral,
  JobReferralImport,
  JobReferralImportRow,
  JobVacancy,
  JobVacancyImport,
  JobVacancyImportRow,
  PersonYearOutcome,
  Pilot,
  PilotCity,
  Placement,
  PlacementImport,
  PlacementImportRow,
  ProgrammePaymentProjection,
  ReportedProblem,
  RetentionImport,
  RetentionImportRow,
  StartupEntry,
  StartupHireImport,
  StartupHireImportRow,
  StartupProject,
  StartupProjectImport,
  StartupProjectImportRow,
  TrainingProgram,
  TrainingSession,
  Upload,
  WorkerProjection,
] as const;
