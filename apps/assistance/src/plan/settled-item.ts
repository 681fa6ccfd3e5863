import type { ActTransaction } from '@nuan/facts';
import type { LocalDate } from '@nuan/kernel';

import type { PlanItemKind } from './plan-item-kind';
import type { PlanItemState } from './plan-item-state';

/** A measure of a plan in force that the feed of employment closes or opens again, with its plan. */
interface SettledItem {
  readonly plan: {
    readonly id: string;
    readonly household_id: string;
    readonly region_code: string;
    readonly opened_on: LocalDate;
  };
  readonly item: { readonly kind: PlanItemKind; readonly state: PlanItemState; readonly employment_ref: string | null };
}

/** Locks the plan in force of a measure, reads the measure under that lock, and names both to the audit; null once the plan has ended. */
export async function holdSettledItem(tx: ActTransaction, itemId: string): Promise<SettledItem | null> {
  const [plan] = await tx.query<SettledItem['plan'][]>(
    `select p.id, p.household_id, p.region_code, p.opened_on from aid_plan p
     where p.id = (select plan_id from plan_item where id = $1) and p.status = 'ACTIVE' for no key update`,
    [itemId],
  );
  if (!plan) return null;
  // Items change under the lock of their plan alone.
  const [item] = await tx.query<SettledItem['item'][]>(
    'select kind, state, employment_ref from plan_item where id = $1',
    [itemId],
  );
  if (!item) return null;
  tx.about('AidPlan', plan.id);
  tx.about('Household', plan.household_id);
  tx.within(plan.region_code);
  return { plan, item };
}
