import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { outcomeLoads } from './outcome.rows';
import { paymentLoads } from './payment.rows';
import { pilotLoads } from './pilot.rows';
import { placementLoads } from './placement.rows';
import { projectionLoads } from './projection.rows';
import { referralLoads } from './referral.rows';
import { startupLoads } from './startup.rows';
import { trainingPlanOf } from './training-plan';
import { trainingLoads } from './training.rows';

/** Everything that the database of employment holds of the sample, in an order that its foreign keys allow. */
export function employmentTables(world: World, tools: SampleTools): TableLoad[] {
  const plan = trainingPlanOf(world);
  return [
    ...projectionLoads(world, tools),
    ...trainingLoads(world, plan, tools),
    ...startupLoads(world, tools),
    ...referralLoads(world, plan, tools),
    ...placementLoads(world, plan, tools),
    ...outcomeLoads(world, plan, tools),
    ...pilotLoads(world, tools),
    ...paymentLoads(world, plan, tools),
  ];
}
