import { assertCan, readScope, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Batch, Connection, ListRequest } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { alignMany, alignOne } from '../batch-alignment';
import { AidPlan } from './aid-plan.entity';
import { aidPlanList } from './aid-plan.list';
import { PlanItem } from './plan-item.entity';

const PLAN_COLUMNS = `p.id, p.card_no as "cardNo", p.household_id as "householdId", p.region_code as "regionCode", p.union_id as "unionId",
  p.pairing_id as "pairingId", p.status, p.goal_on as "goalOn", p.causes_answered as "causesAnswered",
  p.unanswered_reason as "unansweredReason", p.opened_on as "openedOn", p.closed_on as "closedOn", p.version`;

const ITEM_COLUMNS = `i.id, i.plan_id as "planId", i.position, i.kind, i.cause, i.state, i.due_on as "dueOn", i.done_on as "doneOn",
  i.disbursement_id as "disbursementId", i.employment_ref as "employmentRef"`;

const toPlan = (row: object): AidPlan => Object.assign(new AidPlan(), row);
const toItem = (row: object): PlanItem => Object.assign(new PlanItem(), row);

/** Reads plans (帮扶计划) and their items, within the viewer's regions. */
export class AidPlanService {
  constructor(private readonly db: DataSource) {}

  /** Plans by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, AidPlan | null> = async (viewer, ids) => {
    const plans = await this.select(viewer, 'p.id = any($1::uuid[])', ids);
    return alignOne(ids, plans, (plan) => plan.id);
  };

  /** The ACTIVE plan of each household in one statement; index-aligned, null for a household without one. */
  readonly loadActive: Batch<string, AidPlan | null> = async (viewer, householdIds) => {
    const plans = await this.select(viewer, `p.household_id = any($1::uuid[]) and p.status = 'ACTIVE'`, householdIds);
    return alignOne(householdIds, plans, (plan) => plan.householdId);
  };

  /** The items of each plan in one statement, in the order of the plan; index-aligned, empty for a plan without items. */
  readonly loadItems: Batch<string, readonly PlanItem[]> = async (viewer, planIds) => {
    assertCan(viewer, 'plan:read');
    const rows = await this.db.query<object[]>(
      `select ${ITEM_COLUMNS} from plan_item i join aid_plan p on p.id = i.plan_id
       where i.plan_id = any($1::uuid[]) and p.region_code like any($2::text[]) order by i.plan_id, i.position`,
      [planIds, patterns(viewer)],
    );
    return alignMany(planIds, rows.map(toItem), (item) => item.planId);
  };

  /**
   * One plan.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<AidPlan> {
    const [plan] = await this.loadMany(viewer, [id], undefined);
    if (!plan) throw new NotFoundError('AidPlan', id);
    return plan;
  }

  /** A page of plans. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<AidPlan>> {
    assertCan(viewer, 'plan:read');
    return aidPlanList.page(this.db, viewer, request, { select: PLAN_COLUMNS, map: toPlan });
  }

  private async select(viewer: Viewer, condition: string, keys: readonly string[]): Promise<AidPlan[]> {
    assertCan(viewer, 'plan:read');
    const rows = await this.db.query<object[]>(
      `select ${PLAN_COLUMNS} from aid_plan p where ${condition} and p.region_code like any($2::text[])`,
      [keys, patterns(viewer)],
    );
    return rows.map(toPlan);
  }
}

function patterns(viewer: Viewer): string[] {
  return readScope(viewer).map((prefix) => `${prefix}%`);
}
