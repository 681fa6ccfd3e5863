import {
  connectionOf,
  dateField,
  defineList,
  enumArrayField,
  enumField,
  idField,
  regionField,
  textField,
} from '@nuan/federation';
import { FileStatus, HardshipCategory, HardshipCause } from '@nuan/kernel';

import { AidPlan } from './aid-plan.entity';
import { PlanStatus } from './plan-status';

/** Plans with the facts of their household, which come from the projection. */
export const aidPlanList = defineList({
  name: 'AidPlan',
  from: 'aid_plan p left join household_projection h on h.id = p.household_id',
  id: 'p.id',
  scope: 'p.region_code',
  fields: {
    cardNo: textField('p.card_no', 'Card number (帮扶卡号).'),
    status: enumField(PlanStatus, 'p.status', 'State of the plan (计划状态).'),
    region: regionField('p.region_code', 'Region of the household (所在区域).'),
    unionId: idField('p.union_id', 'Union that keeps the plan (所属工会).'),
    householdId: idField('p.household_id', 'Household of the plan (困难职工家庭).'),
    householdCategory: enumField(HardshipCategory, 'h.category', 'Category of the household (困难类别).'),
    householdStatus: enumField(
      FileStatus,
      'h.status',
      'State of the household’s file (档案状态): finds plans still in force of households that have left.',
    ),
    primaryCause: enumField(HardshipCause, 'h.primary_cause', 'Primary cause of the household (主要致困原因).'),
    causesAnswered: enumArrayField(HardshipCause, 'p.causes_answered', 'Causes that the plan answers (对应致困原因).'),
    goalOn: dateField('p.goal_on', 'Goal date (脱困目标日期).'),
    openedOn: dateField('p.opened_on', 'Day the plan was drawn up (制定日期).'),
    closedOn: dateField('p.closed_on', 'Day the plan ended (结束日期).'),
  },
  order: {
    CARD_NO: { sql: 'p.card_no', type: 'text', description: 'Card number (帮扶卡号).' },
    GOAL_ON: { sql: 'p.goal_on', type: 'date', description: 'Goal date (脱困目标日期).' },
    OPENED_ON: { sql: 'p.opened_on', type: 'date', description: 'Day the plan was drawn up (制定日期).' },
  },
  defaultOrder: [['CARD_NO', 'ASC']],
});

/** A page of plans. */
export const AidPlanConnection = connectionOf(AidPlan, 'AidPlan', 'aid plans (帮扶计划)');
