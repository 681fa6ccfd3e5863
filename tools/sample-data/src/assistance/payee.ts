import type { SampleHousehold } from '../households';
import type { SamplePerson } from '../persons';
import { draw } from './pay-days';

/** Who is paid for a household: its head, or for one household in so many the spouse, registered as proxy (I15). */
export function payeeOf(household: SampleHousehold, persons: readonly SamplePerson[], oneIn: number): number {
  const second = household.headIndex + 1;
  const isProxy =
    household.size > 1 && persons[second]?.relation === 'SPOUSE' && draw('proxy', household.index, oneIn) === 0;
  return isProxy ? second : household.headIndex;
}
