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
        'number_token',
        'source_version',
        'projected_at',
      ],
      *rows() {
        for (const person of world.persons) {
          const { id, regionCode, unionId, householdIndex, employerIndex, isMigrant, diversion } = person;
          const household = householdIndex === null ? null : householdIdOf(householdIndex);
          const employer = employerIndex === null ? null : enterpriseIdOf(employerIndex);
          // The keyed hash that workers keeps of the ID number: it finds who a list names and opens no number.
          const token = tools.cipher.hash('id-number', person.idNumber).toString('hex');
          yield [id, regionCode, unionId, household, employer, isMigrant, diversion, token, 1, ASOF];
        }
      },
    },
    {
      table: 'enterprise_projection',
      columns: [
        'id',
        'region_code',
        'industry',
        'distress',
        'is_demonstration',
        'credit_code',
        'source_version',
        'projected_at',
      ],
      *rows() {
        for (const { id, regionCode, industry, distress, demonstration, creditCode } of world.enterprises) {
          yield [id, regionCode, industry, distress, demonstration, creditCode, 1, ASOF];
        }
      },
    },
    // No payment of the world is for a programme of employment: nothing to load of assistance, whose log is followed from its beginning.
    unionTreeLoad(world, tools),
    feedCursorLoad(['workers', 'enterprises', 'assistance']),
  ];
}
