import { describe, expect, it } from '@jest/globals';

import { PlanItemState } from './plan-item-state';
import { planProgress } from './plan-progress';

const { DONE, DROPPED, IN_PROGRESS, PLANNED } = PlanItemState;

describe('planProgress', () => {
  it.each([
    { states: [], progress: 0 },
    { states: [PLANNED, IN_PROGRESS], progress: 0 },
    { states: [DONE, PLANNED], progress: 0.5 },
    { states: [DONE, DONE, DROPPED], progress: 1 },
    { states: [DROPPED], progress: 0 },
  ])('is $progress for items $states', ({ states, progress }) => {
    expect(planProgress(states.map((state) => ({ state })))).toBe(progress);
  });
});
