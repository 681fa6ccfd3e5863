import type { SampleHousehold } from '../households';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { PaymentIndexes } from './payment';
import { planStory, supersededPlan, type PlanStory } from './plan-story';

const PLAN_COLUMNS = [
  'id',
  'card_no',
  'household_id',
  'region_code',
  'union_id',
  'pairing_id',
  'status',
  'goal_on',
  'causes_answered',
  'unanswered_reason',
  'opened_on',
  'closed_on',
  'version',
] as const;

const ITEM_COLUMNS = [
  'id',
  'plan_id',
  'position',
  'kind',
  'cause',
  'state',
  'due_on',
  'done_on',
  'disbursement_id',
] as const;
/** Ids of a plan's items follow each other. */
const MOST_ITEMS = 8;

function planRow(household: SampleHousehold, plan: PlanStory, tools: SampleTools): readonly CopyValue[] {
  const { index, id, regionCode, unionId, fileNo } = household;
  const superseded = plan.status === 'SUPERSEDED';
  const card = `C${fileNo.slice(1)}${superseded ? '-A' : ''}`;
  const pairing = superseded ? null : tools.id('pairing', index);
  const { status, goalOn, causesAnswered, unansweredReason, openedOn, closedOn } = plan;
  const own = [planIdOf(index, superseded, tools), card, id, regionCode, unionId, pairing] as const;
  return [...own, status, goalOn, causesAnswered, unansweredReason, openedOn, closedOn, superseded ? 2 : 1];
}

function planIdOf(household: number, superseded: boolean, tools: SampleTools): string {
  return tools.id(superseded ? 'plan-superseded' : 'plan', household);
}

function* itemRows(
  household: number,
  plan: PlanStory,
  payment: string,
  tools: SampleTools,
): Iterable<readonly CopyValue[]> {
  const superseded = plan.status === 'SUPERSEDED';
  for (const [at, { kind, cause, state, dueOn, doneOn, paidByCampaign }] of plan.items.entries()) {
    const item = tools.id(superseded ? 'plan-item-superseded' : 'plan-item', household * MOST_ITEMS + at);
    const paid = paidByCampaign ? payment : null;
    yield [item, planIdOf(household, superseded, tools), at + 1, kind, cause, state, dueOn, doneOn, paid];
  }
}

/** One plan for every household, ACTIVE for the active files, and some that were replaced; with their items. */
export function planLoads(world: World, tools: SampleTools): TableLoad[] {
  const payments = new PaymentIndexes(world);
  return [
    {
      table: 'aid_plan',
      columns: PLAN_COLUMNS,
      *rows() {
        for (const household of world.households) yield planRow(household, planStory(household), tools);
        for (const household of world.households) {
          const plan = supersededPlan(household);
          if (plan) yield planRow(household, plan, tools);
        }
      },
    },
    {
      table: 'plan_item',
      columns: ITEM_COLUMNS,
      *rows() {
        for (const household of world.households) {
          const payment = tools.id('disbursement', payments.ofHousehold(household.index));
          yield* itemRows(household.index, planStory(household), payment, tools);
        }
        for (const household of world.households) {
          const plan = supersededPlan(household);
          if (plan) yield* itemRows(household.index, plan, '', tools);
        }
      },
    },
  ];
}
