import { apportion, scaled } from '../apportion';
import { CITY_PROFILES } from '../city-profiles';
import { dateOf, dayOf, weekdayOf } from '../days';
import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';

/** The published figure: more than 5,500 front-line migrant workers in 2016. */
const PERSONS = 5500;
/** Ours: in each city a batch of sanitation workers and one of another occupation, two to one. */
const OTHERS = ['CONSTRUCTION', 'DELIVERY', 'TRANSPORT', 'OUTDOOR_OTHER'] as const;

/** A batch of checks: `index` is twice the city's place in the list of cities, plus 0 for sanitation, 1 for the other. */
export interface PlannedBatch {
  readonly index: number;
  readonly city: string;
  readonly occupation: string;
  readonly persons: number;
  readonly checkedOn: string;
}

/** The batches of 2016 that reached anybody at this scale; their persons add up to the figure. */
export function planBatches(scale: number, tools: SampleTools): PlannedBatch[] {
  const weights = CITY_PROFILES.flatMap((city) => [2 * city.economy, city.economy]);
  return apportion(scaled(PERSONS, scale), weights).flatMap((persons, index): PlannedBatch[] => {
    const random = tools.random('health-check', index);
    const checkedOn = dateOf(weekdayOf(random.between(dayOf('2016-03-10'), dayOf('2016-11-30'))));
    const occupation = index % 2 === 0 ? 'SANITATION' : random.pick(OTHERS);
    const city = CITY_PROFILES[Math.floor(index / 2)]?.code;
    return persons === 0 || city === undefined ? [] : [{ index, city, occupation, persons, checkedOn }];
  });
}

/** Batches of free health checks in 2016. The source says "more than": so does each batch. */
export function healthCheckLoads(world: World, tools: SampleTools): TableLoad[] {
  return [
    {
      table: 'health_check_batch',
      columns: ['id', 'title', 'region_code', 'occupation', 'persons', 'persons_precision', 'checked_on'],
      *rows() {
        for (const { index, city, occupation, persons, checkedOn } of planBatches(world.scale, tools)) {
          const title = occupation === 'SANITATION' ? '环卫农民工免费体检' : '一线农民工免费体检';
          yield [tools.id('health-check', index), title, city, occupation, persons, 'AT_LEAST', checkedOn];
        }
      },
    },
  ];
}
