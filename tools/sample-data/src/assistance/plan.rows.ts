import type { SampleHousehold } from '../households';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { PaymentIndexes } from './payment';
import { type ItemStory, planItems, planStory, type PlanStory, supersededItem, supersededPlan } from './plan-story';

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

function itemRow(item: ItemStory, at: number, id: string, plan: string, payment: string | null): readonly CopyValue[] {
  const { kind, cause, state, dueOn, doneOn } = item;
  return [id, plan, at + 1, kind, cause, state, dueOn, doneOn, payment];
}

function* itemRows(world: World, tools: SampleTools): Iterable<readonly CopyValue[]> {
  const payments = new PaymentIndexes(world);
  for (const household of world.households) {
    const { index } = household;
    const plan = planIdOf(index, false, tools);
    const items = planItems(household);
    for (let at = 0; at < items.length; at++) {
      const item = items[at];
      if (!item) continue;
      const payment = item.paidByCampaign ? tools.id('disbursement', payments.ofHousehold(index)) : null;
      yield itemRow(item, at, tools.id('plan-item', index * MOST_ITEMS + at), plan, payment);
    }
  }
  for (const household of world.households) {
    const plan = supersededPlan(household);
    if (!plan) continue;
    const { index } = household;
    const item = supersededItem(household, plan);
    yield itemRow(item, 0, tools.id('plan-item-superseded', index), planIdOf(index, true, tools), null);
  }
}

/** One plan for every household, ACTIVE for the active files, and some that were replaced; with their items. */
export function planLoads(world: World, tools: SampleTools): TableLoad[] {
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
      rows: () => itemRows(world, tools),
    },
  ];
}
