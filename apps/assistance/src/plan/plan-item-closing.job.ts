import type { ActTransaction, Job, JobHandler, JobStep } from '@nuan/facts';
import type { LocalDate } from '@nuan/kernel';

import { employmentRecord } from './plan-item-employment';
import type { PlanItemKind } from './plan-item-kind';
import { planItemMachine } from './plan-item.machine';
import type { PlanItemState } from './plan-item-state';

interface ClosingItem {
  readonly kind: PlanItemKind;
  readonly state: PlanItemState;
  readonly employment_ref: string | null;
}

interface ClosingPlan {
  readonly id: string;
  readonly household_id: string;
  readonly region_code: string;
  readonly opened_on: LocalDate;
}

/**
 * Closes a measure whose job or training is complete, as the feed of employment says (措施自动办结): an act of the system, queued by the
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
  const [plan] = await tx.query<ClosingPlan[]>(
    `select p.id, p.household_id, p.region_code, p.opened_on from aid_plan p
     where p.id = (select plan_id from plan_item where id = $1) and p.status = 'ACTIVE' for no key update`,
    [itemId],
  );
  if (!plan) return 'LEFT';
  // Items change under the lock of their plan alone.
  const [item] = await tx.query<ClosingItem[]>('select kind, state, employment_ref from plan_item where id = $1', [
    itemId,
  ]);
  const to = item ? planItemMachine.target(item.state, 'COMPLETE') : null;
  if (!item || to === null || item.employment_ref === null) return 'LEFT';
  const record = await employmentRecord(tx, item.employment_ref, plan.household_id);
  if (!record?.isOfHousehold || record.kind !== item.kind || record.doneOn === null) return 'LEFT';
  if (record.doneOn > tx.today || record.doneOn < plan.opened_on) return 'LEFT';
  await tx.query('update plan_item set state = $2, done_on = $3 where id = $1', [itemId, to, record.doneOn]);
  await tx.query('update aid_plan set version = version + 1 where id = $1', [plan.id]);
  tx.about('AidPlan', plan.id);
  tx.about('Household', plan.household_id);
  tx.within(plan.region_code);
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
