import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { addMonths, newId } from '@nuan/kernel';

import { Verdict } from '../filing/decision.entity';
import { FileEventKind } from '../household/file-event-kind';
import { reasonOf } from '../household/plain-text';
import { ObjectionState, PublicityKind } from '../publicity/publicity-kind';
import type { NoticeSubject, PublicityWriter } from '../publicity/publicity.writer';
import { assertAnother, insertDecision, moveFile, moveReview, needsNotice, readReview, saveReview } from './exit-act';
import { ExitReviewState } from './exit-review-state';
import { type ExitReview, FOLLOW_UP_MONTHS } from './exit-review.entity';
import type {
  DecideExitInput,
  ExitStepInput,
  RaiseExitObjectionInput,
  ResolveExitObjectionInput,
} from './exit-review.inputs';

/** Months after the exit at which the household is visited again; the last one ends the follow-up. */
const FOLLOW_UP_VISITS: readonly number[] = [3, FOLLOW_UP_MONTHS];

/** Hears objections to exits and decides on them (退出审批): by another person than who proposed, after the notice where one is due. */
export class ExitDecisionWriter {
  constructor(
    private readonly acts: Acts,
    private readonly notices: PublicityWriter,
  ) {}

  /**
   * Takes an objection to an exit down; the notice can't be closed while it is open.
   *
   * @throws ForbiddenError when the viewer may not propose exits. NotFoundError outside its regions.
   */
  async raiseObjection(viewer: Viewer, input: RaiseExitObjectionInput): Promise<ExitReview | Refusal> {
    assertCan(viewer, 'exit:propose');
    return this.acts.perform<ExitReview, Refusal>(viewer, 'exit.raiseObjection', async (tx) => {
      const { notice, subject } = await this.notices.lockNotice(tx, input.noticeId);
      assertExit(tx, subject, 'noticeId');
      await this.notices.raise(tx, notice, reasonOf(tx, input.content, 'content'));
      return readReview(tx, subject.id);
    });
  }

  /**
   * Resolves an objection to an exit. Upheld, the exit is refused and the household stays; dismissed, the notice runs on.
   *
   * @throws ForbiddenError when the viewer may not approve exits. NotFoundError outside its regions.
   */
  async resolveObjection(viewer: Viewer, input: ResolveExitObjectionInput): Promise<ExitReview | Refusal> {
    assertCan(viewer, 'exit:approve');
    return this.acts.perform<ExitReview, Refusal>(viewer, 'exit.resolveObjection', async (tx) => {
      const { objection, notice, subject } = await this.notices.lockObjection(tx, input.objectionId);
      assertExit(tx, subject, 'objectionId');
      const resolution = reasonOf(tx, input.resolution, 'resolution');
      const review = await readReview(tx, subject.id);
      assertAnother(tx, review);
      const verdict = input.isUpheld ? ObjectionState.UPHELD : ObjectionState.DISMISSED;
      await this.notices.resolve(tx, objection, notice, verdict, resolution);
      return input.isUpheld ? this.refuseExit(tx, review, ExitReviewState.REJECTED, resolution) : review;
    });
  }

  /**
   * Closes the notice of an exit when its full working days are over.
   *
   * @throws ForbiddenError when the viewer may not propose exits. NotFoundError outside its regions.
   */
  async closeNotice(viewer: Viewer, noticeId: string): Promise<ExitReview | Refusal> {
    assertCan(viewer, 'exit:propose');
    return this.acts.perform<ExitReview, Refusal>(viewer, 'exit.closeNotice', async (tx) => {
      const { notice, subject } = await this.notices.lockNotice(tx, noticeId);
      assertExit(tx, subject, 'noticeId');
      await this.notices.close(tx, notice);
      return readReview(tx, subject.id);
    });
  }

  /**
   * Approves an exit: out of hardship after its notice, with six months of follow-up from today; otherwise on papers, without.
   *
   * @throws ForbiddenError when the viewer may not approve exits. NotFoundError outside its regions.
   */
  async approve(viewer: Viewer, input: DecideExitInput): Promise<ExitReview | Refusal> {
    assertCan(viewer, 'exit:approve');
    return this.acts.perform<ExitReview, Refusal>(viewer, 'exit.approve', async (tx) => {
      const isOut = await this.isOutOfHardship(tx, input);
      const { review, to } = await moveReview(tx, input, isOut ? 'APPROVE' : 'APPROVE_WITHOUT_NOTICE');
      assertAnother(tx, review);
      if (isOut) await assertNoticeOver(tx, review.id);
      const opinion = input.opinion ? reasonOf(tx, input.opinion, 'opinion') : null;
      await insertDecision(tx, review.id, Verdict.PASSED, opinion);
      const until = isOut ? addMonths(tx.today, FOLLOW_UP_MONTHS) : null;
      tx.note({ reason: review.reason, followUpUntilOn: until });
      const closed = { state: to, closed_on: tx.today, decided_by: viewer.subject, follow_up_until_on: until };
      const saved = await saveReview(tx, review.id, closed);
      if (isOut) await insertFollowUps(tx, review);
      const left = { exited_on: tx.today, exit_reason: review.reason, follow_up_until_on: until };
      const kind = isOut ? FileEventKind.EXITED : FileEventKind.CANCELLED;
      await moveFile(tx, review.householdId, isOut ? 'EXIT' : 'CANCEL', left, { kind, note: opinion });
      return saved;
    });
  }

  /**
   * Refuses an exit with a reason: a standing notice comes down, and the household stays.
   *
   * @throws ForbiddenError when the viewer may not approve exits. NotFoundError outside its regions.
   */
  async reject(viewer: Viewer, input: DecideExitInput): Promise<ExitReview | Refusal> {
    assertCan(viewer, 'exit:approve');
    return this.acts.perform<ExitReview, Refusal>(viewer, 'exit.reject', async (tx) => {
      const { review, to } = await moveReview(tx, input, 'REJECT');
      const opinion = reasonOf(tx, input.opinion ?? '', 'opinion');
      assertAnother(tx, review);
      await this.notices.takeDown(tx, { kind: PublicityKind.EXIT, id: review.id });
      return this.refuseExit(tx, review, to, opinion);
    });
  }

  private async refuseExit(
    tx: ActTransaction,
    review: ExitReview,
    state: string,
    opinion: string,
  ): Promise<ExitReview> {
    await insertDecision(tx, review.id, Verdict.REJECTED, opinion);
    await moveFile(tx, review.householdId, 'KEEP', {}, { kind: FileEventKind.KEPT, note: opinion });
    return saveReview(tx, review.id, { state, closed_on: tx.today, decided_by: tx.viewer.subject });
  }

  /** Read before the lock only to choose the event; the reason of a review never changes. */
  private async isOutOfHardship(tx: ActTransaction, { id }: ExitStepInput): Promise<boolean> {
    const [found] = await tx.query<Pick<ExitReview, 'reason'>[]>('select reason from exit_review where id::text = $1', [
      id,
    ]);
    return found !== undefined && needsNotice(found.reason);
  }
}

function assertExit(tx: ActTransaction, { kind, id }: NoticeSubject, field: string): void {
  tx.about('ExitReview', id);
  if (kind !== PublicityKind.EXIT)
    tx.refuse(new RuleBroken('NOTICE_OF_EXIT', field, 'This notice is about a filing, not about an exit.'));
}

async function assertNoticeOver(tx: ActTransaction, exitReviewId: string): Promise<void> {
  const over = await tx.query<unknown[]>(
    `select id from publicity_notice where exit_review_id = $1 and outcome in ('UNCONTESTED','OBJECTION_DISMISSED')`,
    [exitReviewId],
  );
  if (over.length === 0)
    tx.refuse(new RuleBroken('NOTICE_NOT_OVER', 'id', 'The public notice of this exit has not been closed yet.'));
}

async function insertFollowUps(tx: ActTransaction, { id, householdId, regionCode }: ExitReview): Promise<void> {
  for (const months of FOLLOW_UP_VISITS)
    await tx.query(
      `insert into follow_up_task (id, household_id, exit_review_id, region_code, due_on, state, version) values ($1, $2, $3, $4, $5, 'OPEN', 1)`,
      [newId(), householdId, id, regionCode, addMonths(tx.today, months)],
    );
}
