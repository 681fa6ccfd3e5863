import { CountUnit, TargetGroupKind } from '@nuan/kernel';

/** The unit in which a target group is counted (户 or 人). */
export function unitOf(group: TargetGroupKind): CountUnit {
  return group === TargetGroupKind.FILED_HOUSEHOLD || group === TargetGroupKind.MODEL_WORKER_HOUSEHOLD
    ? CountUnit.HOUSEHOLD
    : CountUnit.PERSON;
}
