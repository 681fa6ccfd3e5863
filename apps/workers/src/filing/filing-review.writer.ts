import { assertCan, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid, localDateOf, newId } from '@nuan/kernel';

import { readOptionalReason, readReason } from '../worker/plain-text';
import { ApplicationStatus } from './application-status';
import { DecisionStage, Verdict } from './decision.entity';
import type { FilingApplication } from './filing-application.entity';
import { currentPersons } from './filing-draft.writer';
import { FilingEvent } from './filing-event';
import { assertAnother, decide, lockFiling, moveFiling, writeFiling } from './filing-move';
import { assertChecked } from './filing-readiness';
import type {
  FilingOpinionInput,
  OverrideExclusionInput,
  RecordHouseholdVisitInput,
  ReportExclusionInput,
} from './filing-step.input';
import type { FilingService } from './filing.service';

/** States in which what bars a household may still be found or lifted. */
const UNDER_REVIEW: readonly ApplicationStatus[] = [
  ApplicationStatus.SUBMITTED,
  ApplicationStatus.FIRST_REVIEW,
  ApplicationStatus.VISITED,
  ApplicationStatus.CHECKED,
  ApplicationStatus.PUBLICISED,
];

/** Reviews applications (初审、入户核实、复核): each step by another person than those before. */
export class FilingReviewWriter {
  constructor(
    private readonly acts: Acts,
    private readonly filings: FilingService,
  ) {}

  /** Passes the first review of the unit or grass-roots union. */
  passFirstReview(viewer: Viewer, input: FilingOpinionInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:review');
    return this.step(viewer, 'filing.firstReview', input.id, async (tx) => {
      const { application, to } = await moveFiling(tx, input, FilingEvent.PASS_FIRST_REVIEW);
      assertAnother(tx, [application.createdBy, application.submittedBy], FilingEvent.PASS_FIRST_REVIEW);
      const opinion = readOptionalReason(input.opinion, 'opinion');
      await decide(tx, application, DecisionStage.FIRST_REVIEW, Verdict.PASSED, opinion);
      await writeFiling(tx, input.id, { status: to, reviewed_by: viewer.subject });
    });
  }

  /**
   * Records a verification visit at home. One that confirms the declaration takes the application on; one that doesn't is kept,
   * and the application stays to be returned or refused.
   */
  recordVisit(viewer: Viewer, input: RecordHouseholdVisitInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:review');
    return this.step(viewer, 'filing.visit', input.id, async (tx) => {
      const { application, to } = await moveFiling(tx, input, FilingEvent.CONFIRM_VISIT);
      const findings = readOptionalReason(input.findings, 'findings');
      await assertVisit(tx, application, input, findings);
      const { visitedAt, visitedBy, personsMet, confirmsDeclaration } = input;
      const visit = [
        newId(),
        input.id,
        visitedAt,
        visitedBy,
        personsMet,
        confirmsDeclaration,
        findings,
        application.round,
      ];
      await tx.query(
        `insert into household_visit (id, application_id, visited_at, visited_by, persons_met, confirms_declaration, findings, round)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        visit,
      );
      tx.note({ confirmsDeclaration, personsMet });
      await writeFiling(tx, input.id, confirmsDeclaration ? { status: to } : {});
    });
  }

  /** Passes visit and matching (复核): nothing contradicts the declaration, no required source is missing, nothing bars the household. */
  passChecks(viewer: Viewer, input: FilingOpinionInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:review');
    return this.step(viewer, 'filing.verify', input.id, async (tx) => {
      const { application, to } = await moveFiling(tx, input, FilingEvent.PASS_CHECKS);
      const { createdBy, submittedBy, reviewedBy } = application;
      assertAnother(tx, [createdBy, submittedBy, reviewedBy], FilingEvent.PASS_CHECKS);
      await assertChecked(tx, application);
      const opinion = readOptionalReason(input.opinion, 'opinion');
      await decide(tx, application, DecisionStage.VERIFICATION, Verdict.PASSED, opinion);
      await writeFiling(tx, input.id, { status: to, verified_by: viewer.subject });
    });
  }

  /** Notes an exclusion that was found at the visit. */
  reportExclusion(viewer: Viewer, input: ReportExclusionInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:review');
    return this.step(viewer, 'filing.reportExclusion', input.id, async (tx) => {
      await lockUnderReview(tx, input);
      const evidence = readReason(input.evidence, 'evidence');
      const found = await tx.query<object[]>(
        `insert into exclusion_finding (id, application_id, rule, origin, evidence, found_by, found_at)
         values ($1, $2, $3, 'VISIT', $4, $5, $6) on conflict (application_id, rule, origin) where cleared_at is null do nothing returning id`,
        [newId(), input.id, input.rule, evidence, viewer.subject, tx.now],
      );
      if (found.length === 0)
        tx.refuse(new RuleBroken('EXCLUSION_KNOWN', 'rule', 'This was found before.', { rule: input.rule }));
      tx.note({ rule: input.rule });
      await writeFiling(tx, input.id, {});
    });
  }

  /** Lifts an exclusion with a reason (豁免); never by who entered it, nor by who filed the application. */
  overrideExclusion(viewer: Viewer, input: OverrideExclusionInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:review');
    return this.step(viewer, 'filing.overrideExclusion', input.id, async (tx) => {
      const application = await lockUnderReview(tx, input);
      const reason = readReason(input.reason, 'reason');
      const [finding] = isUuid(input.findingId)
        ? await tx.query<{ found_by: string; overridden_by: string | null; rule: string }[]>(
            `select found_by, overridden_by, rule from exclusion_finding
             where id = $1 and application_id = $2 and cleared_at is null`,
            [input.findingId, input.id],
          )
        : [];
      if (!finding) throw new NotFoundError('ExclusionFinding', input.findingId);
      if (finding.overridden_by !== null)
        tx.refuse(new RuleBroken('EXCLUSION_LIFTED', 'findingId', 'It has been lifted.'));
      assertAnother(tx, [finding.found_by, application.createdBy, application.submittedBy], 'OVERRIDE_EXCLUSION');
      await tx.query(
        `update exclusion_finding set override_reason = $2, overridden_by = $3, overridden_at = $4 where id = $1`,
        [input.findingId, reason, viewer.subject, tx.now],
      );
      tx.about('ExclusionFinding', input.findingId);
      tx.note({ rule: finding.rule, reason });
      await writeFiling(tx, input.id, {});
    });
  }

  private async step(
    viewer: Viewer,
    action: string,
    id: string,
    work: (tx: ActTransaction) => Promise<void>,
  ): Promise<FilingApplication | Refusal> {
    const refusal = await this.acts.perform<null, Refusal>(viewer, action, async (tx) => {
      await work(tx);
      return null;
    });
    return refusal ?? this.filings.get(viewer, id);
  }
}

async function lockUnderReview(
  tx: ActTransaction,
  seen: { readonly id: string; readonly expectedVersion: number },
): Promise<FilingApplication> {
  const application = await lockFiling(tx, seen);
  const { status } = application;
  if (!UNDER_REVIEW.includes(status))
    tx.refuse(new RuleBroken('NOT_UNDER_REVIEW', 'id', 'The application is not under review.', { status }));
  return application;
}

async function assertVisit(
  tx: ActTransaction,
  { id, submittedAt }: FilingApplication,
  input: RecordHouseholdVisitInput,
  findings: string | null,
): Promise<void> {
  const { visitedAt, visitedBy, personsMet, confirmsDeclaration } = input;
  if (visitedAt > tx.now || (submittedAt !== null && localDateOf(visitedAt) < localDateOf(submittedAt)))
    tx.refuse(new RuleBroken('VISIT_TIME', 'visitedAt', 'The visit lies between the handing in and now.'));
  if (visitedBy.some((name) => name.trim() === '') || new Set(visitedBy).size < visitedBy.length)
    tx.refuse(new RuleBroken('VISITORS', 'visitedBy', 'Name each officer who came, once.'));
  const persons = (await currentPersons(tx, id)).length;
  if (personsMet > persons)
    tx.refuse(new RuleBroken('PERSONS_MET', 'personsMet', 'The household has fewer members.', { persons }));
  if (confirmsDeclaration && personsMet === 0)
    tx.refuse(new RuleBroken('NOBODY_MET', 'personsMet', 'Who confirms a declaration has met somebody.'));
  if (!confirmsDeclaration && findings === null)
    tx.refuse(new RuleBroken('FINDINGS_REQUIRED', 'findings', 'Say what does not agree.'));
}
