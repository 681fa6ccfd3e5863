import { registerEnum } from '@nuan/federation';

/** How far a plan item is (措施进度). */
export enum PlanItemState {
  PLANNED = 'PLANNED',
  IN_PROGRESS = 'IN_PROGRESS',
  DONE = 'DONE',
  DROPPED = 'DROPPED',
}

registerEnum(PlanItemState, 'PlanItemState', 'How far a plan item is (措施进度).', {
  PLANNED: 'Agreed, not begun (待落实).',
  IN_PROGRESS: 'Being carried out (落实中).',
  DONE: 'Delivered (已落实).',
  DROPPED: 'No longer needed; not counted in progress (不再需要).',
});
