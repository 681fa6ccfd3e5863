import { CITY_PROFILES } from '../city-profiles';
import { dayOf, weekdayOf } from '../days';
import type { World } from '../world';

/** One class of the sample's 2016 training. */
export interface PlannedSession {
  readonly index: number;
  readonly program: PlannedProgram;
  /** Days since 1970. */
  readonly startsOn: number;
  readonly endsOn: number;
  /** Indexes of persons, in order. */
  readonly persons: readonly number[];
}

/** One city's programme. */
export interface PlannedProgram {
  readonly index: number;
  readonly cityCode: string;
  readonly cityName: string;
  readonly trained: number;
}

/** The sample's training of 2016: one programme per city that trained anyone, in classes of at most fifty. */
export interface TrainingPlan {
  readonly programs: readonly PlannedProgram[];
  readonly sessions: readonly PlannedSession[];
  /** Day on which each trained person completed, by index of person. */
  readonly completedOn: ReadonlyMap<number, number>;
}

const CLASS_SIZE = 50;
const CLASS_DAYS = 24;
const FIRST_CLASS = dayOf('2016-03-07');
/** The last class ends in mid-November, so that who was trained can be placed in the same year. */
const LAST_START = dayOf('2016-10-20');

/** Spreads the trained over classes by a rule of ours; the source gives their number alone. */
export function trainingPlanOf(world: World): TrainingPlan {
  const programs: PlannedProgram[] = [];
  const sessions: PlannedSession[] = [];
  const completedOn = new Map<number, number>();
  CITY_PROFILES.forEach((city, index) => {
    const persons = world.employment2016.trained.filter((at) => regionOf(world, at).startsWith(city.code.slice(0, 4)));
    if (persons.length === 0) return;
    const program = { index, cityCode: city.code, cityName: `${city.short}市`, trained: persons.length };
    programs.push(program);
    const classes = Math.ceil(persons.length / CLASS_SIZE);
    for (let at = 0; at < classes; at++) {
      const share = classes === 1 ? 0 : at / (classes - 1);
      const startsOn = weekdayOf(FIRST_CLASS + Math.round(share * (LAST_START - FIRST_CLASS)));
      const endsOn = startsOn + CLASS_DAYS;
      const members = persons.slice(at * CLASS_SIZE, (at + 1) * CLASS_SIZE);
      sessions.push({ index: sessions.length, program, startsOn, endsOn, persons: members });
      for (const person of members) completedOn.set(person, endsOn);
    }
  });
  return { programs, sessions, completedOn };
}

/** Region of a person's union. */
export const regionOf = (world: World, person: number): string => world.persons[person]?.regionCode ?? '';
