import { assertCan, scopePatterns } from '@nuan/auth';
import { prepared, rowMapping } from '@nuan/database';
import { alignMany, alignOne, type Batch, RegionalReader } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { AidPlan } from './aid-plan.entity';
import { aidPlanList } from './aid-plan.list';
import { PlanItem } from './plan-item.entity';

const items = rowMapping(PlanItem, 'i');

/** Reads plans (帮扶计划) and their items, within the viewer's regions. */
export class AidPlanService extends RegionalReader<AidPlan> {
  constructor(db: DataSource) {
    super(db, { entity: AidPlan, action: 'plan:read', list: aidPlanList, alias: 'p' });
  }

  /** The ACTIVE plan of each household in one statement; index-aligned, null for a household without one. */
  readonly loadActive: Batch<string, AidPlan | null> = async (viewer, householdIds) => {
    const plans = await this.select(viewer, `p.household_id = any($1::uuid[]) and p.status = 'ACTIVE'`, householdIds);
    return alignOne(householdIds, plans, (plan) => plan.householdId);
  };

  /** The items of each plan in one statement, in the order of the plan; index-aligned, empty for a plan without items. */
  readonly loadItems: Batch<string, readonly PlanItem[]> = async (viewer, planIds) => {
    assertCan(viewer, 'plan:read');
    const rows = await this.db.query<Record<string, unknown>[]>(
      prepared(`select ${items.columns} from plan_item i join aid_plan p on p.id = i.plan_id
       where i.plan_id = any($1::uuid[]) and p.region_code like any($2::text[]) order by i.plan_id, i.position`),
      [planIds, scopePatterns(viewer)],
    );
    return alignMany(planIds, rows.map(items.map), (item) => item.planId);
  };
}
