import { PlanItemState } from './plan-item-state';

/**
 * Progress of a plan (计划进度), 0..1: the share of its items that are DONE. Dropped items don't count; a plan without
 * items has made no progress.
 */
export function planProgress(items: readonly { readonly state: PlanItemState }[]): number {
  const kept = items.filter((item) => item.state !== PlanItemState.DROPPED);
  if (kept.length === 0) return 0;
  return kept.filter((item) => item.state === PlanItemState.DONE).length / kept.length;
}
