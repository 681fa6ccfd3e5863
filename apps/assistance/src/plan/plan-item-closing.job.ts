import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';

import { employmentRecord } from './plan-item-employment';
import { planItemMachine } from './plan-item.machine';
import { holdSettledItem } from './settled-item';

/**
 * Closes a measure whose job, training, start-up or asset is there, as the feed of employment says (措施自动办结): an act of the system, queued by the
 * database when the record comes or when a measure names one that came before. What no longer holds then is left to the officers.
 */
export class PlanItemClosingHandler implements JobHandler {
  readonly kind = 'planItem.close';

  async step(tx: ActTransaction, job: Job): Promise<JobStep> {
    tx.about('PlanItem', job.subjectId);
    const outcome = await closeItem(tx, job.subjectId);
    tx.note({ outcome });
    return { cursor: null, done: outcome === 'CLOSED' ? 1 : 0, total: 1, finished: true };
  }
}

async function closeItem(tx: ActTransaction, itemId: string): Promise<'CLOSED' | 'LEFT'> {
  const held = await holdSettledItem(tx, itemId);
  if (!held) return 'LEFT';
  const { plan, item } = held;
  const to = planItemMachine.target(item.state, 'COMPLETE');
  if (to === null || item.employment_ref === null) return 'LEFT';
  const record = await employmentRecord(tx, item.employment_ref, plan.household_id);
  if (!record?.isOfHousehold || record.kind !== item.kind || record.doneOn === null) return 'LEFT';
  if (record.doneOn > tx.today || record.doneOn < plan.opened_on) return 'LEFT';
  await tx.query('update plan_item set state = $2, done_on = $3 where id = $1', [itemId, to, record.doneOn]);
  await tx.query('update aid_plan set version = version + 1 where id = $1', [plan.id]);
  tx.note({
    from: item.state,
    to,
    event: 'COMPLETE',
    kind: item.kind,
    doneOn: record.doneOn,
    employmentRef: item.employment_ref,
  });
  return 'CLOSED';
}
