import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { enterpriseLoads } from './enterprise.rows';
import { distressLoads } from './distress.rows';
import { projectionLoads } from './projection.rows';
import { regionFactLoads } from './region-facts.rows';
import { unionLoads } from './union.rows';
import { visitLoads } from './visit.rows';

/** Everything that the database of enterprises holds of the sample, in an order that its foreign keys allow. */
export function enterprisesTables(world: World, tools: SampleTools): TableLoad[] {
  return [
    ...unionLoads(world, tools),
    ...regionFactLoads(world),
    ...enterpriseLoads(world),
    ...distressLoads(world, tools),
    ...visitLoads(world, tools),
    ...projectionLoads(tools),
  ];
}
