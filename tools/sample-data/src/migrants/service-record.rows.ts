import type { SampleHousehold } from '../households';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { planBatches, type PlannedBatch } from './health-check.rows';
import { RETURN_EFFORTS, returnDayOf, returnIdOf, timesOf } from './return.rows';

/** Ours: of the filed migrant households, one in so many used the service. */
const ONE_IN_RETURNS = 25;
const ONE_IN_CHECKS = 60;

function* recordsOf(
  household: SampleHousehold,
  world: World,
  batches: readonly PlannedBatch[],
  tools: SampleTools,
): Iterable<readonly CopyValue[]> {
  const { index, id, headIndex, regionCode } = household;
  const city = `${regionCode.slice(0, 4)}00`;
  const worker = world.persons[headIndex]?.id ?? null;
  const random = tools.random('service-record', index);
  const effort = RETURN_EFFORTS.findIndex((candidate) => candidate.city === city);
  const made = RETURN_EFFORTS[effort];
  if (made && random.int(ONE_IN_RETURNS) === 0) {
    const time = random.int(timesOf(made, world.scale));
    const service = returnIdOf(effort, time, tools);
    yield [
      tools.id('service-record', index * 2),
      id,
      worker,
      regionCode,
      'RETURN_HOME',
      service,
      null,
      returnDayOf(effort, time, tools),
    ];
  }
  const batch = batches.find((candidate) => candidate.city === city);
  if (batch && batch.checkedOn >= household.recordedOn && random.int(ONE_IN_CHECKS) === 0) {
    const checks = tools.id('health-check', batch.index);
    yield [
      tools.id('service-record', index * 2 + 1),
      id,
      worker,
      regionCode,
      'HEALTH_CHECK',
      null,
      checks,
      batch.checkedOn,
    ];
  }
}

/** Which filed migrant households used a service of their city. */
export function serviceRecordLoads(world: World, tools: SampleTools): TableLoad[] {
  return [
    {
      table: 'service_record',
      columns: [
        'id',
        'household_id',
        'worker_id',
        'region_code',
        'kind',
        'return_service_id',
        'health_check_batch_id',
        'served_on',
      ],
      *rows() {
        const batches = planBatches(world.scale, tools);
        for (const household of world.households) {
          if (household.isMigrant && household.active) yield* recordsOf(household, world, batches, tools);
        }
      },
    },
  ];
}
