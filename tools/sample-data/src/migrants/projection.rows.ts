import { unionTreeLoad } from '../enterprises/union.rows';
import { feedCursorLoad } from '../feed-cursors';
import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';

/** The first version of every fact: the change feed goes on from here. */
const SOURCE_VERSION = 1;

/** Facts of enterprises and of persons that the migrants subgraph filters by. */
export function projectionLoads(world: World, tools: SampleTools): TableLoad[] {
  return [
    {
      table: 'enterprise_projection',
      columns: ['id', 'region_code', 'distress', 'industry', 'credit_code', 'source_version'],
      *rows() {
        for (const { id, regionCode, distress, industry, creditCode } of world.enterprises) {
          yield [id, regionCode, distress, industry, creditCode, SOURCE_VERSION];
        }
      },
    },
    {
      table: 'worker_projection',
      columns: [
        'id',
        'region_code',
        'union_id',
        'household_id',
        'employer_id',
        'occupation',
        'is_migrant',
        'number_token',
        'source_version',
      ],
      *rows() {
        for (const person of world.persons) {
          const household =
            person.householdIndex === null ? null : (world.households[person.householdIndex]?.id ?? null);
          const employer = person.employerIndex === null ? null : (world.enterprises[person.employerIndex]?.id ?? null);
          yield [
            person.id,
            person.regionCode,
            person.unionId,
            household,
            employer,
            person.occupation,
            person.isMigrant,
            // The keyed hash that workers keeps of the ID number: it finds who a list names and opens no number.
            tools.cipher.hash('id-number', person.idNumber).toString('hex'),
            SOURCE_VERSION,
          ];
        }
      },
    },
    unionTreeLoad(world, tools),
    feedCursorLoad(['enterprises', 'workers', 'assistance']),
  ];
}
