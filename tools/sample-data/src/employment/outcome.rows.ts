import { personIdOf } from '../persons';
import type { SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { placementsOf } from './placement.rows';
import { regionOf, type TrainingPlan } from './training-plan';

interface Outcome {
  trainedIn: string | null;
  placedIn: string | null;
  retainedIn: string | null;
  retained3mIn: string | null;
  hiredIn: string | null;
  migrantIn: string | null;
  employedIn: string | null;
  employed3mIn: string | null;
  employed6mIn: string | null;
}

const NOTHING: Outcome = {
  trainedIn: null,
  placedIn: null,
  retainedIn: null,
  retained3mIn: null,
  hiredIn: null,
  migrantIn: null,
  employedIn: null,
  employed3mIn: null,
  employed6mIn: null,
};

function outcomesOf(world: World, plan: TrainingPlan, tools: SampleTools): Map<number, Outcome> {
  const outcomes = new Map<number, Outcome>();
  for (const person of plan.completedOn.keys())
    outcomes.set(person, { ...NOTHING, trainedIn: regionOf(world, person) });
  for (const { person, region, leader, retained3m, retained6m } of placementsOf(world, plan, tools)) {
    const outcome = outcomes.get(person) ?? { ...NOTHING };
    outcome.employedIn = region;
    if (world.persons[person]?.isMigrant) outcome.migrantIn = region;
    if (leader !== null) outcome.hiredIn = region;
    else outcome.placedIn = region;
    if (leader === null && retained3m) outcome.retained3mIn = outcome.placedIn;
    if (leader === null && retained6m) outcome.retainedIn = outcome.placedIn;
    if (retained3m) outcome.employed3mIn = outcome.employedIn;
    if (retained6m) outcome.employed6mIn = outcome.employedIn;
    outcomes.set(person, outcome);
  }
  return outcomes;
}

/** What the database's triggers make of the trainings and placements; a load runs without them, so the rows come along. */
export function outcomeLoads(world: World, plan: TrainingPlan, tools: SampleTools): TableLoad[] {
  const columns = [
    'person_id',
    'year',
    'trained_in',
    'placed_in',
    'retained_6m_in',
    'startup_hired_in',
    'migrant_placed_in',
    'employed_in',
    'retained_3m_in',
    'employed_3m_in',
    'employed_6m_in',
  ];
  return [
    {
      table: 'person_year_outcome',
      columns,
      *rows() {
        for (const [person, outcome] of outcomesOf(world, plan, tools)) {
          const { trainedIn, placedIn, retainedIn, hiredIn, migrantIn, employedIn } = outcome;
          yield [
            ...[personIdOf(person), 2016, trainedIn, placedIn, retainedIn, hiredIn, migrantIn, employedIn],
            ...[outcome.retained3mIn, outcome.employed3mIn, outcome.employed6mIn],
          ];
        }
      },
    },
  ];
}
