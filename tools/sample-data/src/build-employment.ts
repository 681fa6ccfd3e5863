import { DistressKind, DiversionRoute } from '@nuan/kernel';
import { apportion, scaled, spread } from './apportion';
import { CITY_PROFILES } from './city-profiles';
import type {
  Employment2016,
  SamplePlacement,
  SamplePlacementRoute,
  SampleStartupHire,
  SampleStartupLeader,
} from './employment-2016';
import { EmployerPicker, healthyWeight } from './employer-picker';
import type { SampleEnterprise } from './enterprises';
import type { SampleHousehold } from './households';
import type { SamplePerson } from './persons';
import { randomOf } from './random';

const TRAINED = 6_852;
const PLACED = 6_974;
const STARTUP_HIRES = 4_917;
const LEADERS = 100;
const CARTS = 100;
const MIGRANTS_PLACED = 4_129;
/** The sample's own split: how many of the placed were trained first, and how many of the placed are migrants. */
const PLACED_AFTER_TRAINING = 3_700;
const MIGRANTS_AMONG_PLACED = 1_829;
const HEFEI = '3401';

/** What employment aid is drawn from. */
export interface EmploymentSite {
  readonly persons: readonly SamplePerson[];
  readonly households: readonly SampleHousehold[];
  readonly enterprises: readonly SampleEnterprise[];
  readonly scale: number;
  readonly seed: number;
}

/** Employment aid of 2016 over people who needed it; the published figures come out exactly, groups disjoint. */
export function buildEmployment(site: EmploymentSite): Employment2016 {
  const pools = new Pools(site);
  const trained = pools.take(pools.trainable(scaled(TRAINED, site.scale)), scaled(TRAINED, site.scale));
  const placedTotal = scaled(PLACED, site.scale);
  const migrants = scaled(MIGRANTS_PLACED, site.scale);
  const placedMigrants = scaled(MIGRANTS_AMONG_PLACED, site.scale);
  const afterTraining = spread(trained, Math.min(trained.length, scaled(PLACED_AFTER_TRAINING, site.scale)));
  const others = pools.take(pools.jobSeekers(false), placedTotal - placedMigrants - afterTraining.length);
  const placedAway = pools.take(pools.jobSeekers(true), placedMigrants);
  const carts = pools.take(pools.cartCandidates(), scaled(CARTS, site.scale));
  const leaders = leadersOf(site, pools);
  return {
    trained,
    placed: [...placements(site, afterTraining, true), ...placements(site, [...others, ...placedAway], false)],
    startupHires: hiresOf(site, pools, leaders, migrants - placedMigrants),
    leaders,
    carts,
    migrantsPlaced: migrants,
  };
}

const ageIn2016 = (person: SamplePerson): number => 2016 - Number(person.bornOn.slice(0, 4));
const seeksWork = (person: SamplePerson): boolean =>
  (person.employmentStatus === 'LAID_OFF' ||
    person.employmentStatus === 'UNEMPLOYED' ||
    person.employmentStatus === 'MIGRANT') &&
  ageIn2016(person) <= 56;

/** The people who may still be drawn; nobody is drawn twice. */
class Pools {
  private readonly drawn: Uint8Array;

  constructor(private readonly site: EmploymentSite) {
    this.drawn = new Uint8Array(site.persons.length);
  }

  /** Diverted workers of closed over-capacity firms: first those to be reassigned, then the other routes if too few. */
  trainable(needed: number): number[] {
    const closed = (person: SamplePerson): boolean =>
      person.employerIndex !== null &&
      this.site.enterprises[person.employerIndex]?.distress === DistressKind.OVERCAPACITY_CLOSED;
    const reassigned = this.among(
      (person) => person.diversion === DiversionRoute.REASSIGNED && !person.isMigrant && closed(person),
    );
    if (reassigned.length >= needed) return reassigned;
    return this.among((person) => !person.isMigrant && closed(person));
  }

  jobSeekers(migrant: boolean): number[] {
    return this.among((person) => person.isMigrant === migrant && seeksWork(person));
  }

  /** Workers of Hefei without work whose households are on file. */
  cartCandidates(): number[] {
    return this.among(
      (person) => person.regionCode.startsWith(HEFEI) && seeksWork(person) && !person.isMigrant && this.isFiled(person),
    );
  }

  among(holds: (person: SamplePerson) => boolean): number[] {
    const found: number[] = [];
    for (const person of this.site.persons) {
      if (this.drawn[person.index] === 0 && holds(person)) found.push(person.index);
    }
    return found;
  }

  /** Draws `count` of a pool, spread evenly over it. */
  take(pool: readonly number[], count: number): number[] {
    const free = pool.filter((index) => this.drawn[index] === 0);
    const taken = spread(free, count);
    for (const index of taken) this.drawn[index] = 1;
    return taken;
  }

  private isFiled(person: SamplePerson): boolean {
    return person.householdIndex !== null && this.site.households[person.householdIndex]?.active === true;
  }
}

function placements(site: EmploymentSite, persons: readonly number[], trained: boolean): SamplePlacement[] {
  const healthy = new EmployerPicker(site.enterprises, healthyWeight);
  const units = site.enterprises.filter((firm) => firm.demonstration);
  const demonstration = new EmployerPicker(site.enterprises, (firm) => (firm.demonstration ? 1 : 0));
  return persons.map((personIndex) => {
    const rng = randomOf(site.seed, 'placement', personIndex);
    const place = site.persons[personIndex]?.regionCode ?? '';
    const atUnit = units.length > 0 && rng.chance(trained ? 0.1 : 0.25);
    const near = atUnit ? demonstration.inCity(place, rng) : healthy.inCity(place, rng);
    const employer = near ?? (atUnit ? rng.pick(units) : healthy.inCity(HEFEI, rng));
    const routes: SamplePlacementRoute[] = trained ? ['TRAINING'] : atUnit ? [] : ['REFERRAL'];
    if (atUnit) routes.push('DEMONSTRATION_UNIT');
    else if (trained && rng.chance(0.2)) routes.push('REFERRAL');
    return { personIndex, routes, employerIndex: employer?.index ?? 0 };
  });
}

function leadersOf(site: EmploymentSite, pools: Pools): SampleStartupLeader[] {
  const firms = site.enterprises.filter((firm) => firm.startup);
  return spread(firms, scaled(LEADERS, site.scale)).map((firm) => {
    const city = firm.regionCode.slice(0, 4);
    const able = (person: SamplePerson): boolean =>
      person.householdIndex === null && person.modelWorkerLevel === null && ageIn2016(person) <= 50;
    const near = pools.among((person) => person.regionCode.startsWith(city) && able(person));
    const pool = near.length > 0 ? near : pools.among(able);
    const [personIndex] = pools.take(pool, 1);
    return { personIndex: personIndex ?? 0, enterpriseIndex: firm.index };
  });
}

/** Hires by leader, from the leader's own city as long as it has people who seek work. */
function hiresOf(
  site: EmploymentSite,
  pools: Pools,
  leaders: readonly SampleStartupLeader[],
  migrants: number,
): SampleStartupHire[] {
  const total = scaled(STARTUP_HIRES, site.scale);
  const perLeader = apportion(
    total,
    leaders.map(() => 1),
  );
  const cityOfLeader = leaders.map(
    (leader) => site.enterprises[leader.enterpriseIndex]?.regionCode.slice(0, 4) ?? HEFEI,
  );
  const perCity = CITY_PROFILES.map((city) =>
    perLeader.reduce((all, count, at) => all + (cityOfLeader[at] === city.code.slice(0, 4) ? count : 0), 0),
  );
  const migrantsPerCity = apportion(migrants, perCity);
  const recruits = CITY_PROFILES.map((city, at) => {
    const away = migrantsPerCity[at] ?? 0;
    const hired = recruit(site, pools, city.code.slice(0, 4), true, away);
    return [...hired, ...recruit(site, pools, city.code.slice(0, 4), false, (perCity[at] ?? 0) - away)];
  });
  return CITY_PROFILES.flatMap((city, at) => {
    const own = leaders.flatMap((_, leader) => (cityOfLeader[leader] === city.code.slice(0, 4) ? [leader] : []));
    return (recruits[at] ?? []).map((personIndex, position) => ({
      personIndex,
      leader: own[position % own.length] ?? 0,
    }));
  });
}

function recruit(site: EmploymentSite, pools: Pools, city: string, migrant: boolean, count: number): number[] {
  if (count === 0) return [];
  const seekers = pools.jobSeekers(migrant);
  const near = pools.take(
    seekers.filter((index) => site.persons[index]?.regionCode.startsWith(city)),
    count,
  );
  if (near.length === count) return near;
  return [...near, ...pools.take(seekers, count - near.length)];
}

/** The eight cities with the most active files, by code: the rule for the pilot cities that the source doesn't name. */
export function pilotCitiesOf(households: readonly SampleHousehold[]): string[] {
  const counts = new Map<string, number>();
  for (const household of households) {
    if (!household.active) continue;
    const city = `${household.regionCode.slice(0, 4)}00`;
    counts.set(city, (counts.get(city) ?? 0) + 1);
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return ranked
    .slice(0, 8)
    .map(([code]) => code)
    .sort();
}
