import { assertCan, type Viewer } from '@nuan/auth';
import { beyondRegions, isUniqueViolation } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken, TransitionRefused } from '@nuan/federation';
import type { StateMachine } from '@nuan/kernel';

import type { AidPlan } from './aid-plan.entity';
import type { AidPlanService } from './aid-plan.service';
import { causesOf } from './filed-household';
import {
  addItems,
  assertMeasures,
  type HeldItem,
  heldItems,
  type LockedPlan,
  lockOpenPlan,
  settlePlan,
} from './open-plan';
import { MAX_PLAN_ITEMS } from './aid-plan.inputs';
import { assertEmployment, assertNameable } from './plan-item-employment';
import { evidenceNeeded } from './plan-item-evidence';
import type {
  AddPlanItemInput,
  ChangePlanItemInput,
  CompletePlanItemInput,
  DropPlanItemInput,
  StartPlanItemInput,
} from './plan-item.inputs';
import { planItemMachine } from './plan-item.machine';
import { PlanItemState } from './plan-item-state';
import { PlanStatus } from './plan-status';
import type { PlanItemStepInput } from './plan-step.input';

type ItemEvent = (typeof planItemMachine.transitions)[number]['event'];

interface ItemStep {
  readonly plan: LockedPlan;
  readonly item: HeldItem;
}

/** Writes the items of plans (帮扶措施), each under the lock and the version of its plan. */
export class PlanItemWriter {
  constructor(
    private readonly acts: Acts,
    private readonly plans: AidPlanService,
  ) {}

  /** Adds a measure for a cause of the household, to a draft or to a plan in force. */
  async add(viewer: Viewer, { idempotencyKey, ...input }: AddPlanItemInput): Promise<AidPlan | Refusal> {
    assertCan(viewer, 'plan:write');
    return this.acts.once<AidPlan, Refusal>(
      viewer,
      'planItem.add',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const plan = await lockOpenPlan(tx, input.id, input.expectedVersion);
        const causes = await causesOf(tx, plan.household_id);
        assertMeasures(tx, [input], { causes, goalOn: plan.goal_on, path: () => '' });
        if ((await heldItems(tx, plan.id)).length >= MAX_PLAN_ITEMS) {
          const message = 'The plan is full: supersede it by a new one.';
          tx.refuse(new RuleBroken('PLAN_FULL', 'id', message, { most: MAX_PLAN_ITEMS }));
        }
        await addItems(tx, plan.id, [input]);
        await settlePlan(tx, plan, { inForce: plan.status === PlanStatus.ACTIVE });
        tx.note({ kind: input.kind, cause: input.cause });
        return plan.id;
      },
      (id) => this.plans.get(viewer, id),
    );
  }

  /** Changes an item before it is done: its day always, its kind and cause while it hasn't begun. */
  async change(viewer: Viewer, input: ChangePlanItemInput): Promise<AidPlan | Refusal> {
    return this.step(viewer, 'planItem.change', input, async (tx, { plan, item }) => {
      const { PLANNED, IN_PROGRESS } = PlanItemState;
      if (item.state !== PLANNED && item.state !== IN_PROGRESS)
        tx.refuse(
          new RuleBroken('ITEM_CLOSED', 'itemId', 'The item is done or dropped: add another.', { state: item.state }),
        );
      const [kind, cause] = [input.kind ?? item.kind, input.cause ?? item.cause];
      if (item.state === IN_PROGRESS && (kind !== item.kind || cause !== item.cause)) {
        const message = 'The item has begun: drop it and add another.';
        tx.refuse(new RuleBroken('ITEM_BEGUN', kind === item.kind ? 'cause' : 'kind', message));
      }
      const causes = cause === item.cause ? [cause] : await causesOf(tx, plan.household_id);
      assertMeasures(tx, [{ kind, cause, dueOn: input.dueOn }], { causes, goalOn: plan.goal_on, path: () => '' });
      const dueOn = input.dueOn ?? item.due_on;
      await tx.query('update plan_item set kind = $2, cause = $3, due_on = $4 where id = $1', [
        item.id,
        kind,
        cause,
        dueOn,
      ]);
      tx.note({ kindBefore: item.kind, kind, causeBefore: item.cause, cause, dueOn });
      return input.unansweredReason;
    });
  }

  /** Gives an item up, with the reason. */
  async drop(viewer: Viewer, input: DropPlanItemInput): Promise<AidPlan | Refusal> {
    return this.step(viewer, 'planItem.drop', input, async (tx, { item }) => {
      const to = move(tx, item, 'DROP');
      await tx.query('update plan_item set state = $2, dropped_reason = $3 where id = $1', [item.id, to, input.reason]);
      tx.note({ reason: input.reason });
      return input.unansweredReason;
    });
  }

  /** Begins an item of a plan in force; a job or training may name the record of employment that will close it. */
  async start(viewer: Viewer, input: StartPlanItemInput): Promise<AidPlan | Refusal> {
    return this.step(viewer, 'planItem.start', input, async (tx, { plan, item }) => {
      assertInForce(tx, plan);
      const [to, ref] = [move(tx, item, 'START'), input.employmentRef ?? null];
      if (ref !== null) await assertNameable(tx, ref, { kind: item.kind, householdId: plan.household_id });
      await tx.query('update plan_item set state = $2, employment_ref = $3 where id = $1', [item.id, to, ref]);
      if (ref !== null)
        await beyondRegions('a person may find work or training in another county', () =>
          tx.query('select queue_item_closing(array[$1::uuid])', [ref]),
        );
      return null;
    });
  }

  /** Completes an item: money by a payment of this household that stands, work by its record of employment. */
  async complete(viewer: Viewer, input: CompletePlanItemInput): Promise<AidPlan | Refusal> {
    return this.step(viewer, 'planItem.complete', input, async (tx, { plan, item }) => {
      assertInForce(tx, plan);
      const to = move(tx, item, 'COMPLETE');
      const doneOn = input.doneOn ?? tx.today;
      if (doneOn > tx.today || doneOn < plan.opened_on) {
        const message = 'An item is done between the plan’s first day and today.';
        tx.refuse(
          new RuleBroken('DONE_OUTSIDE_PLAN', 'doneOn', message, { earliest: plan.opened_on, latest: tx.today }),
        );
      }
      const employmentRef = input.employmentRef ?? item.employment_ref;
      await assertEvidence(tx, plan, item, { disbursementId: input.disbursementId, employmentRef });
      const values = [item.id, to, doneOn, input.disbursementId ?? null, employmentRef];
      try {
        const sql =
          'update plan_item set state = $2, done_on = $3, disbursement_id = $4, employment_ref = $5 where id = $1';
        await tx.query(sql, values);
      } catch (error) {
        if (isUniqueViolation(error, 'plan_item_disbursement_id_unique'))
          tx.refuse(new RuleBroken('EVIDENCE_USED', 'disbursementId', 'Another item was completed by this payment.'));
        throw error;
      }
      tx.note({ doneOn, kind: item.kind });
      return null;
    });
  }

  /** One change of one item: locked, applied, and the plan settled with the reason that `apply` returns. */
  private async step(
    viewer: Viewer,
    action: string,
    { id, itemId, expectedVersion }: PlanItemStepInput,
    apply: (tx: ActTransaction, step: ItemStep) => Promise<string | null | undefined>,
  ): Promise<AidPlan | Refusal> {
    assertCan(viewer, 'plan:write');
    const outcome = await this.acts.perform<string, Refusal>(viewer, action, async (tx) => {
      const plan = await lockOpenPlan(tx, id, expectedVersion);
      const item = (await heldItems(tx, id)).find((held) => held.id === itemId);
      if (!item) throw new NotFoundError('PlanItem', itemId);
      tx.about('PlanItem', itemId);
      const reason = await apply(tx, { plan, item });
      await settlePlan(tx, plan, { inForce: plan.status === PlanStatus.ACTIVE, reason });
      return id;
    });
    return typeof outcome === 'string' ? this.plans.get(viewer, outcome) : outcome;
  }
}

function move(tx: ActTransaction, item: HeldItem, event: ItemEvent): PlanItemState {
  const to = planItemMachine.target(item.state, event);
  if (to === null)
    return tx.refuse(new TransitionRefused(planItemMachine as unknown as StateMachine, item.state, event));
  tx.note({ from: item.state, to, event });
  return to;
}

function assertInForce(tx: ActTransaction, plan: LockedPlan): void {
  if (plan.status !== PlanStatus.ACTIVE)
    tx.refuse(
      new RuleBroken('PLAN_NOT_IN_FORCE', 'id', 'Items are carried out once the plan is in force: activate it.'),
    );
}

async function assertEvidence(
  tx: ActTransaction,
  plan: LockedPlan,
  { kind }: HeldItem,
  { disbursementId, employmentRef }: Pick<CompletePlanItemInput, 'disbursementId' | 'employmentRef'>,
): Promise<void> {
  const needed = evidenceNeeded(kind);
  if (needed === 'DISBURSEMENT' && disbursementId == null)
    tx.refuse(
      new RuleBroken('EVIDENCE_REQUIRED', 'disbursementId', 'Money is shown by the payment that carried it out.', {
        kind,
      }),
    );
  if (needed === 'EMPLOYMENT' && employmentRef == null)
    tx.refuse(
      new RuleBroken('EVIDENCE_REQUIRED', 'employmentRef', 'Work is shown by its record of employment.', { kind }),
    );
  if (employmentRef != null) await assertEmployment(tx, employmentRef, { kind, householdId: plan.household_id });
  if (disbursementId == null) return;
  // Shared with other readers, so that a reversal waits, and then finds the item.
  const [payment] = await beyondRegions('a home may have been paid in another county before', () =>
    tx.query<object[]>(
      `select 1 from disbursement where id = $1 and household_id = $2 and status in ('PAID','RECONCILED') for share`,
      [disbursementId, plan.household_id],
    ),
  );
  const message = 'This is no payment of the household that stands: take one that was paid and not reversed.';
  if (!payment) tx.refuse(new RuleBroken('EVIDENCE_NOT_PAID', 'disbursementId', message));
}
