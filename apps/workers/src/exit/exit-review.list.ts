import { connectionOf, dateField, defineList, enumField, idField, regionField } from '@nuan/federation';
import { ExitReason } from '@nuan/kernel';

import { ExitReview } from './exit-review.entity';
import { ExitReviewState } from './exit-review-state';

/** Exit reviews. */
export const exitReviewList = defineList({
  name: 'ExitReview',
  from: 'exit_review x',
  id: 'x.id',
  scope: 'x.region_code',
  fields: {
    state: enumField(ExitReviewState, 'x.state', 'State (审核状态).'),
    reason: enumField(ExitReason, 'x.reason', 'Why the household is to leave (退出原因).'),
    region: regionField('x.region_code', 'Region of the household (所在区域).'),
    householdId: idField('x.household_id', 'Household (困难职工家庭).'),
    proposedOn: dateField('x.proposed_on', 'Day of the proposal (提出日期).'),
    closedOn: dateField('x.closed_on', 'Day of the approval or refusal (审批日期).'),
  },
  order: {
    PROPOSED_ON: { sql: 'x.proposed_on', type: 'date', description: 'Day of the proposal (提出日期).' },
    REGION: { sql: 'x.region_code', type: 'text', description: 'Region code (行政区划代码).' },
  },
  defaultOrder: [['PROPOSED_ON', 'DESC']],
});

/** A page of exit reviews. */
export const ExitReviewConnection = connectionOf(ExitReview, 'ExitReview', 'exit reviews (退出审核)');
