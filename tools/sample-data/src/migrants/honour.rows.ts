import { spread } from '../apportion';
import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';

/** Ours: the source tells of the first edition, its medals and rest stays, and no number. */
const WINNERS = 10;
const RESTED = 6;

/** The first edition of the province's honour for migrant workers, given early in 2016. */
export function honourLoads(world: World, tools: SampleTools): TableLoad[] {
  return [
    {
      table: 'honour',
      columns: ['id', 'kind', 'edition', 'name', 'worker_id', 'region_code', 'awarded_on', 'labour_medal', 'rest_stay'],
      *rows() {
        const candidates = world.persons.filter((person) => person.isMigrant && person.occupation !== null);
        for (const [at, person] of spread(candidates, WINNERS).entries()) {
          const name = '首届安徽省最美农民工';
          const id = tools.id('honour', at);
          yield [
            id,
            'MOST_BEAUTIFUL_MIGRANT_WORKER',
            1,
            name,
            person.id,
            person.regionCode,
            '2016-02-26',
            true,
            at < RESTED,
          ];
        }
      },
    },
  ];
}
