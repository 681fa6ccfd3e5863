import { describe, expect, it } from '@jest/globals';
import { HardshipCause } from '@nuan/kernel';

import { coverCauses } from './plan-causes';
import { PlanItemState } from './plan-item-state';

const { LAID_OFF, MAJOR_ILLNESS, SCHOOLING } = HardshipCause;
const { DONE, DROPPED, PLANNED } = PlanItemState;

describe('coverCauses', () => {
  it.each([
    { items: [], answered: [], unanswered: [MAJOR_ILLNESS, SCHOOLING] },
    { items: [[SCHOOLING, PLANNED]], answered: [SCHOOLING], unanswered: [MAJOR_ILLNESS] },
    {
      items: [
        [SCHOOLING, DONE],
        [MAJOR_ILLNESS, PLANNED],
      ],
      answered: [MAJOR_ILLNESS, SCHOOLING],
      unanswered: [],
    },
    {
      items: [
        [MAJOR_ILLNESS, DROPPED],
        [SCHOOLING, DONE],
      ],
      answered: [SCHOOLING],
      unanswered: [MAJOR_ILLNESS],
    },
    {
      items: [
        [MAJOR_ILLNESS, DROPPED],
        [MAJOR_ILLNESS, PLANNED],
      ],
      answered: [MAJOR_ILLNESS],
      unanswered: [SCHOOLING],
    },
    {
      items: [
        [LAID_OFF, DONE],
        [MAJOR_ILLNESS, DONE],
      ],
      answered: [MAJOR_ILLNESS, LAID_OFF],
      unanswered: [SCHOOLING],
    },
  ] as const)('finds $unanswered unanswered for $items', ({ items, answered, unanswered }) => {
    const rows = items.map(([cause, state]) => ({ cause, state }));
    expect(coverCauses([MAJOR_ILLNESS, SCHOOLING], rows)).toEqual({ answered, unanswered });
  });
});
