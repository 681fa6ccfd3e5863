import type { HardshipCause } from '@nuan/kernel';

import { PlanItemState } from './plan-item-state';

/** How the causes of a household stand against the items of its plan. */
export interface CauseCover {
  /** Causes that an item answers, in the household's order, the primary first. */
  readonly answered: readonly HardshipCause[];
  /** Causes of the household without an item (I23). */
  readonly unanswered: readonly HardshipCause[];
}

/**
 * Which causes a plan answers (因困施策): those of its items that were not dropped. A cause that the household no longer has
 * stays answered, behind the others.
 */
export function coverCauses(
  causes: readonly HardshipCause[],
  items: readonly { readonly cause: HardshipCause; readonly state: PlanItemState }[],
): CauseCover {
  const kept = new Set(items.filter(({ state }) => state !== PlanItemState.DROPPED).map(({ cause }) => cause));
  const own = causes.filter((cause) => kept.has(cause));
  return {
    answered: [...own, ...[...kept].filter((cause) => !causes.includes(cause))],
    unanswered: causes.filter((cause) => !kept.has(cause)),
  };
}
