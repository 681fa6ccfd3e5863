import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { exitLoads } from './exit.rows';
import { filingLoads } from './filing.rows';
import { householdLoads } from './household.rows';
import { personLoads } from './person.rows';
import { projectionLoads } from './projection.rows';

/** Everything that the database of workers holds of the sample, in an order that its foreign keys allow. */
export function workersTables(world: World, tools: SampleTools): TableLoad[] {
  return [
    ...projectionLoads(world, tools),
    ...householdLoads(world, tools),
    ...personLoads(world, tools),
    ...filingLoads(world, tools),
    ...exitLoads(world, tools),
  ];
}
