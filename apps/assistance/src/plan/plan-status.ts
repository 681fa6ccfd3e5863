import { registerEnum } from '@nuan/federation';

/** State of a plan (计划状态). DRAFT → ACTIVE → COMPLETED | SUPERSEDED | CANCELLED; a household has at most one ACTIVE plan. */
export enum PlanStatus {
  DRAFT = 'DRAFT',
  ACTIVE = 'ACTIVE',
  COMPLETED = 'COMPLETED',
  SUPERSEDED = 'SUPERSEDED',
  CANCELLED = 'CANCELLED',
}

registerEnum(
  PlanStatus,
  'PlanStatus',
  'State of an aid plan (帮扶计划状态). A household has at most one ACTIVE plan.',
  {
    DRAFT: 'Being drawn up after the door visit (拟定中).',
    ACTIVE: 'In force (执行中).',
    COMPLETED: 'The household is out of hardship (已完成).',
    SUPERSEDED: 'Replaced by a later plan of the same household (已被替代).',
    CANCELLED: 'Given up, because the file was cancelled (已取消).',
  },
);
