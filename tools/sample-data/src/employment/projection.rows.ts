import { enterpriseIdOf } from '../enterprises';
import { unionTreeLoad } from '../enterprises/union.rows';
import { feedCursorLoad } from '../feed-cursors';
import { householdIdOf } from '../households';
import type { SampleTools, TableLoad } from '../table-load';
import { ASOF, type World } from '../world';

/** The facts of people and firms that employment filters by: every person and enterprise of the world, at its first version. */
export function projectionLoads(world: World, tools: SampleTools): TableLoad[] {
  return [
    {
      table: 'worker_projection',
      columns: [
        'id',
        'region_code',
        'union_id',
        'household_id',
        'employer_id',
        'is_migrant',
        'diversion',
        'source_version',
        'projected_at',
      ],
      *rows() {
        for (const { id, regionCode, unionId, householdIndex, employerIndex, isMigrant, diversion } of world.persons) {
          const household = householdIndex === null ? null : householdIdOf(householdIndex);
          const employer = employerIndex === null ? null : enterpriseIdOf(employerIndex);
          yield [id, regionCode, unionId, household, employer, isMigrant, diversion, 1, ASOF];
        }
      },
    },
    {
      table: 'enterprise_projection',
      columns: ['id', 'region_code', 'industry', 'distress', 'is_demonstration', 'source_version', 'projected_at'],
      *rows() {
        for (const { id, regionCode, industry, distress, demonstration } of world.enterprises) {
          yield [id, regionCode, industry, distress, demonstration, 1, ASOF];
        }
      },
    },
    // No payment of the world is for a programme of employment: nothing to load of assistance, whose log is followed from its beginning.
    unionTreeLoad(world, tools),
    feedCursorLoad(['workers', 'enterprises', 'assistance']),
  ];
}
