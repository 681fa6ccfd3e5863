import { Disclosure, releaseCommand, scheduledRelease } from '@nuan/disclosure';
import { ChangeFeed } from '@nuan/facts';
import { auditQueries, ChangesResolver, defineSubgraph, reference, stub, SubjectReader } from '@nuan/federation';
import type { Clock } from '@nuan/kernel';
import { REFERENCE_VERSION, regionQueries, regionReference } from '@nuan/regions';
import type { DataSource } from 'typeorm';

import { employmentContracts } from './contracts/employment.contracts';
import { assetGrantMachine } from './asset/asset-grant.machine';
import { AssetGrantResolver } from './asset/asset-grant.resolver';
import { AssetGrantService } from './asset/asset-grant.service';
import { EmploymentStatsResolver } from './employment-stats/employment-stats.resolver';
import { employmentDisclosure } from './employment-stats/employment.disclosure';
import { EmploymentStatsService } from './employment-stats/employment-stats.service';
import { employmentPolicy } from './policy/employment.policy';
import { employmentEntities } from './employment.entities';
import { employmentMigrations } from './employment.migrations';
import { employmentFacts } from './feed/employment.facts';
import { listImportMachines, listImports } from './list-import.parts';
import { employmentFollows } from './projection/employment.follows';
import { HouseholdEmploymentResolver, JobOutcomesResolver } from './outcome/job-outcomes.resolver';
import { JobOutcomesService } from './outcome/job-outcomes.service';
import { PilotResolver, PilotShareResolver } from './pilot/pilot.resolver';
import { PilotService } from './pilot/pilot.service';
import { EnterpriseEmploymentResolver } from './placement/enterprise-employment.resolver';
import { PlacementResolver } from './placement/placement.resolver';
import { PlacementService } from './placement/placement.service';
import { WorkerEmploymentResolver } from './placement/worker-employment.resolver';
import { JobReferralResolver } from './referral/job-referral.resolver';
import { JobReferralService } from './referral/job-referral.service';
import { referralMachine } from './referral/referral.machine';
import { Household } from './references/household.reference';
import { Region } from './references/region.reference';
import { FundingReversalHandler } from './startup/funding-reversal.job';
import { startupProjectMachine } from './startup/startup-project.machine';
import { StartupProjectResolver } from './startup/startup-project.resolver';
import { StartupProjectService } from './startup/startup-project.service';
import { enrollmentMachine } from './training/enrollment.machine';
import { EnrollmentResolver } from './training/enrollment.resolver';
import { EnrollmentService } from './training/enrollment.service';
import { TrainingProgramResolver } from './training/training-program.resolver';
import { TrainingProgramService } from './training/training-program.service';
import { TrainingSessionResolver } from './training/training-session.resolver';
import { type EmploymentReaders, writingResolvers } from './writing.parts';
import { employmentColumns } from './policy/columns.sensitivity';
import { SubjectRecordResolver } from './subject/subject-record.resolver';
import { employmentSubject } from './subject/subject.sections';

/** Composition root of employment (就业创业援助): makes every service once and hands the resolvers over. */
export const employmentSubgraph = defineSubgraph({
  name: 'employment',
  title: 'Employment (就业创业援助): training, referrals, placements, start-ups, pilots, productive assets',
  defaultPort: 4004,
  commands: { release: releaseCommand(employmentDisclosure) },
  scheduled: [scheduledRelease(employmentDisclosure)],
  referenceVersion: REFERENCE_VERSION,
  machines: [assetGrantMachine, enrollmentMachine, referralMachine, startupProjectMachine, ...listImportMachines],
  database: { entities: [...employmentEntities], migrations: [...employmentMigrations], columns: employmentColumns },
  follows: employmentFollows,
  orphanedTypes: [Household],
  policy: employmentPolicy,
  contracts: employmentContracts,
  compose({ db, clock, cipher }) {
    const readers = employmentReaders(db, clock);
    const imports = listImports({ db, clock, cipher });
    const { programs, enrollments, placements, referrals, projects, assets, pilots, stats } = readers;
    return {
      resolvers: [
        regionQueries(Region),
        auditQueries('employmentAudit', db),
        new ChangesResolver(new ChangeFeed(db, clock, employmentFacts)),
        new SubjectRecordResolver(
          new SubjectReader({ db, clock, cipher }, 'employment', employmentSubject, 'worker_projection'),
        ),
        new TrainingProgramResolver(programs),
        new TrainingSessionResolver(programs, enrollments),
        new EnrollmentResolver(enrollments, programs),
        new PlacementResolver(placements, projects),
        new JobReferralResolver(referrals),
        new StartupProjectResolver(projects, placements),
        new PilotResolver(pilots, stats),
        new PilotShareResolver(),
        new AssetGrantResolver(assets, pilots),
        new EmploymentStatsResolver(stats),
        new HouseholdEmploymentResolver(new JobOutcomesService(db)),
        new JobOutcomesResolver(placements),
        new WorkerEmploymentResolver(enrollments, placements, assets),
        new EnterpriseEmploymentResolver(placements, referrals),
        ...writingResolvers({ db, clock, ...readers }),
        ...imports.resolvers,
      ],
      jobs: [...imports.jobs, new FundingReversalHandler()],
      references: {
        Region: regionReference(Region),
        Household: stub(),
        Worker: stub(),
        Enterprise: stub(),
        TrainingProgram: reference({ action: 'training:read', keys: { id: programs.loadMany } }),
        Enrollment: reference({ action: 'training:read', keys: { id: enrollments.loadMany } }),
        Placement: reference({ action: 'placement:read', keys: { id: placements.loadMany } }),
        JobReferral: reference({ action: 'placement:read', keys: { id: referrals.loadMany } }),
        StartupProject: reference({ action: 'startup:read', keys: { id: projects.loadMany } }),
        AssetGrant: reference({ action: 'asset:read', keys: { id: assets.loadMany } }),
        Pilot: reference({ action: 'pilot:read', keys: { id: pilots.loadMany } }),
      },
    };
  },
});

function employmentReaders(db: DataSource, clock: Clock): EmploymentReaders {
  return {
    programs: new TrainingProgramService(db),
    enrollments: new EnrollmentService(db),
    placements: new PlacementService(db),
    referrals: new JobReferralService(db),
    projects: new StartupProjectService(db),
    assets: new AssetGrantService(db),
    pilots: new PilotService(db),
    stats: new EmploymentStatsService(new Disclosure(db, clock, employmentDisclosure)),
  };
}
