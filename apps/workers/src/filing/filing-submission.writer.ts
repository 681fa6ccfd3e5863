import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { yuan } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { findHolder, HouseholdAlreadyFiled, isHeldElsewhere } from '../household/household-already-filed';
import { assertMayMeet, toldOf } from '../household/met-elsewhere';
import { assertOwnNames } from '../household/stranger';
import { readReason } from '../worker/plain-text';
import { PublicityKind } from '../publicity/publicity-kind';
import type { PublicityWriter } from '../publicity/publicity.writer';
import { ApplicationStatus } from './application-status';
import { assertAllConsented, withoutWithdrawnHealth } from './consent-record';
import { DecisionStage, Verdict } from './decision.entity';
import type { FilingApplication } from './filing-application.entity';
import type { FilingAssessmentWriter, StoredAssessment } from './filing-assessment.writer';
import { assertComplete, assertOwnPreviousFile, headOf } from './filing-completeness';
import { currentPersons } from './filing-draft.writer';
import { FilingEvent } from './filing-event';
import { assertAnother, decide, moveFiling, type SeenApplication, writeFiling } from './filing-move';
import type { FilingReasonInput } from './filing-step.input';
import type { FilingService } from './filing.service';

/** The step at which an application is sent back or refused, by its state. */
const STAGE: Partial<Record<ApplicationStatus, DecisionStage>> = {
  SUBMITTED: DecisionStage.FIRST_REVIEW,
  FIRST_REVIEW: DecisionStage.VERIFICATION,
  VISITED: DecisionStage.VERIFICATION,
  CHECKED: DecisionStage.APPROVAL,
  PUBLICISED: DecisionStage.APPROVAL,
};

/** Hands applications in (提交), and ends or returns them (退回、不予建档、撤回). */
export class FilingSubmissionWriter {
  constructor(
    private readonly acts: Acts,
    private readonly db: DataSource,
    private readonly filings: FilingService,
    private readonly assessments: FilingAssessmentWriter,
    private readonly publicity: PublicityWriter,
  ) {}

  /**
   * Hands an application in: with consent, complete, its category derived from what it declares. From here on it holds its
   * persons: nobody else can be filed with one of them. Of two that hand the same person in at once the key decides.
   */
  async submit(viewer: Viewer, input: SeenApplication): Promise<FilingApplication | HouseholdAlreadyFiled | Refusal> {
    assertCan(viewer, 'filing:write');
    try {
      const refusal = await this.acts.perform<null, HouseholdAlreadyFiled | Refusal>(viewer, 'filing.submit', (tx) =>
        this.handIn(tx, input),
      );
      return refusal === null ? await this.filings.get(viewer, input.id) : await this.told(viewer, input.id, refusal);
    } catch (error) {
      if (!isHeldElsewhere(error)) throw error;
      return this.told(viewer, input.id, await this.heldElsewhere(viewer, input.id));
    }
  }

  /** Returns an application for completion; what was passed before counts no more. */
  returnForCompletion(viewer: Viewer, input: FilingReasonInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:review');
    return this.end(viewer, 'filing.return', FilingEvent.RETURN, Verdict.RETURNED, input);
  }

  /** Refuses an application. */
  reject(viewer: Viewer, input: FilingReasonInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:review');
    return this.end(viewer, 'filing.reject', FilingEvent.REJECT, Verdict.REJECTED, input);
  }

  /** Withdraws an application for the applicant; its persons are free again. */
  withdraw(viewer: Viewer, input: FilingReasonInput): Promise<FilingApplication | Refusal> {
    assertCan(viewer, 'filing:write');
    return this.end(viewer, 'filing.withdraw', FilingEvent.WITHDRAW, null, input);
  }

  private async handIn(tx: ActTransaction, input: SeenApplication): Promise<null> {
    const { application, to } = await moveFiling(tx, input, FilingEvent.SUBMIT);
    const persons = await currentPersons(tx, input.id);
    const head = headOf(tx, persons);
    await assertComplete(tx, application, head);
    await assertOwnPreviousFile(tx, application);
    const consentId = await assertAllConsented(tx, persons, head);
    const assessment = await this.assessments.assess(tx, application, await withoutWithdrawnHealth(tx, persons));
    await this.assessments.noteExclusions(tx, application, assessment.rules);
    const category = application.overrideCategory ?? assessment.result;
    if (category === null) refuseCategory(tx, assessment);
    await assertMayMeet(tx, 'id');
    const hashes = persons.map(({ idNumberHash }) => idNumberHash);
    await assertOwnNames(tx, persons, hashes);
    const holder = await findHolder(tx, hashes, input.id);
    if (holder) tx.refuse(HouseholdAlreadyFiled.seenBy(tx.viewer, holder));
    const isBack = application.status === ApplicationStatus.RETURNED;
    await writeFiling(tx, input.id, {
      status: to,
      submitted_at: tx.now,
      submitted_by: tx.viewer.subject,
      consent_id: consentId,
      assessment_id: assessment.id,
      category,
      round: application.round + (isBack ? 1 : 0),
      reviewed_by: null,
      verified_by: null,
      override_confirmed_by: isBack ? null : application.overrideConfirmedBy,
    });
    tx.note({ category });
    return null;
  }

  private async end(
    viewer: Viewer,
    action: string,
    event: FilingEvent,
    verdict: Verdict | null,
    input: FilingReasonInput,
  ): Promise<FilingApplication | Refusal> {
    const refusal = await this.acts.perform<null, Refusal>(viewer, action, async (tx) => {
      const reason = readReason(input.reason, 'reason');
      const { application, to } = await moveFiling(tx, input, event);
      const stage = STAGE[application.status];
      if (verdict !== null && stage !== undefined) {
        assertAnother(tx, [application.createdBy], event);
        await decide(tx, application, stage, verdict, reason);
      }
      await this.publicity.takeDown(tx, { kind: PublicityKind.FILING, id: input.id });
      await writeFiling(tx, input.id, { status: to });
      tx.note({ reason });
      return null;
    });
    return refusal ?? this.filings.get(viewer, input.id);
  }

  private told<T extends object>(viewer: Viewer, id: string, outcome: T): Promise<T | RuleBroken> {
    return toldOf(this.acts, viewer, outcome, { hashes: () => this.hashesOf(id), field: 'id' });
  }

  private async hashesOf(id: string): Promise<Buffer[]> {
    return (await currentPersons({ query: this.query }, id)).map(({ idNumberHash }) => idNumberHash);
  }

  private readonly query = <T>(sql: string, params: readonly unknown[] = []): Promise<T> =>
    this.db.query<T>(sql, [...params]);

  private async heldElsewhere(viewer: Viewer, id: string): Promise<HouseholdAlreadyFiled> {
    const holder = await findHolder({ query: this.query }, await this.hashesOf(id), id);
    return holder ? HouseholdAlreadyFiled.seenBy(viewer, holder) : new HouseholdAlreadyFiled(null);
  }
}

function refuseCategory(tx: ActTransaction, { rules, netPerCapitaFen, lineFen }: StoredAssessment): never {
  return tx.refuse(
    new RuleBroken('CATEGORY_NOT_MET', 'id', 'By its figures the household meets no category of the rules.', {
      ruleSet: rules.id,
      netPerCapita: yuan(netPerCapitaFen),
      line: yuan(lineFen),
    }),
  );
}
