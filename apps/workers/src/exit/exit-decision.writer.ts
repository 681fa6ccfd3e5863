import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { addMonths, newId } from '@nuan/kernel';

import { Verdict } from '../filing/decision.entity';
import { FileEventKind } from '../household/file-event-kind';
import { reasonOf } from '../household/plain-text';
import { PublicityKind } from '../publicity/publicity-kind';
import type { PublicityWriter } from '../publicity/publicity.writer';
import { assertAnother, insertDecision, moveFile, moveReview, needsNotice, refuseExit, saveReview } from './exit-act';
import { type ExitReview, FOLLOW_UP_MONTHS } from './exit-review.entity';
import type { DecideExitInput, ExitStepInput } from './exit-review.inputs';

/** Months after the exit at which the household is visited again; the last one ends the follow-up. */
const FOLLOW_UP_VISITS: readonly number[] = [3, FOLLOW_UP_MONTHS];

/** Decides on exits (退出审批): by another person than who proposed, after the notice where one is due. */
export class ExitDecisionWriter {
  constructor(
    private readonly acts: Acts,
    private readonly notices: PublicityWriter,
  ) {}

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
      return refuseExit(tx, review, to, opinion);
    });
  }

  /** Read before the lock only to choose the event; the reason of a review never changes. */
  private async isOutOfHardship(tx: ActTransaction, { id }: ExitStepInput): Promise<boolean> {
    const [found] = await tx.query<Pick<ExitReview, 'reason'>[]>('select reason from exit_review where id::text = $1', [
      id,
    ]);
    return found !== undefined && needsNotice(found.reason);
  }
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
