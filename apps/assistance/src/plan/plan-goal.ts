import { RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

/** Last day of the programme that brings filed households out of hardship (2020年前全部解困脱困). */
export const PROGRAMME_ENDS_ON: LocalDate = '2020-12-31';

/**
 * What is wrong with a goal set on `today`, or null: it lies ahead, and within the programme while that runs (I24). Plans
 * opened after the programme's end are bounded by no programme.
 */
export function goalProblem(goalOn: LocalDate, today: LocalDate): RuleBroken | null {
  if (goalOn < today)
    return new RuleBroken('GOAL_PAST', 'goalOn', 'The goal lies in the past: give a day from today on.', { today });
  if (today <= PROGRAMME_ENDS_ON && goalOn > PROGRAMME_ENDS_ON) {
    return new RuleBroken('GOAL_AFTER_PROGRAMME', 'goalOn', 'The goal lies after the end of the programme.', {
      latest: PROGRAMME_ENDS_ON,
    });
  }
  return null;
}
