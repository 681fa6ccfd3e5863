import { assertCan, type Viewer } from '@nuan/auth';
import { isUniqueViolation } from '@nuan/database';
import type { Acts, ActTransaction } from '@nuan/facts';
import { moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { newId } from '@nuan/kernel';

import type { AidPlan } from './aid-plan.entity';
import type {
  ActivatePlanInput,
  CancelPlanInput,
  ChangePlanGoalInput,
  CompletePlanInput,
  DraftPlanInput,
  SupersedePlanInput,
} from './aid-plan.inputs';
import { aidPlanMachine } from './aid-plan.machine';
import { PlanAlreadyActive } from './aid-plan.results';
import type { AidPlanService } from './aid-plan.service';
import { nextCardNo } from './card-number';
import { type FiledHousehold, holdFiledHousehold } from './filed-household';
import type { MeasureRuleService } from './measure-rule.service';
import { addItems, assertMeasures, type LockedPlan, lockOpenPlan, type MeasureToAdd, settlePlan } from './open-plan';
import { coverCauses } from './plan-causes';
import { goalProblem } from './plan-goal';
import { PlanItemState } from './plan-item-state';
import { PlanStatus } from './plan-status';
import type { PlanStepInput } from './plan-step.input';

/** The index that lets a household have one plan in force, whoever comes first. */
const ONE_ACTIVE = 'aid_plan_household_id_active_unique';

type PlanEvent = (typeof aidPlanMachine.transitions)[number]['event'];

/** Writes plans (帮扶计划): one household, one card, one plan. */
export class AidPlanWriter {
  constructor(
    private readonly acts: Acts,
    private readonly plans: AidPlanService,
    private readonly rules: MeasureRuleService,
  ) {}

  /**
   * Draws up a plan for a household with a file in force, with the measures that the rules propose and the officer's own.
   *
   * @throws NotFoundError when the household is unknown or outside the viewer's write regions.
   */
  async draft(viewer: Viewer, { idempotencyKey, ...input }: DraftPlanInput): Promise<AidPlan | Refusal> {
    assertCan(viewer, 'plan:write');
    return this.acts.once<AidPlan, Refusal>(
      viewer,
      'plan.draft',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const household = await holdFiledHousehold(tx, input.householdId);
        refuseIf(tx, goalProblem(input.goalOn, tx.today));
        const measures = await this.measures(tx, household, input);
        const id = await insertDraft(tx, household, input.goalOn, measures);
        await addItems(tx, id, measures);
        tx.note({ goalOn: input.goalOn, items: measures.length });
        return id;
      },
      (id) => this.plans.get(viewer, id),
    );
  }

  /** Sets another goal for a draft or a plan in force; its items are due by then. */
  async changeGoal(viewer: Viewer, { id, expectedVersion, goalOn }: ChangePlanGoalInput): Promise<AidPlan | Refusal> {
    assertCan(viewer, 'plan:write');
    return this.perform(viewer, 'plan.changeGoal', async (tx) => {
      const plan = await lockOpenPlan(tx, id, expectedVersion);
      refuseIf(tx, goalProblem(goalOn, tx.today));
      const [late] = await tx.query<{ dueOn: string | null }[]>(
        `select max(due_on) as "dueOn" from plan_item where plan_id = $1 and state in ('PLANNED','IN_PROGRESS')`,
        [id],
      );
      if (late?.dueOn && late.dueOn > goalOn) {
        const message = 'An open item is due after this goal: change the item first.';
        tx.refuse(new RuleBroken('GOAL_BEFORE_ITEMS', 'goalOn', message, { latestItemDueOn: late.dueOn }));
      }
      await tx.query('update aid_plan set goal_on = $2, version = version + 1 where id = $1', [id, goalOn]);
      tx.note({ goalOnBefore: plan.goal_on, goalOn });
      return id;
    });
  }

  /** Puts a draft into force: its items answer every cause or say why not (I23), and no other plan of the household is in force (I3). */
  async activate(viewer: Viewer, input: ActivatePlanInput): Promise<AidPlan | Refusal | PlanAlreadyActive> {
    assertCan(viewer, 'plan:write');
    return this.perform<PlanAlreadyActive>(viewer, 'plan.activate', async (tx) => {
      const plan = await this.move(tx, input, 'ACTIVATE');
      await this.putIntoForce(tx, plan, input.unansweredReason);
      return plan.id;
    });
  }

  /** Replaces a plan in force by a draft of the same household, which takes over its open items: both in one act. */
  async supersede(viewer: Viewer, input: SupersedePlanInput): Promise<AidPlan | Refusal | PlanAlreadyActive> {
    assertCan(viewer, 'plan:write');
    return this.perform<PlanAlreadyActive>(viewer, 'plan.supersede', async (tx) => {
      const { successorId: id, successorVersion: expectedVersion, reason } = input;
      const old = await this.move(tx, input, 'SUPERSEDE');
      const successor = await this.move(tx, { id, expectedVersion }, 'ACTIVATE');
      if (successor.household_id !== old.household_id) {
        const message = 'The draft is of another household: draw one up for this household.';
        tx.refuse(new RuleBroken('SUCCESSOR_OF_ANOTHER_HOUSEHOLD', 'successorId', message));
      }
      await takeOverItems(tx, old.id, successor.id);
      await close(tx, old.id, PlanStatus.SUPERSEDED, reason, successor.id);
      await this.putIntoForce(tx, successor, input.unansweredReason);
      tx.note({ superseded: old.id, successor: successor.id, reason });
      return successor.id;
    });
  }

  /** Completes a plan whose items are all done or dropped; refuses (ITEMS_OPEN, NOTHING_DONE) otherwise. */
  async complete(viewer: Viewer, input: CompletePlanInput): Promise<AidPlan | Refusal> {
    assertCan(viewer, 'plan:write');
    return this.perform(viewer, 'plan.complete', async (tx) => {
      const plan = await this.move(tx, input, 'COMPLETE');
      const [items] = await tx.query<{ open: number; done: number }[]>(
        `select count(*) filter (where state in ('PLANNED','IN_PROGRESS'))::int as open, count(*) filter (where state = 'DONE')::int as done
         from plan_item where plan_id = $1`,
        [plan.id],
      );
      const { open = 0, done = 0 } = items ?? {};
      if (open > 0)
        tx.refuse(new RuleBroken('ITEMS_OPEN', 'id', 'Items are still open: complete or drop each of them.', { open }));
      if (done === 0) tx.refuse(new RuleBroken('NOTHING_DONE', 'id', 'No item was done: cancel the plan instead.'));
      await close(tx, plan.id, PlanStatus.COMPLETED, null);
      return plan.id;
    });
  }

  /** Gives up a draft or a plan in force; its open items are dropped for the same reason. */
  async cancel(viewer: Viewer, input: CancelPlanInput): Promise<AidPlan | Refusal> {
    assertCan(viewer, 'plan:write');
    return this.perform(viewer, 'plan.cancel', async (tx) => {
      const plan = await this.move(tx, input, 'CANCEL');
      await tx.query(
        `update plan_item set state = 'DROPPED', dropped_reason = $2 where plan_id = $1 and state in ('PLANNED','IN_PROGRESS')`,
        [plan.id, input.reason],
      );
      await close(tx, plan.id, PlanStatus.CANCELLED, input.reason);
      tx.note({ reason: input.reason });
      return plan.id;
    });
  }

  private async perform<O extends object = never>(
    viewer: Viewer,
    action: string,
    work: (tx: ActTransaction) => Promise<string>,
  ): Promise<AidPlan | Refusal | O> {
    const outcome = await this.acts.perform<string, Refusal | O>(viewer, action, work);
    return typeof outcome === 'string' ? this.plans.get(viewer, outcome) : outcome;
  }

  private async move(
    tx: ActTransaction,
    { id, expectedVersion }: PlanStepInput,
    event: PlanEvent,
  ): Promise<LockedPlan> {
    const step = { table: 'aid_plan', id, machine: aidPlanMachine, event, expectedVersion };
    const { row } = await moveState<LockedPlan, PlanStatus, PlanEvent>(tx, step);
    tx.about('Household', row.household_id);
    return row;
  }

  private async measures(
    tx: ActTransaction,
    household: FiledHousehold,
    { withProposedMeasures, items, goalOn }: Omit<DraftPlanInput, 'idempotencyKey'>,
  ): Promise<MeasureToAdd[]> {
    const path = (at: number): string => `items.${String(at)}.`;
    assertMeasures(tx, items, { causes: household.causes, goalOn, path });
    if (!withProposedMeasures) return [...items];
    const proposed = await this.rules.proposalsFor(tx, household);
    const taken = proposed.map(({ kind, cause, dueOn }) => ({ kind, cause, dueOn: dueOn > goalOn ? goalOn : dueOn }));
    return [...taken, ...items];
  }

  /** The household is asked for again, because it may have left since the draft; the index decides between two plans. */
  private async putIntoForce(tx: ActTransaction, plan: LockedPlan, reason: string | null | undefined): Promise<void> {
    await holdFiledHousehold(tx, plan.household_id);
    refuseIf(tx, goalProblem(plan.goal_on, tx.today));
    await settlePlan(tx, plan, { inForce: true, reason });
    try {
      await tx.query(`update aid_plan set status = 'ACTIVE' where id = $1`, [plan.id]);
    } catch (error) {
      if (isUniqueViolation(error, ONE_ACTIVE)) tx.refuse(new PlanAlreadyActive(plan.household_id));
      throw error;
    }
  }
}

function refuseIf(tx: ActTransaction, problem: RuleBroken | null): void {
  if (problem) tx.refuse(problem);
}

async function insertDraft(
  tx: ActTransaction,
  { id: householdId, regionCode, unionId, causes }: FiledHousehold,
  goalOn: string,
  measures: readonly MeasureToAdd[],
): Promise<string> {
  const id = newId();
  const { answered } = coverCauses(
    causes,
    measures.map(({ cause }) => ({ cause, state: PlanItemState.PLANNED })),
  );
  const card = await nextCardNo(tx, regionCode);
  await tx.query(
    `insert into aid_plan (id, card_no, household_id, region_code, union_id, pairing_id, status, goal_on, causes_answered, opened_on)
     values ($1, $2, $3, $4, $5, (select p.id from pairing p where p.household_id = $3 and p.is_primary and p.ends_on is null), 'DRAFT', $6, $7, $8)`,
    [id, card, householdId, regionCode, unionId, goalOn, answered, tx.today],
  );
  tx.about('AidPlan', id);
  return id;
}

/**
 * Open items move behind those of the successor, whose own measures of the same kind and cause give way to them; what is done or
 * dropped stays with the plan under which it happened.
 */
async function takeOverItems(tx: ActTransaction, from: string, to: string): Promise<void> {
  await tx.query(
    `update plan_item i set state = 'DROPPED', dropped_reason = $3
     where i.plan_id = $2 and i.state = 'PLANNED' and exists (select from plan_item o
       where o.plan_id = $1 and o.state in ('PLANNED','IN_PROGRESS') and o.kind = i.kind and o.cause = i.cause)`,
    [from, to, '原计划同一措施接续'],
  );
  await tx.query(
    `update plan_item i set plan_id = $2, position = o.position
     from (
       select id, (select coalesce(max(position), 0) from plan_item where plan_id = $2) + row_number() over (order by position) as position
       from plan_item where plan_id = $1 and state in ('PLANNED','IN_PROGRESS')
     ) o
     where o.id = i.id`,
    [from, to],
  );
}

async function close(
  tx: ActTransaction,
  id: string,
  status: PlanStatus,
  reason: string | null,
  successor: string | null = null,
): Promise<void> {
  await tx.query(
    `update aid_plan set status = $2, closed_on = $3, closed_reason = $4, superseded_by_id = $5, version = version + 1 where id = $1`,
    [id, status, tx.today, reason, successor],
  );
}
