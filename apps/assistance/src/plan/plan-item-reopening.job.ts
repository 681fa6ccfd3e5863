import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';

import { employmentRecord } from './plan-item-employment';
import { planItemMachine } from './plan-item.machine';
import { holdSettledItem } from './settled-item';

/**
 * Opens a measure again whose start-up or asset was taken back, as the feed of employment says (措施重新落实): an act of the system, queued
 * by the database when the record comes. It keeps its name of the record, and closes by it anew if that stands again.
 */
export class PlanItemReopeningHandler implements JobHandler {
  readonly kind = 'planItem.reopen';

  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    tx.about('PlanItem', job.subjectId);
    const outcome = await reopenItem(tx, job.subjectId);
    tx.note({ outcome });
    return { cursor: null, done: outcome === 'REOPENED' ? 1 : 0, total: 1, finished: true };
  }
}

async function reopenItem(tx: ActTransaction, itemId: string): Promise<'REOPENED' | 'LEFT'> {
  const held = await holdSettledItem(tx, itemId);
  if (!held) return 'LEFT';
  const { plan, item } = held;
  const to = planItemMachine.target(item.state, 'REOPEN');
  if (to === null || item.employment_ref === null) return 'LEFT';
  const record = await employmentRecord(tx, item.employment_ref, plan.household_id);
  if (record?.kind !== item.kind || record.doneOn !== null) return 'LEFT';
  await tx.query('update plan_item set state = $2, done_on = null where id = $1', [itemId, to]);
  await tx.query('update aid_plan set version = version + 1 where id = $1', [plan.id]);
  tx.note({
    from: item.state,
    to,
    event: 'REOPEN',
    kind: item.kind,
    state: record.state,
    employmentRef: item.employment_ref,
  });
  return 'REOPENED';
}
