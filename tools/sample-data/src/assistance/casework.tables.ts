import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { pairingLoads } from './pairing.rows';
import { planLoads } from './plan.rows';
import { projectionLoads } from './projection.rows';

/** The casework half of assistance: projections, pairings with their visits, plans with their items, in the order of their foreign keys. */
export function caseworkTables(world: World, tools: SampleTools): TableLoad[] {
  return [...projectionLoads(world, tools), ...pairingLoads(world, tools), ...planLoads(world, tools)];
}
