import { Acts } from '@nuan/facts';
import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { AssetFollowUpResolver } from './asset/asset-follow-up.resolver';
import type { AssetGrantService } from './asset/asset-grant.service';
import { AssetWriteResolver } from './asset/asset-write.resolver';
import { AssetWriter } from './asset/asset.writer';
import type { EmploymentStatsService } from './employment-stats/employment-stats.service';
import { EmploymentPaymentService } from './payment/employment-payment.service';
import { PaymentReversalResolver, PaymentReversalWriter } from './payment/payment-reversal';
import { PilotMoneyResolver, PilotShareOutcomeResolver } from './pilot/pilot-money.resolver';
import { PilotWriteResolver } from './pilot/pilot-write.resolver';
import type { PilotService } from './pilot/pilot.service';
import { PilotWriter } from './pilot/pilot.writer';
import { PlacementWriteResolver } from './placement/placement-write.resolver';
import type { PlacementService } from './placement/placement.service';
import { PlacementWriter } from './placement/placement.writer';
import type { JobReferralService } from './referral/job-referral.service';
import { JobVacancyResolver } from './referral/job-vacancy.resolver';
import { JobVacancyService } from './referral/job-vacancy.service';
import { ReferralWriteResolver } from './referral/referral-write.resolver';
import { ReferralWriter } from './referral/referral.writer';
import { StartupEntryResolver } from './startup/startup-entry.resolver';
import { StartupEntryService } from './startup/startup-entry.service';
import { StartupEntryWriter } from './startup/startup-entry.writer';
import { StartupMoneyResolver } from './startup/startup-money.resolver';
import type { StartupProjectService } from './startup/startup-project.service';
import { StartupSupportWriter } from './startup/startup-support.writer';
import { StartupWriteResolver } from './startup/startup-write.resolver';
import { StartupWriter } from './startup/startup.writer';
import { AttendanceResolver } from './training/attendance.resolver';
import { EnrollmentWriteResolver } from './training/enrollment-write.resolver';
import type { EnrollmentService } from './training/enrollment.service';
import { EnrollmentWriter } from './training/enrollment.writer';
import { TrainingMoneyResolver } from './training/training-money.resolver';
import type { TrainingProgramService } from './training/training-program.service';
import { TrainingWriteResolver } from './training/training-write.resolver';
import { TrainingWriter } from './training/training.writer';

/** The readers of employment, each made once. */
export interface EmploymentReaders {
  readonly programs: TrainingProgramService;
  readonly enrollments: EnrollmentService;
  readonly placements: PlacementService;
  readonly referrals: JobReferralService;
  readonly projects: StartupProjectService;
  readonly assets: AssetGrantService;
  readonly pilots: PilotService;
  readonly stats: EmploymentStatsService;
}

/** What writing needs of the composition root. */
export interface WritingDependencies extends EmploymentReaders {
  readonly db: DataSource;
  readonly clock: Clock;
}

/** The resolvers of what officers and training agencies do, with what this alone has made necessary to read. */
export function writingResolvers(parts: WritingDependencies): object[] {
  const { db, clock, programs, enrollments, placements, referrals, projects, assets, pilots, stats } = parts;
  const acts = new Acts(db, clock);
  const vacancies = new JobVacancyService(db);
  const payments = new EmploymentPaymentService(db);
  return [
    new TrainingWriteResolver(new TrainingWriter(acts, programs)),
    new TrainingMoneyResolver(programs, payments),
    new EnrollmentWriteResolver(new EnrollmentWriter(acts, enrollments)),
    new AttendanceResolver(enrollments),
    new JobVacancyResolver(vacancies),
    new ReferralWriteResolver(new ReferralWriter(acts, referrals, vacancies)),
    new PlacementWriteResolver(new PlacementWriter(acts, placements)),
    new StartupMoneyResolver(payments),
    new StartupEntryResolver(new StartupEntryService(db), new StartupEntryWriter(acts, projects)),
    new StartupWriteResolver(new StartupWriter(acts, projects), new StartupSupportWriter(acts, projects, placements)),
    new AssetFollowUpResolver(assets),
    new AssetWriteResolver(new AssetWriter(acts, assets)),
    new PilotMoneyResolver(payments),
    new PilotShareOutcomeResolver(pilots, stats),
    new PilotWriteResolver(new PilotWriter(acts, pilots)),
    new PaymentReversalResolver(new PaymentReversalWriter(acts, payments)),
  ];
}
