import { DistressKind, DiversionRoute } from '@nuan/kernel';
import { spread } from './apportion';
import type { SampleEnterprise } from './enterprises';
import type { SampleHousehold } from './households';
import type { SamplePerson } from './persons';

/** What employment aid is drawn from. */
export interface EmploymentSite {
  readonly persons: readonly SamplePerson[];
  readonly households: readonly SampleHousehold[];
  readonly enterprises: readonly SampleEnterprise[];
  readonly scale: number;
  readonly seed: number;
}

const LAST_BIRTH_YEAR_OF_SEEKERS = '1960';
const LAST_BIRTH_YEAR_OF_LEADERS = '1966';

function seeksWork(person: SamplePerson): boolean {
  const status = person.employmentStatus;
  return (
    (status === 'LAID_OFF' || status === 'UNEMPLOYED' || status === 'MIGRANT') &&
    person.bornOn >= LAST_BIRTH_YEAR_OF_SEEKERS
  );
}

const mayLead = (person: SamplePerson): boolean =>
  person.householdIndex === null && person.modelWorkerLevel === null && person.bornOn >= LAST_BIRTH_YEAR_OF_LEADERS;

/** The people whom employment aid may be given to, read once; nobody is drawn twice. */
export class EmploymentPools {
  /** Diverted workers of closed over-capacity firms who are to be reassigned. */
  readonly reassigned: number[] = [];
  /** Workers of closed over-capacity firms who went another way. */
  readonly otherwiseDiverted: number[] = [];
  readonly seekers: { readonly migrant: number[]; readonly local: number[] } = { migrant: [], local: [] };
  readonly leaders: number[] = [];
  private readonly drawn: Uint8Array;

  constructor(private readonly site: EmploymentSite) {
    this.drawn = new Uint8Array(site.persons.length);
    for (const person of site.persons) {
      if (seeksWork(person)) this.seekers[person.isMigrant ? 'migrant' : 'local'].push(person.index);
      if (mayLead(person)) this.leaders.push(person.index);
      if (!person.isMigrant && person.employerIndex !== null && this.isClosed(person.employerIndex)) {
        const list = person.diversion === DiversionRoute.REASSIGNED ? this.reassigned : this.otherwiseDiverted;
        list.push(person.index);
      }
    }
  }

  /** Draws `count` of a pool, spread evenly over it: fewer when there are fewer left. */
  take(pool: readonly number[], count: number): number[] {
    if (count === 0) return [];
    const taken = spread(
      pool.filter((index) => this.drawn[index] === 0),
      count,
    );
    for (const index of taken) this.drawn[index] = 1;
    return taken;
  }

  /** Those of a pool who live in a city, by its four-digit prefix. */
  within(pool: readonly number[], city: string): number[] {
    return pool.filter((index) => this.site.persons[index]?.regionCode.startsWith(city));
  }

  /** Those of a pool whose household is on file. */
  onFile(pool: readonly number[]): number[] {
    return pool.filter((index) => {
      const household = this.site.persons[index]?.householdIndex ?? null;
      return household !== null && this.site.households[household]?.active === true;
    });
  }

  private isClosed(enterpriseIndex: number): boolean {
    return this.site.enterprises[enterpriseIndex]?.distress === DistressKind.OVERCAPACITY_CLOSED;
  }
}
