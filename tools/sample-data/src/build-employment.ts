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
import { EmploymentPools, type EmploymentSite } from './employment-pools';
import type { SampleHousehold } from './households';
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

/** Employment aid of 2016 over people who needed it; the published figures come out exactly, groups disjoint. */
export function buildEmployment(site: EmploymentSite): Employment2016 {
  const pools = new EmploymentPools(site);
  const toTrain = scaled(TRAINED, site.scale);
  const enough = pools.reassigned.length >= toTrain;
  const trained = pools.take(enough ? pools.reassigned : [...pools.reassigned, ...pools.otherwiseDiverted], toTrain);
  const placedTotal = scaled(PLACED, site.scale);
  const migrants = scaled(MIGRANTS_PLACED, site.scale);
  const placedMigrants = scaled(MIGRANTS_AMONG_PLACED, site.scale);
  const afterTraining = spread(trained, Math.min(trained.length, scaled(PLACED_AFTER_TRAINING, site.scale)));
  const others = pools.take(pools.seekers.local, placedTotal - placedMigrants - afterTraining.length);
  const placedAway = pools.take(pools.seekers.migrant, placedMigrants);
  const carts = pools.take(pools.within(pools.onFile(pools.seekers.local), HEFEI), scaled(CARTS, site.scale));
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

function leadersOf(site: EmploymentSite, pools: EmploymentPools): SampleStartupLeader[] {
  const firms = site.enterprises.filter((firm) => firm.startup).slice(0, scaled(LEADERS, site.scale));
  const cityPools = new Map<string, number[]>();
  return firms.map((firm) => {
    const city = firm.regionCode.slice(0, 4);
    const near = cityPools.get(city) ?? pools.within(pools.leaders, city);
    cityPools.set(city, near);
    const [personIndex = 0] = pools.take(near.length > 0 ? near : pools.leaders, 1);
    return { personIndex, enterpriseIndex: firm.index };
  });
}

/** Hires by leader, from the leader's own city as long as it has people who seek work. */
function hiresOf(
  site: EmploymentSite,
  pools: EmploymentPools,
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
    const prefix = city.code.slice(0, 4);
    const away = migrantsPerCity[at] ?? 0;
    const hired = recruit(pools, pools.seekers.migrant, prefix, away);
    return [...hired, ...recruit(pools, pools.seekers.local, prefix, (perCity[at] ?? 0) - away)];
  });
  return CITY_PROFILES.flatMap((city, at) => {
    const own = leaders.flatMap((_, leader) => (cityOfLeader[leader] === city.code.slice(0, 4) ? [leader] : []));
    return (recruits[at] ?? []).map((personIndex, position) => ({
      personIndex,
      leader: own[position % own.length] ?? 0,
    }));
  });
}

function recruit(pools: EmploymentPools, seekers: readonly number[], city: string, count: number): number[] {
  const near = pools.take(pools.within(seekers, city), count);
  return near.length === count ? near : [...near, ...pools.take(seekers, count - near.length)];
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
