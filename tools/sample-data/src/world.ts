import { buildCampaignGroups } from './build-campaign-groups';
import { buildEmployment, pilotCitiesOf } from './build-employment';
import { buildEnterprises } from './build-enterprises';
import { buildHouseholds } from './build-households';
import { buildStudents } from './build-students';
import { buildUnions } from './build-unions';
import type { CampaignGroups } from './campaign-groups';
import type { Employment2016 } from './employment-2016';
import { SampleEnterprise } from './enterprises';
import type { SampleHousehold } from './households';
import { buildMinLivingLines, type MinLivingLine } from './min-living-lines';
import { PersonRegistry } from './person-registry';
import type { SamplePerson } from './persons';
import { buildPlaces } from './places';
import type { Student } from './students';
import type { Union } from './unions';

/** The as-of instant of the published figures: 2017-01-23 18:00 Asia/Shanghai. */
export const ASOF = new Date('2017-01-23T18:00:00+08:00');
/** The as-of day. */
export const ASOF_ON = '2017-01-23';
/** The seed of the published sample. */
export const SEED = 20170123;

export interface WorldOptions {
  /** 1 is the province of the source; 0.01 serves tests; above 1 serves the benchmarks. */
  readonly scale: number;
  readonly seed?: number;
}

/** The facts that several databases share. Every list is ordered by index and `list[i].index === i`. */
export interface World {
  readonly scale: number;
  readonly seed: number;
  readonly unions: readonly Union[];
  readonly enterprises: readonly SampleEnterprise[];
  /** Active files first (128,000 × scale, by region code), then those that left in 2016 (6,400 × scale). */
  readonly households: readonly SampleHousehold[];
  /** Members household by household, then model workers, then the consoled workers. */
  readonly persons: readonly SamplePerson[];
  readonly students: readonly Student[];
  readonly campaignGroups: CampaignGroups;
  readonly employment2016: Employment2016;
  /** The eight cities with the most filed households, by code: our rule, since the source doesn't name them. */
  readonly pilotCities: readonly string[];
  /** Dated minimum-living lines (低保线) of the cities; synthetic. */
  readonly minLivingLines: readonly MinLivingLine[];
}

/** Builds the world of a scale: the same for the same scale and seed, everywhere. */
export function buildWorld({ scale, seed = SEED }: WorldOptions): World {
  const places = buildPlaces(seed, ASOF_ON);
  const tree = buildUnions(places, scale);
  const firms = buildEnterprises(places, tree, scale, seed);
  const registry = new PersonRegistry();
  const site = { places, tree, enterprises: firms, registry, scale, seed };
  const households = buildHouseholds(site);
  const campaignGroups = buildCampaignGroups(site);
  const persons = registry.persons;
  const enterprises = withTheirWorkers(firms, persons);
  return {
    scale,
    seed,
    unions: tree.unions,
    enterprises,
    households,
    persons,
    students: buildStudents(households, persons, scale, seed),
    campaignGroups,
    employment2016: buildEmployment({ persons, households, enterprises, scale, seed }),
    pilotCities: pilotCitiesOf(households),
    minLivingLines: buildMinLivingLines(),
  };
}

/** Headcounts and diverted totals are never smaller than the people of the sample say. */
function withTheirWorkers(firms: readonly SampleEnterprise[], persons: readonly SamplePerson[]): SampleEnterprise[] {
  const workers = new Uint32Array(firms.length);
  const diverted = new Uint32Array(firms.length);
  for (const person of persons) {
    if (person.employerIndex === null) continue;
    workers[person.employerIndex] = (workers[person.employerIndex] ?? 0) + 1;
    if (person.diversion !== null) diverted[person.employerIndex] = (diverted[person.employerIndex] ?? 0) + 1;
  }
  return firms.map((firm) => {
    const divertedTotal = Math.max(firm.divertedTotal, diverted[firm.index] ?? 0);
    const headcount = Math.max(firm.headcount, workers[firm.index] ?? 0, divertedTotal);
    return headcount === firm.headcount && divertedTotal === firm.divertedTotal
      ? firm
      : new SampleEnterprise({ ...firm, headcount, divertedTotal });
  });
}
