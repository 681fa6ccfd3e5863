import type { Acts } from '@nuan/facts';
import type { SubgraphDependencies } from '@nuan/federation';

import type { HouseholdService } from '../household/household.service';
import { NoticeExportWriter } from '../publicity/notice-export.writer';
import { PublicNoticeListResolver } from '../publicity/notice-list.resolver';
import { NoticeListService } from '../publicity/notice-list.service';
import { NoticeWriter } from '../publicity/notice.writer';
import { objectionMachine } from '../publicity/objection.machine';
import type { PublicityService } from '../publicity/publicity.service';
import { PublicityWriter } from '../publicity/publicity.writer';
import type { WorkerService } from '../worker/worker.service';
import { CategoryOverrideWriter } from './category-override.writer';
import { ConsentWriter } from './consent.writer';
import { FilingApplicationResolver } from './filing.resolver';
import { FilingApprovalWriteResolver } from './filing-approval-write.resolver';
import { FilingApprovalWriter } from './filing-approval.writer';
import { FilingAssessmentWriter } from './filing-assessment.writer';
import { FilingContentService } from './filing-content.service';
import { FilingDraftWriter } from './filing-draft.writer';
import { filingMachine } from './filing.machine';
import { FilingPersonResolver } from './filing-person.resolver';
import { FilingReviewWriteResolver } from './filing-review-write.resolver';
import { FilingReviewWriter } from './filing-review.writer';
import { FilingRulesResolver } from './filing-rules.resolver';
import { FilingRulesWriter } from './filing-rules.writer';
import type { FilingService } from './filing.service';
import { FilingSubmissionWriter } from './filing-submission.writer';
import { FilingWriteResolver } from './filing-write.resolver';

/** State machines of filing and notices. */
export const filingMachines = [filingMachine, objectionMachine];

/** Services that filing shares with the rest of the subgraph. */
export interface FilingNeighbours {
  readonly filings: FilingService;
  readonly notices: PublicityService;
  readonly files: HouseholdService;
  readonly people: WorkerService;
}

/** The way of an application to the register: its part of the composition root. */
export function filingParts(
  { db, cipher }: SubgraphDependencies,
  acts: Acts,
  { filings, notices, files, people }: FilingNeighbours,
): { readonly resolvers: readonly object[] } {
  const contents = new FilingContentService(db);
  const publicity = new PublicityWriter();
  const assessments = new FilingAssessmentWriter(cipher);
  const lists = new NoticeListService(db);
  const submissions = new FilingSubmissionWriter(acts, db, filings, assessments, publicity);
  return {
    resolvers: [
      new FilingApplicationResolver(filings, notices, files, people, contents),
      new FilingPersonResolver(contents),
      new PublicNoticeListResolver(lists, new NoticeExportWriter(acts, lists)),
      new FilingRulesResolver(new FilingRulesWriter(acts, db)),
      new FilingWriteResolver(
        new FilingDraftWriter(acts, cipher, filings),
        new ConsentWriter(acts, cipher, filings),
        submissions,
      ),
      new FilingReviewWriteResolver(
        submissions,
        new FilingReviewWriter(acts, filings),
        new CategoryOverrideWriter(acts, filings),
      ),
      new FilingApprovalWriteResolver(
        new FilingApprovalWriter(acts, db, cipher, filings, publicity),
        new NoticeWriter(acts, publicity, notices),
      ),
    ],
  };
}
