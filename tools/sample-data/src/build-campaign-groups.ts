import { Industry, OccupationGroup } from '@nuan/kernel';
import { scaled } from './apportion';
import type { UnionTree } from './build-unions';
import type { CampaignGroups } from './campaign-groups';
import { CITY_PROFILES } from './city-profiles';
import { distressedWeight, EmployerPicker, healthyWeight } from './employer-picker';
import type { SampleEnterprise } from './enterprises';
import type { PersonRegistry } from './person-registry';
import type { SampleGender, SampleModelWorkerLevel } from './persons';
import { type Place, spreadOver, spreadWithin } from './places';
import { randomOf, type Rng } from './random';
import { diversionOf, occupationOf, plainHealthOf, statusAfter } from './work-life';

const MODEL_WORKERS = 4_488;
const CONSOLED = 85_500;
const DISTRESSED_SHARE = 52_000;
const SANITATION = 1_000;
const BENGBU = '340300';

/** What building the groups needs from what was built before. */
export interface GroupSite {
  readonly places: readonly Place[];
  readonly tree: UnionTree;
  readonly enterprises: readonly SampleEnterprise[];
  readonly registry: PersonRegistry;
  readonly scale: number;
  readonly seed: number;
}

interface Worker {
  readonly place: Place;
  readonly employer: SampleEnterprise | null;
  readonly age: number;
  readonly gender: SampleGender;
}

/** Adds the model workers and the consoled workers, none of whom lives in a filed household. */
export function buildCampaignGroups(site: GroupSite): CampaignGroups {
  const distressed = scaled(DISTRESSED_SHARE, site.scale);
  const sanitation = scaled(SANITATION, site.scale);
  const onDuty = scaled(CONSOLED, site.scale) - distressed;
  const firms = (weight: (firm: SampleEnterprise) => number): EmployerPicker =>
    new EmployerPicker(site.enterprises, weight);
  const modelHeads = spreadOver(site.places, scaled(MODEL_WORKERS, site.scale), (city) => city.households);
  const modelWorkers = each(site, modelHeads, addModelWorker);
  const distressedWorkers = each(
    site,
    distressedPerPlace(site, distressed),
    addDistressedWorker(firms(distressedWeight)),
  );
  const bengbu = CITY_PROFILES.map((city) => (city.code === BENGBU ? sanitation : 0));
  const cleaning = firms((firm) => (firm.industry === Industry.SANITATION ? healthyWeight(firm) : 0));
  const bengbuSanitation = each(site, spreadWithin(site.places, bengbu), addSanitationMigrant(cleaning));
  const onDutyElse = spreadOver(site.places, onDuty - sanitation, (city) => city.economy);
  const others = each(site, onDutyElse, addOnDutyWorker(firms(healthyWeight)));
  return { modelWorkers, distressedWorkers, onDutyWorkers: [...bengbuSanitation, ...others], bengbuSanitation };
}

type Add = (site: GroupSite, place: Place, rng: Rng) => number;

function each(site: GroupSite, perPlace: readonly number[], add: Add): number[] {
  const added: number[] = [];
  for (const place of site.places) {
    for (let count = perPlace[place.index] ?? 0; count > 0; count--) {
      added.push(add(site, place, randomOf(site.seed, 'consoled', site.registry.persons.length)));
    }
  }
  return added;
}

/** A place has as many of them as its distressed firms weigh. */
function distressedPerPlace(site: GroupSite, total: number): number[] {
  const weights = new Map<string, number>();
  for (const firm of site.enterprises) {
    const weight = distressedWeight(firm);
    weights.set(firm.regionCode, (weights.get(firm.regionCode) ?? 0) + weight);
  }
  const ofPlace = site.places.map((place) => weights.get(place.code) ?? 0);
  const perCity = CITY_PROFILES.map((city) =>
    site.places.reduce((all, place) => all + (place.city === city ? (ofPlace[place.index] ?? 0) : 0), 0),
  );
  return spreadByWeights(total, perCity, site.places, ofPlace);
}

function spreadByWeights(
  total: number,
  perCity: readonly number[],
  places: readonly Place[],
  ofPlace: readonly number[],
): number[] {
  const weighted = places.map((place) => ({ ...place, weight: ofPlace[place.index] ?? 0 }));
  return spreadOver(weighted, total, (city) => perCity[CITY_PROFILES.indexOf(city)] ?? 0);
}

function common(site: GroupSite, worker: Worker, rng: Rng) {
  const joint = site.tree.jointUnions[worker.place.index] ?? [];
  return {
    age: worker.age,
    gender: worker.gender,
    householdIndex: null,
    relation: 'HEAD' as const,
    regionCode: worker.place.code,
    unionIndex: worker.employer?.unionIndex ?? rng.pick(joint),
    employerIndex: worker.employer?.index ?? null,
    health: plainHealthOf(worker.age, rng),
    diversion: null,
    modelWorkerLevel: null,
    isMigrant: false,
  };
}

const genderOf = (rng: Rng, male: number): SampleGender => (rng.chance(male) ? 'MALE' : 'FEMALE');

const addModelWorker: Add = (site, place, rng) => {
  const worker = { place, employer: null, age: rng.between(52, 86), gender: genderOf(rng, 0.7) };
  const level = rng.weighted<SampleModelWorkerLevel>([
    ['NATIONAL', 6],
    ['PROVINCIAL', 44],
    ['PREFECTURE', 45],
    ['OTHER', 5],
  ]);
  const retired = { occupation: null, employmentStatus: 'RETIRED' as const, modelWorkerLevel: level };
  return site.registry.add({ ...common(site, worker, rng), ...retired }, rng).index;
};

function addDistressedWorker(picker: EmployerPicker): Add {
  return (site, place, rng) => {
    const gender = genderOf(rng, 0.62);
    const age = rng.between(24, gender === 'MALE' ? 58 : 53);
    const employer = picker.inPlace(place, rng) ?? picker.inCity(place.code, rng);
    const diversion = diversionOf(employer, rng);
    const isMigrant = diversion === null && rng.chance(0.12);
    const work = {
      isMigrant,
      diversion,
      occupation: occupationOf(employer, isMigrant, rng),
      employmentStatus: diversion === null ? ('ON_POST' as const) : statusAfter(diversion),
    };
    return site.registry.add({ ...common(site, { place, employer, age, gender }, rng), ...work }, rng).index;
  };
}

const ON_DUTY = [
  [OccupationGroup.SANITATION, 32],
  [OccupationGroup.TRANSPORT, 28],
  [OccupationGroup.DELIVERY, 10],
  [OccupationGroup.CONSTRUCTION, 8],
  [OccupationGroup.SERVICE, 12],
  [OccupationGroup.OUTDOOR_OTHER, 10],
] as const;

function addOnDutyWorker(picker: EmployerPicker): Add {
  return (site, place, rng) => {
    const worker = {
      place,
      employer: picker.inPlace(place, rng),
      age: rng.between(22, 54),
      gender: genderOf(rng, 0.6),
    };
    const isMigrant = rng.chance(0.45);
    const occupation = rng.weighted<OccupationGroup>(ON_DUTY);
    const employmentStatus = isMigrant ? ('MIGRANT' as const) : ('ON_POST' as const);
    return site.registry.add({ ...common(site, worker, rng), isMigrant, occupation, employmentStatus }, rng).index;
  };
}

function addSanitationMigrant(picker: EmployerPicker): Add {
  return (site, place, rng) => {
    const worker = {
      place,
      employer: picker.inPlace(place, rng),
      age: rng.between(35, 58),
      gender: genderOf(rng, 0.4),
    };
    const work = { isMigrant: true, occupation: OccupationGroup.SANITATION, employmentStatus: 'MIGRANT' as const };
    return site.registry.add({ ...common(site, worker, rng), ...work }, rng).index;
  };
}
