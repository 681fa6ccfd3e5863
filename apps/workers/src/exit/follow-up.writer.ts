import { assertCan, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, type Refusal, RuleBroken } from '@nuan/federation';
import { addDays } from '@nuan/kernel';

import { appendEvent } from '../household/file-change';
import { FileEventKind } from '../household/file-event-kind';
import type { Household } from '../household/household.entity';
import { reasonOf } from '../household/plain-text';
import { readReason } from '../worker/plain-text';
import { moveFile, readReview, saveReview } from './exit-act';
import { ExitReviewState } from './exit-review-state';
import type { ExitReview } from './exit-review.entity';
import type { CompleteFollowUpInput, ExitStepInput, ServeExitNoticeInput } from './exit-review.inputs';
import { FollowUpState, FollowUpTask } from './follow-up-task.entity';

const tasks = rowMapping(FollowUpTask, 't');

/** How long before its day a follow-up may be done: a visit two months early doesn't say how the household fares then. */
export const FOLLOW_UP_EARLY_DAYS = 30;

/** Follows households up after their exit (跟踪回访): written notice, visits, and the closing of the file. */
export class FollowUpWriter {
  constructor(private readonly acts: Acts) {}

  /**
   * Keeps that the household was told in writing.
   *
   * @throws ForbiddenError when the viewer may not propose exits. NotFoundError outside its regions.
   */
  async serveNotice(viewer: Viewer, input: ServeExitNoticeInput): Promise<ExitReview | Refusal> {
    assertCan(viewer, 'exit:propose');
    const noticeNo = readReason(input.noticeNo, 'noticeNo');
    return this.acts.perform<ExitReview, Refusal>(viewer, 'exit.serveNotice', async (tx) => {
      const review = await lockReview(tx, input);
      if (review.state !== ExitReviewState.APPROVED)
        tx.refuse(new RuleBroken('EXIT_APPROVED', 'id', 'A household is told of an exit that was approved.'));
      if (review.noticeNo !== null)
        tx.refuse(new RuleBroken('NOTICE_SERVED', 'id', 'The household has been told of this exit.'));
      if (input.servedOn > tx.today || (review.closedOn !== null && input.servedOn < review.closedOn))
        tx.refuse(
          new RuleBroken(
            'SERVED_AFTER_DECISION',
            'servedOn',
            'The notice is served after the approval, and not in the future.',
          ),
        );
      tx.note({ channel: input.channel, servedOn: input.servedOn });
      const notice = {
        notice_no: noticeNo,
        notice_channel: input.channel,
        notice_served_on: input.servedOn,
      };
      return saveReview(tx, review.id, notice);
    });
  }

  /**
   * Keeps what a follow-up found; from thirty days before its day.
   *
   * @throws ForbiddenError when the viewer may not write files. NotFoundError outside its regions.
   */
  async complete(viewer: Viewer, input: CompleteFollowUpInput): Promise<FollowUpTask | Refusal> {
    assertCan(viewer, 'household:write');
    return this.acts.perform<FollowUpTask, Refusal>(viewer, 'followUp.complete', async (tx) => {
      const { id, expectedVersion } = input;
      const columns = 'state, version, region_code, due_on, household_id';
      const task = await lockRow<{ state: FollowUpState; due_on: string; household_id: string }>(tx, {
        table: 'follow_up_task',
        entity: 'FollowUpTask',
        id,
        expectedVersion,
        columns,
      });
      if (task.state === FollowUpState.DONE)
        tx.refuse(new RuleBroken('FOLLOW_UP_DONE', 'id', 'This follow-up has been done.'));
      const earliestOn = addDays(task.due_on, -FOLLOW_UP_EARLY_DAYS);
      if (tx.today < earliestOn)
        tx.refuse(
          new RuleBroken('FOLLOW_UP_TOO_EARLY', 'id', 'It is too early to tell how the household will fare.', {
            earliestOn,
          }),
        );
      const finding = reasonOf(tx, input.finding, 'finding');
      tx.about('Household', task.household_id);
      tx.note({ isRelapseFeared: input.isRelapseFeared });
      await appendEvent(tx, task.household_id, { kind: FileEventKind.FOLLOWED_UP, note: finding });
      const [[row] = []] = await tx.query<[Record<string, unknown>[], number]>(
        `update follow_up_task t set state = 'DONE', done_on = $2, done_by = $3, finding = $4, is_relapse_feared = $5, version = t.version + 1
         where t.id = $1 returning ${tasks.columns}`,
        [id, tx.today, viewer.subject, finding, input.isRelapseFeared],
      );
      return tasks.map(row ?? {});
    });
  }

  /**
   * Closes the file of an exited household: the follow-up is over, its visits are done, and the household was told in writing.
   *
   * @throws ForbiddenError when the viewer may not approve exits. NotFoundError outside its regions.
   */
  async close(viewer: Viewer, input: ExitStepInput): Promise<Household | Refusal> {
    assertCan(viewer, 'exit:approve');
    return this.acts.perform<Household, Refusal>(viewer, 'household.close', async (tx) => {
      const happening = { kind: FileEventKind.CLOSED } as const;
      const columns = { closed_on: tx.today };
      await assertFollowedUp(tx, input.id);
      return moveFile(tx, input.id, 'CLOSE', columns, happening, input.expectedVersion);
    });
  }
}

async function lockReview(tx: ActTransaction, { id, expectedVersion }: ExitStepInput): Promise<ExitReview> {
  const columns = 'version, region_code';
  await lockRow(tx, { table: 'exit_review', entity: 'ExitReview', id, expectedVersion, columns });
  return readReview(tx, id);
}

/** What an exited household's file still lacks is refused by its rule; for others the state machine speaks. */
async function assertFollowedUp(tx: ActTransaction, householdId: string): Promise<void> {
  const [file] = await tx.query<{ until: string; open: number; told: boolean }[]>(
    `select h.follow_up_until_on as until,
       (select count(*)::int from follow_up_task t where t.household_id = h.id and t.state = 'OPEN') as open,
       exists (select from exit_review x where x.household_id = h.id and x.notice_no is not null) as told
     from household h where h.id::text = $1 and h.status = 'EXITED' and h.region_code like any($2::text[])`,
    [householdId, tx.viewer.writePrefixes.map((prefix) => `${prefix}%`)],
  );
  if (!file) return;
  if (tx.today <= file.until)
    tx.refuse(
      new RuleBroken('FOLLOW_UP_NOT_OVER', 'id', 'The file is closed when its follow-up is over.', {
        until: file.until,
      }),
    );
  if (file.open > 0)
    tx.refuse(
      new RuleBroken('FOLLOW_UP_OPEN', 'id', 'A follow-up of this household has not been done.', { open: file.open }),
    );
  if (!file.told)
    tx.refuse(
      new RuleBroken('WRITTEN_NOTICE_REQUIRED', 'id', 'The household has not been told of its exit in writing.'),
    );
}
