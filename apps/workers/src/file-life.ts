import { Acts } from '@nuan/facts';
import { reference, type SubgraphDependencies, type SubgraphParts, SubjectReader } from '@nuan/federation';
import type { StateMachine } from '@nuan/kernel';

import { AssessmentResolver } from './assessment/assessment.resolver';
import { AssessmentService } from './assessment/assessment.service';
import { AssessmentWriter } from './assessment/assessment.writer';
import { categoryOverrideMachine } from './assessment/category-override.machine';
import { CategoryOverrideWriter } from './assessment/category-override.writer';
import { ErasureResolver } from './erasure/erasure.resolver';
import { ErasureWriter } from './erasure/erasure.writer';
import { erasureRequestMachine } from './erasure/erasure-request.machine';
import { ErasureRequestService } from './erasure/erasure-request.service';
import { ExitDecisionWriter } from './exit/exit-decision.writer';
import { ExitProposalWriter } from './exit/exit-proposal.writer';
import { exitReviewMachine } from './exit/exit-review.machine';
import { ExitReviewResolver } from './exit/exit-review.resolver';
import type { ExitReviewService } from './exit/exit-review.service';
import { ExitWriteResolver } from './exit/exit-write.resolver';
import { FollowUpResolver } from './exit/follow-up.resolver';
import { FollowUpService } from './exit/follow-up.service';
import { FollowUpWriter } from './exit/follow-up.writer';
import type { FilingService } from './filing/filing.service';
import { FilingDraftWriter } from './filing/filing-draft.writer';
import { householdMachine } from './household/household.machine';
import type { HouseholdService } from './household/household.service';
import { HouseholdWriter } from './household/household.writer';
import { HouseholdLifeResolver } from './household/household-life.resolver';
import { HouseholdWriteResolver } from './household/household-write.resolver';
import { FormerMemberService } from './member/former-member.service';
import { MemberWriteResolver } from './member/member.resolver';
import { MemberWriter } from './member/member.writer';
import { MigrantEvidenceResolver } from './migrant/migrant-evidence.resolver';
import { MigrantEvidenceService } from './migrant/migrant-evidence.service';
import { MigrantEvidenceWriter } from './migrant/migrant-evidence.writer';
import type { PublicityService } from './publicity/publicity.service';
import { PublicityWriter } from './publicity/publicity.writer';
import { RevealResolver } from './reveal/reveal.resolver';
import { RevealService } from './reveal/reveal.service';
import { annualReviewMachine } from './review/annual-review.machine';
import { AnnualReviewResolver } from './review/annual-review.resolver';
import { AnnualReviewService } from './review/annual-review.service';
import { AnnualReviewWriter } from './review/annual-review.writer';
import { StudentWriter } from './student/student.writer';
import { StudentWriteResolver } from './student/student-write.resolver';
import { SubjectExportResolver } from './subject/subject-export.resolver';
import { SubjectExportWriter } from './subject/subject-export.writer';
import { workersSubject } from './subject/subject.sections';
import { fileTransferMachine } from './transfer/file-transfer.machine';
import { transferParts } from './transfer/transfer.parts';
import { RefilingWriter } from './temporary/refiling.writer';
import { TemporaryFileResolver } from './temporary/temporary-file.resolver';
import { TemporaryFileWriter } from './temporary/temporary-file.writer';
import { PersonConsentResolver } from './worker/person-consent.resolver';
import { PersonConsentWriter } from './worker/person-consent.writer';
import type { WorkerService } from './worker/worker.service';
import { WorkerWriter } from './worker/worker.writer';
import { WorkerWriteResolver } from './worker/worker-write.resolver';

/** State machines of a file and of what happens to it. */
export const fileLifeMachines: readonly StateMachine[] = [
  householdMachine,
  annualReviewMachine,
  exitReviewMachine,
  categoryOverrideMachine,
  fileTransferMachine,
  erasureRequestMachine,
];

/** What the life of a file needs of the rest of the subgraph. */
export interface FileLifeDependencies extends SubgraphDependencies {
  readonly files: HouseholdService;
  readonly people: WorkerService;
  readonly notices: PublicityService;
  readonly exits: ExitReviewService;
  readonly filings: FilingService;
}

/** The part of the composition root for everything that happens to a file after it was recorded (档案管理). */
export function fileLife(dependencies: FileLifeDependencies): SubgraphParts {
  const { db, clock, cipher, files, people, notices, exits, filings } = dependencies;
  const acts = new Acts(db, clock);
  const moves = transferParts(dependencies, acts, files);
  const publicity = new PublicityWriter();
  const followUps = new FollowUpService(db);
  const reviews = new AnnualReviewService(db);
  const assessments = new AssessmentService(db);
  const erasures = new ErasureRequestService(db, clock);
  const subjects = new SubjectReader(dependencies, 'workers', workersSubject, 'worker');
  return {
    resolvers: [
      new HouseholdLifeResolver(moves.transfers, new FormerMemberService(db), reviews, assessments),
      new HouseholdWriteResolver(new HouseholdWriter(acts, cipher)),
      new MemberWriteResolver(new MemberWriter(acts, db, cipher, clock)),
      new WorkerWriteResolver(new WorkerWriter(acts, cipher)),
      new PersonConsentResolver(new PersonConsentWriter(acts, cipher, people), people),
      new StudentWriteResolver(new StudentWriter(acts)),
      new MigrantEvidenceResolver(new MigrantEvidenceWriter(acts, cipher), new MigrantEvidenceService(db)),
      ...moves.resolvers,
      new AssessmentResolver(
        assessments,
        new AssessmentWriter(acts, cipher),
        new CategoryOverrideWriter(acts, assessments),
      ),
      new AnnualReviewResolver(reviews, new AnnualReviewWriter(acts, reviews), files),
      new ExitReviewResolver(exits, notices, files, followUps),
      new ExitWriteResolver(
        new ExitProposalWriter(acts, publicity, exits),
        new ExitDecisionWriter(acts, publicity),
        new FollowUpWriter(acts),
      ),
      new FollowUpResolver(followUps, files),
      new TemporaryFileResolver(
        new TemporaryFileWriter(acts, cipher, clock, files),
        new RefilingWriter(acts, cipher, new FilingDraftWriter(acts, cipher, filings), filings),
      ),
      new RevealResolver(new RevealService(acts, cipher)),
      new SubjectExportResolver(new SubjectExportWriter(db, acts, cipher, subjects)),
      new ErasureResolver(erasures, new ErasureWriter(acts, erasures), people),
    ],
    jobs: moves.jobs,
    references: {
      FileTransfer: reference({ action: 'household:read', keys: { id: moves.transfers.loadMany } }),
    },
  };
}
