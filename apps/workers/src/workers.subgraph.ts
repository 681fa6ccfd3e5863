import { Disclosure, releaseCommand, scheduledRelease } from '@nuan/disclosure';
import { Acts, ChangeFeed } from '@nuan/facts';
import { auditQueries, ChangesResolver, defineSubgraph, reference, stub } from '@nuan/federation';
import { REFERENCE_VERSION, regionQueries, regionReference } from '@nuan/regions';

import { workersContracts } from './contracts/workers.contracts';
import { ExitReviewService } from './exit/exit-review.service';
import { HouseholdHistoryResolver } from './exit/household-history.resolver';
import { fileLife, fileLifeMachines } from './file-life';
import { filingMachines, filingParts } from './filing/filing.parts';
import { FilingService } from './filing/filing.service';
import { hardshipDisclosure } from './hardship/hardship.disclosure';
import { HardshipStatsResolver, RegionHardshipResolver } from './hardship/hardship.resolver';
import { HardshipService } from './hardship/hardship.service';
import { EnterpriseWorkersResolver, UnionFilesResolver } from './hardship/roll.resolver';
import { RollService } from './hardship/roll.service';
import { HouseholdListResolver } from './household/household-list.resolver';
import { HouseholdResolver } from './household/household.resolver';
import { HouseholdService } from './household/household.service';
import { householdImportMachine } from './import/household-import.machine';
import { importParts } from './import/import.parts';
import { matchingListMachine } from './matching/matching-list.machine';
import { matchingParts } from './matching/matching.parts';
import { workersPolicy } from './policy/workers.policy';
import { PublicityNoticeResolver } from './publicity/publicity.resolver';
import { PublicityService } from './publicity/publicity.service';
import { Region } from './references/region.reference';
import { retentionCommand } from './retention/retention.command';
import { StudentResolver } from './student/student.resolver';
import { StudentService } from './student/student.service';
import { regionsCommand } from './transfer/region-succession.command';
import { HouseholdMemberResolver } from './worker/household-member.resolver';
import { WorkerResolver } from './worker/worker.resolver';
import { WorkerService } from './worker/worker.service';
import { workersEntities } from './workers.entities';
import { workersMigrations } from './workers.migrations';
import { workersFacts } from './feed/workers.facts';
import { workersFollows } from './projection/workers.follows';
import { workersColumns } from './policy/columns.sensitivity';

/** Composition root of workers (困难职工、建档): makes every service once and hands the resolvers over. */
export const workersSubgraph = defineSubgraph({
  name: 'workers',
  title: 'Workers (困难职工、建档): households, persons, filing, publicity, exit',
  defaultPort: 4001,
  referenceVersion: REFERENCE_VERSION,
  commands: { regions: regionsCommand, retention: retentionCommand, release: releaseCommand(hardshipDisclosure) },
  scheduled: [scheduledRelease(hardshipDisclosure)],
  machines: [...filingMachines, ...fileLifeMachines, matchingListMachine, householdImportMachine],
  database: { entities: [...workersEntities], migrations: [...workersMigrations], columns: workersColumns },
  follows: workersFollows,
  policy: workersPolicy,
  contracts: workersContracts,
  compose(dependencies) {
    const { db, clock, cipher } = dependencies;
    const acts = new Acts(db, clock);
    const files = new HouseholdService(db, clock);
    const people = new WorkerService(db);
    const students = new StudentService(db);
    const filings = new FilingService(db);
    const notices = new PublicityService(db);
    const exits = new ExitReviewService(db);
    const hardships = new HardshipService(db, new Disclosure(db, clock, hardshipDisclosure));
    const rolls = new RollService(db, clock);
    const filing = filingParts(dependencies, acts, { filings, notices, files, people });
    const life = fileLife({ db, clock, cipher, files, people, notices, exits, filings });
    const matching = matchingParts(dependencies, acts, filings);
    const imports = importParts(dependencies, acts);
    return {
      resolvers: [
        regionQueries(Region),
        auditQueries('fileAudit', db),
        new ChangesResolver(new ChangeFeed(db, clock, workersFacts)),
        new HouseholdResolver(files, people),
        new HouseholdListResolver(files),
        new HouseholdHistoryResolver(filings, exits),
        new WorkerResolver(people, files, students),
        new HouseholdMemberResolver(students),
        new StudentResolver(students, files, people),
        new PublicityNoticeResolver(notices),
        new RegionHardshipResolver(hardships),
        new HardshipStatsResolver(hardships),
        new EnterpriseWorkersResolver(rolls),
        new UnionFilesResolver(rolls),
        ...filing.resolvers,
        ...life.resolvers,
        ...matching.resolvers,
        ...imports.resolvers,
      ],
      jobs: [...matching.jobs, ...imports.jobs, ...(life.jobs ?? [])],
      references: {
        Household: reference({ action: 'household:read', keys: { id: files.loadMany } }),
        Worker: reference({ action: 'worker:read', keys: { id: people.loadMany } }),
        Student: reference({ action: 'worker:read', keys: { id: students.loadMany } }),
        FilingApplication: reference({ action: 'filing:read', keys: { id: filings.loadMany } }),
        ExitReview: reference({ action: 'filing:read', keys: { id: exits.loadMany } }),
        Region: regionReference(Region),
        Enterprise: stub(),
        TradeUnion: stub(),
        ...life.references,
      },
    };
  },
});
