import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { caseworkTables } from './casework.tables';
import { moneyTables } from './money.tables';

/** Everything that the database of assistance holds of the sample, in an order that its foreign keys allow. */
export function assistanceTables(world: World, tools: SampleTools): TableLoad[] {
  return [...moneyTables(world, tools), ...caseworkTables(world, tools)];
}
