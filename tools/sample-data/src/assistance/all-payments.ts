import type { World } from '../world';
import { dailyConsolations, dailyHouseholds } from './daily-payments';
import type { Payment } from './payment';
import { relief2016, scholarships2016 } from './payments-2016';
import type { WarmthAmounts } from './warmth-amounts';
import { householdWarmth, personWarmth } from './warmth-payments';

/** Every payment of the sample, in the order of the indexes of their ids. */
export function* allPayments(world: World, amounts: WarmthAmounts): Generator<Payment> {
  yield* householdWarmth(world, amounts);
  yield* personWarmth(world, amounts);
  yield* scholarships2016(world);
  yield* relief2016(world);
  yield* dailyHouseholds(world, amounts);
  yield* dailyConsolations(world);
}
