import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { cultureLoads } from './culture.rows';
import { healthCheckLoads } from './health-check.rows';
import { honourLoads } from './honour.rows';
import { inspectionLoads } from './inspection.rows';
import { insuranceLoads } from './insurance.rows';
import { projectionLoads } from './projection.rows';
import { returnLoads } from './return.rows';
import { serviceRecordLoads } from './service-record.rows';
import { stationLoads } from './station.rows';
import { planWageCases } from './wage-case-plan';
import { wageCaseLoads } from './wage-case.rows';

/** Everything that the database of migrants holds of the sample, in an order that its foreign keys allow. */
export function migrantsTables(world: World, tools: SampleTools): TableLoad[] {
  const cases = planWageCases(world, tools);
  return [
    ...projectionLoads(world, tools),
    ...stationLoads(world, tools),
    ...inspectionLoads(cases, tools),
    ...wageCaseLoads(world, cases, tools),
    ...insuranceLoads(world, tools),
    ...returnLoads(world, tools),
    ...healthCheckLoads(world, tools),
    ...serviceRecordLoads(world, tools),
    ...honourLoads(world, tools),
    ...cultureLoads(world, tools),
  ];
}
