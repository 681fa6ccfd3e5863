import {
  alignMany,
  type Batch,
  booleanField,
  connectionOf,
  dateField,
  defineList,
  enumField,
  idField,
  RegionalReader,
  regionField,
} from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { FollowUpState, FollowUpTask } from './follow-up-task.entity';

/** Follow-ups, the next one first. */
export const followUpList = defineList({
  name: 'FollowUpTask',
  from: 'follow_up_task t',
  id: 't.id',
  scope: 't.region_code',
  fields: {
    state: enumField(FollowUpState, 't.state', 'State (状态).'),
    region: regionField('t.region_code', 'Region of the household (所在区域).'),
    householdId: idField('t.household_id', 'Household (困难职工家庭).'),
    dueOn: dateField('t.due_on', 'Day it is due (应回访日期); overdue is OPEN and due before today.'),
    doneOn: dateField('t.done_on', 'Day it was done (回访日期).'),
    isRelapseFeared: booleanField('t.is_relapse_feared', 'Whether a relapse is to be feared (有无返困风险).'),
  },
  order: {
    DUE_ON: { sql: 't.due_on', type: 'date', description: 'Day it is due (应回访日期).' },
    REGION: { sql: 't.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['DUE_ON', 'ASC']],
});

/** A page of follow-ups. */
export const FollowUpTaskConnection = connectionOf(
  FollowUpTask,
  'FollowUpTask',
  'follow-ups of exited households (跟踪回访)',
);

/** Reads follow-ups (跟踪回访) within the viewer's regions. */
export class FollowUpService extends RegionalReader<FollowUpTask> {
  constructor(db: DataSource) {
    super(db, { entity: FollowUpTask, action: 'filing:read', list: followUpList, alias: 't' });
  }

  /** The follow-ups of each review in one statement, the earliest first; index-aligned. */
  readonly loadByReview: Batch<string, readonly FollowUpTask[]> = async (viewer, reviewIds) =>
    alignMany(
      reviewIds,
      await this.select(viewer, 't.exit_review_id = any($1::uuid[])', reviewIds, 'order by t.due_on, t.id'),
      ({ exitReviewId }) => exitReviewId,
    );
}
