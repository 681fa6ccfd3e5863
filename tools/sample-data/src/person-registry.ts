import { dateOf } from './days';
import { type PersonFields, SamplePerson } from './persons';
import type { Rng } from './random';

/** A person before its index, birthday and ID sequence are given. */
export type NewPerson = Omit<PersonFields, 'index' | 'bornOn' | 'idSequence' | 'surnameOf'> & {
  /** Age in years reached in 2016. */
  readonly age: number;
  /** Whose surname the person bears; the own one if left out. */
  readonly surnameOf?: number;
};

const FIRST_DAY = -20089; // 1915-01-01
const PER_DAY = 500;

/** Gives people their index, a birthday and an ID sequence that nobody else has. */
export class PersonRegistry {
  readonly persons: SamplePerson[] = [];
  private readonly used = new Uint16Array(2 * 38_400);

  /** Adds a person; the birthday lies in the year that makes the age true in 2016. */
  add(person: NewPerson, rng: Rng): SamplePerson {
    const index = this.persons.length;
    const male = person.gender === 'MALE' ? 1 : 0;
    const year = 2016 - person.age;
    let day = Math.floor(Date.UTC(year, 0, 1) / 86_400_000) + rng.int(365);
    while ((this.used[2 * (day - FIRST_DAY) + male] ?? PER_DAY) >= PER_DAY) day--;
    const slot = 2 * (day - FIRST_DAY) + male;
    const count = this.used[slot] ?? 0;
    this.used[slot] = count + 1;
    const made = new SamplePerson({
      ...person,
      index,
      bornOn: dateOf(day),
      idSequence: 2 * count + male,
      surnameOf: person.surnameOf ?? index,
    });
    this.persons.push(made);
    return made;
  }
}
