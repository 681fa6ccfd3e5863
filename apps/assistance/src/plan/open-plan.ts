import type { ActTransaction } from '@nuan/facts';
import { lockRow, RuleBroken } from '@nuan/federation';
import { type HardshipCause, type LocalDate, newId } from '@nuan/kernel';

import { causesOf } from './filed-household';
import { coverCauses } from './plan-causes';
import type { PlanItemKind } from './plan-item-kind';
import { type PlanItemState } from './plan-item-state';
import { PlanStatus } from './plan-status';

/** A plan as its writers lock it. */
export interface LockedPlan {
  readonly id: string;
  readonly household_id: string;
  readonly region_code: string;
  readonly status: PlanStatus;
  readonly goal_on: LocalDate;
  readonly opened_on: LocalDate;
  readonly unanswered_reason: string | null;
  readonly version: number;
}

/** An item as its writers read it, under the lock of its plan. */
export interface HeldItem {
  readonly id: string;
  readonly position: number;
  readonly kind: PlanItemKind;
  readonly cause: HardshipCause;
  readonly state: PlanItemState;
  readonly due_on: LocalDate | null;
  readonly employment_ref: string | null;
}

/** A measure to write down. */
export interface MeasureToAdd {
  readonly kind: PlanItemKind;
  readonly cause: HardshipCause;
  readonly dueOn?: LocalDate | null | undefined;
}

/**
 * Locks a plan whose items may change; refuses (PLAN_CLOSED) one that has ended. Items change under this lock alone.
 *
 * @throws NotFoundError when the plan is unknown or outside the viewer's write regions.
 */
export async function lockOpenPlan(tx: ActTransaction, id: string, expectedVersion: number): Promise<LockedPlan> {
  const plan = await lockRow<LockedPlan>(tx, { table: 'aid_plan', entity: 'AidPlan', id, expectedVersion });
  if (plan.status !== PlanStatus.DRAFT && plan.status !== PlanStatus.ACTIVE) {
    tx.refuse(
      new RuleBroken('PLAN_CLOSED', 'id', 'The plan has ended: its items stay as they are.', { status: plan.status }),
    );
  }
  tx.about('Household', plan.household_id);
  return plan;
}

/** The items of a locked plan, in their order. */
export const heldItems = (tx: ActTransaction, planId: string): Promise<HeldItem[]> =>
  tx.query<HeldItem[]>(
    'select id, position, kind, cause, state, due_on, employment_ref from plan_item where plan_id = $1 order by position',
    [planId],
  );

/** Adds measures behind the last item of a locked plan, in one statement. */
export async function addItems(tx: ActTransaction, planId: string, measures: readonly MeasureToAdd[]): Promise<void> {
  if (measures.length === 0) return;
  await tx.query(
    `insert into plan_item (id, plan_id, position, kind, cause, state, due_on)
     select m.id, $1, coalesce((select max(position) from plan_item where plan_id = $1), 0) + m.at, m.kind, m.cause, 'PLANNED', m.due_on
     from unnest($2::uuid[], $3::text[], $4::text[], $5::date[]) with ordinality m (id, kind, cause, due_on, at)`,
    [
      planId,
      measures.map(() => newId()),
      measures.map(({ kind }) => kind),
      measures.map(({ cause }) => cause),
      measures.map(({ dueOn }) => dueOn ?? null),
    ],
  );
}

/** Refuses a measure for a cause that the household doesn't have, or one due in the past or after the plan's goal. */
export function assertMeasures(
  tx: ActTransaction,
  measures: readonly MeasureToAdd[],
  { causes, goalOn, path }: { causes: readonly HardshipCause[]; goalOn: LocalDate; path: (at: number) => string },
): void {
  for (const [at, { cause, dueOn }] of measures.entries()) {
    if (!causes.includes(cause)) {
      const message = 'The household does not have this cause of hardship: take one of its own.';
      tx.refuse(new RuleBroken('CAUSE_NOT_OF_HOUSEHOLD', `${path(at)}cause`, message, { causes: causes.join(',') }));
    }
    if (dueOn == null) continue;
    const facts = { earliest: tx.today, latest: goalOn };
    if (dueOn < tx.today || dueOn > goalOn)
      tx.refuse(
        new RuleBroken(
          'DUE_OUTSIDE_PLAN',
          `${path(at)}dueOn`,
          'An item is due from today on and by the plan’s goal.',
          facts,
        ),
      );
  }
}

/**
 * Writes down which causes the plan answers and raises its version. A plan in force answers every cause or says why not (I23):
 * refuses (CAUSES_UNANSWERED) otherwise. A reason once given stays while a cause is unanswered, and goes when none is.
 */
export async function settlePlan(
  tx: ActTransaction,
  plan: Pick<LockedPlan, 'id' | 'household_id' | 'unanswered_reason'>,
  { inForce, reason }: { readonly inForce: boolean; readonly reason?: string | null | undefined },
): Promise<void> {
  const { answered, unanswered } = coverCauses(await causesOf(tx, plan.household_id), await heldItems(tx, plan.id));
  const why = unanswered.length === 0 ? null : (reason?.trim() ?? plan.unanswered_reason);
  if (inForce && unanswered.length > 0 && (why === null || why === '')) {
    const message = 'Every cause needs an item, or say why it has none yet.';
    tx.refuse(new RuleBroken('CAUSES_UNANSWERED', 'unansweredReason', message, { unanswered: unanswered.join(',') }));
  }
  await tx.query(
    'update aid_plan set causes_answered = $2, unanswered_reason = $3, version = version + 1 where id = $1',
    [plan.id, answered, why],
  );
}
