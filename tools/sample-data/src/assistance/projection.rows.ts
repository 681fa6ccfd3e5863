import { pilotLoads } from '../employment/pilot.rows';
import { placementLoads } from '../employment/placement.rows';
import { startupLoads } from '../employment/startup.rows';
import { trainingLoads } from '../employment/training.rows';
import { trainingPlanOf } from '../employment/training-plan';
import { unionTreeLoad } from '../enterprises/union.rows';
import { feedCursorLoad } from '../feed-cursors';
import { householdIdOf } from '../households';
import { bankCardOf } from '../identity-numbers';
import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';

/** The first version of every fact: the change feed goes on from here. */
const SOURCE_VERSION = 1;

const HOUSEHOLD_COLUMNS = [
  'id',
  'region_code',
  'union_id',
  'employer_id',
  'head_worker_id',
  'category',
  'tier',
  'status',
  'is_migrant',
  'primary_cause',
  'secondary_causes',
  'recorded_on',
  'last_reviewed_on',
  'next_review_due_on',
  'account_token',
  'source_version',
] as const;

function householdLoad({ households, persons, enterprises }: World, { cipher }: SampleTools): TableLoad {
  return {
    table: 'household_projection',
    columns: HOUSEHOLD_COLUMNS,
    *rows() {
      for (const household of households) {
        const { id, regionCode, unionId, employerIndex, headIndex, category, tier, status, isMigrant } = household;
        const { primaryCause, secondaryCauses, recordedOn, lastReviewedOn, nextReviewDueOn } = household;
        const employer = employerIndex === null ? null : (enterprises[employerIndex]?.id ?? null);
        const head = persons[headIndex]?.id ?? null;
        const owned = [id, regionCode, unionId, employer, head, category, tier, status, isMigrant] as const;
        const reviewedOn = lastReviewedOn > recordedOn ? lastReviewedOn : null;
        const reviews = [recordedOn, reviewedOn, nextReviewDueOn] as const;
        // The keyed hash that workers keeps of the account: it tells one from another and opens none.
        const account = cipher.hash('bank-account', bankCardOf(headIndex)).toString('hex');
        yield [...owned, primaryCause, secondaryCauses, ...reviews, account, SOURCE_VERSION];
      }
    },
  };
}

/** Of which household each person is, and what the employment of 2016 says of persons: the rows of their owners, as their feeds tell them. */
function employmentLoads(world: World, tools: SampleTools): TableLoad[] {
  const plan = trainingPlanOf(world);
  const owned = [
    ...placementLoads(world, plan, tools),
    ...trainingLoads(world, plan, tools),
    ...startupLoads(world, tools),
    ...pilotLoads(world, tools),
  ];
  return [
    {
      table: 'worker_projection',
      columns: ['id', 'region_code', 'union_id', 'household_id', 'source_version'],
      *rows() {
        for (const { id, regionCode, unionId, householdIndex } of world.persons) {
          const household = householdIndex === null ? null : householdIdOf(householdIndex);
          yield [id, regionCode, unionId, household, SOURCE_VERSION];
        }
      },
    },
    {
      table: 'employment_record_projection',
      columns: ['id', 'region_code', ...RECORD_COLUMNS, 'source_version'],
      *rows() {
        for (const { table, columns, rows } of owned) {
          const facts = RECORD_FACTS[table];
          if (facts === undefined) continue;
          const sources = ['id', 'region_code', ...RECORD_COLUMNS.map((column) => facts[column] ?? '')];
          const places = sources.map((column) => columns.indexOf(column));
          for (const row of rows()) yield [...places.map((at) => row[at] ?? null), SOURCE_VERSION];
        }
      },
    },
  ];
}

/** What the projection holds of a record beside its id and region. */
const RECORD_COLUMNS = [
  ...['person_id', 'placed_on', 'session_id', 'state', 'completed_on', 'startup_state', 'funded_on'],
  ...['asset_state', 'given_on'],
];

/** From which column of its owner's table each of them comes. */
const RECORD_FACTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  placement: { person_id: 'person_id', placed_on: 'placed_on' },
  enrollment: { person_id: 'person_id', session_id: 'session_id', state: 'state', completed_on: 'completed_on' },
  startup_project: { person_id: 'leader_id', startup_state: 'state', funded_on: 'funded_on' },
  asset_grant: { person_id: 'person_id', asset_state: 'state', given_on: 'given_on' },
};

/** Facts of households, enterprises and students that assistance filters and groups by. */
export function projectionLoads(world: World, tools: SampleTools): TableLoad[] {
  return [
    householdLoad(world, tools),
    {
      table: 'enterprise_projection',
      columns: ['id', 'region_code', 'union_id', 'distress', 'industry', 'source_version'],
      *rows() {
        for (const { id, regionCode, unionId, distress, industry } of world.enterprises) {
          yield [id, regionCode, unionId, distress, industry, SOURCE_VERSION];
        }
      },
    },
    {
      table: 'student_projection',
      columns: ['id', 'household_id', 'region_code', 'level', 'is_migrant', 'source_version'],
      *rows() {
        for (const { id, householdIndex, level, isMigrant } of world.students) {
          const household = world.households[householdIndex];
          if (household) yield [id, household.id, household.regionCode, level, isMigrant, SOURCE_VERSION];
        }
      },
    },
    ...employmentLoads(world, tools),
    // No programme of the world asks for a payment: nothing to load of migrants, whose log is followed from its beginning.
    unionTreeLoad(world, tools),
    feedCursorLoad(['workers', 'enterprises', 'employment', 'migrants']),
  ];
}
