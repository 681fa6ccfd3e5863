import { apportion, scaled } from '../apportion';
import { CITY_PROFILES, type CityProfile } from '../city-profiles';
import { dateOf, dayOf } from '../days';
import type { SampleEnterprise } from '../enterprises';
import { personName } from '../names';
import type { Rng } from '../random';
import type { CopyValue, SampleTools, TableLoad } from '../table-load';
import type { World } from '../world';
import { CITY_CENTRES } from './city-centres';

type Kind = 'HAPPY_HOME' | 'HAPPY_STATION' | 'OUTDOOR_STATION';
type State = 'OPEN' | 'PLANNED' | 'EQUIPPING' | 'CLOSED';

const COLUMNS = [
  'id',
  'code',
  'kind',
  'name',
  'region_code',
  'union_id',
  'host_enterprise_id',
  'address',
  'longitude',
  'latitude',
  'area_m2',
  'hours',
  'unattended_access',
  'amenities',
  'missing_amenities',
  'services',
  'build_mode',
  'score',
  'responsible_name',
  'state',
  'opened_on',
  'closed_on',
  'version',
] as const;

/** The published figures: 57 homes and 50 stations, all open at the end of 2016. At least one of each in every city, whatever the scale. */
const HOMES = 57;
const STATIONS = 50;
/** Ours: facilities that are neither, or not open yet or any more, so that the counts have something to leave out. */
const OTHERS: readonly (readonly [Kind, State, number])[] = [
  ['OUTDOOR_STATION', 'OPEN', 24],
  ['HAPPY_STATION', 'PLANNED', 8],
  ['HAPPY_STATION', 'EQUIPPING', 4],
  ['HAPPY_HOME', 'CLOSED', 3],
];

const EXPECTED: Readonly<Record<Kind, readonly string[]>> = {
  HAPPY_HOME: ['WATER_DISPENSER', 'MICROWAVE', 'AIR_CONDITIONER', 'FRIDGE', 'HEATING', 'TOILET'],
  HAPPY_STATION: ['WATER_DISPENSER', 'MICROWAVE', 'AIR_CONDITIONER', 'FRIDGE', 'BOOK_BAR', 'HEATING', 'TOILET'],
  OUTDOOR_STATION: ['WATER_DISPENSER', 'MICROWAVE', 'CHARGING', 'FIRST_AID', 'TOILET'],
};
/** The province sent book bars to all fifty stations; the cities were still buying appliances. */
const ALWAYS = new Set(['WATER_DISPENSER', 'BOOK_BAR']);
const EXTRAS = ['CHARGING', 'FIRST_AID', 'AED', 'WIFI', 'NURSING_ROOM'];
const OFFER_OF: Readonly<Record<string, string>> = {
  WATER_DISPENSER: 'HOT_WATER',
  MICROWAVE: 'MEAL_HEATING',
  FRIDGE: 'FOOD_STORAGE',
  BOOK_BAR: 'READING',
  HEATING: 'WARMING',
  TOILET: 'TOILET',
};
const NAMES: Readonly<Record<Kind, string>> = {
  HAPPY_HOME: '幸福家园',
  HAPPY_STATION: '幸福驿站',
  OUTDOOR_STATION: '户外劳动者驿站',
};
const CODES: Readonly<Record<Kind, string>> = { HAPPY_HOME: 'JY', HAPPY_STATION: 'YZ', OUTDOOR_STATION: 'HW' };

interface Site {
  readonly index: number;
  readonly kind: Kind;
  readonly state: State;
  readonly city: CityProfile;
  /** From 1, within city and kind. */
  readonly number: number;
}

/** Where the facilities stand: one of each kind in every city first, the rest by the size of the economy. */
function sitesOf(scale: number): Site[] {
  const sites: Site[] = [];
  const add = (kind: Kind, state: State, total: number, minimum: number): void => {
    const rest = apportion(
      Math.max(0, total - minimum * CITY_PROFILES.length),
      CITY_PROFILES.map((city) => city.economy),
    );
    CITY_PROFILES.forEach((city, at) => {
      for (let count = 0; count < minimum + (rest[at] ?? 0); count++) {
        const number = 1 + sites.filter((site) => site.city === city && site.kind === kind).length;
        sites.push({ index: sites.length, kind, state, city, number });
      }
    });
  };
  add('HAPPY_HOME', 'OPEN', scaled(HOMES, scale), 1);
  add('HAPPY_STATION', 'OPEN', scaled(STATIONS, scale), 1);
  for (const [kind, state, figure] of OTHERS) add(kind, state, scaled(figure, scale), 0);
  return sites;
}

function amenitiesOf(site: Site, random: Rng): string[] {
  if (site.state === 'PLANNED') return [];
  const held = EXPECTED[site.kind].filter((amenity) => ALWAYS.has(amenity) || random.chance(0.8));
  return [...held, ...EXTRAS.filter((amenity) => !held.includes(amenity) && random.chance(0.2))];
}

const HOURS = JSON.stringify(
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensAt: '07:00', closesAt: '20:00' })),
);
const OFFICE_HOURS = JSON.stringify(
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opensAt: '08:00', closesAt: '18:00' })),
);

/** The database's own rule for the score, which it checks. */
function scoreOf(missing: number, expected: number, complete: boolean): number {
  return Math.round(70 * (1 - missing / expected)) + (complete ? 30 : 0);
}

function stationRow(site: Site, world: World, host: SampleEnterprise | null, tools: SampleTools): readonly CopyValue[] {
  const { index, kind, state, city, number } = site;
  const random = tools.random('station', index);
  const amenities = amenitiesOf(site, random);
  const missing = EXPECTED[kind].filter((amenity) => !amenities.includes(amenity));
  const services = [
    ...amenities.flatMap((amenity) => OFFER_OF[amenity] ?? []),
    'REST',
    ...(random.chance(0.4) ? ['POLICY_ADVICE'] : []),
  ];
  const opened = state === 'OPEN' || state === 'CLOSED';
  const [east, north] = CITY_CENTRES[city.code] ?? [117.2, 31.8];
  const [longitude, latitude] = [east + random.between(-90, 90) / 1000, north + random.between(-70, 70) / 1000];
  const union = world.unions.find((candidate) => candidate.regionCode === city.code);
  const unattended = random.chance(0.1);
  return [
    tools.id('station', index),
    `AH-${city.code.slice(2, 4)}-${CODES[kind]}-${String(number).padStart(3, '0')}`,
    kind,
    `${city.short}${NAMES[kind]}第${String(number)}站`,
    host?.regionCode ?? city.code,
    union?.id ?? null,
    host?.id ?? null,
    `${city.short}市样例路${String(100 + index)}号`,
    opened ? longitude : null,
    opened ? latitude : null,
    random.between(20, kind === 'HAPPY_HOME' ? 240 : 80),
    !opened ? '[]' : kind === 'HAPPY_HOME' || random.chance(0.5) ? HOURS : OFFICE_HOURS,
    opened && unattended,
    amenities,
    missing,
    state === 'PLANNED' ? [] : services,
    host ? 'CO_BUILT' : 'UNION_BUILT',
    scoreOf(missing.length, EXPECTED[kind].length, opened),
    opened ? personName(900_000 + index, 900_000 + index, index % 2 === 0 ? 'MALE' : 'FEMALE') : null,
    state,
    opened ? dateOf(random.between(dayOf('2015-04-01'), dayOf('2016-08-31'))) : null,
    state === 'CLOSED' ? '2016-11-30' : null,
    1,
  ];
}

const MONTHS = ['2016-09-01', '2016-10-01', '2016-11-01', '2016-12-01', '2017-01-01'];
const VISITORS = [
  ['SANITATION', 420],
  ['DELIVERY', 160],
  ['CONSTRUCTION', 240],
  ['TRANSPORT', 120],
] as const;

/** The facilities of the sample, and how they were used from September 2016. */
export function stationLoads(world: World, tools: SampleTools): TableLoad[] {
  const sites = sitesOf(world.scale);
  const hosts = new Map(CITY_PROFILES.map((city) => [city, hostsOf(world, city)]));
  const hostOf = (site: Site): SampleEnterprise | null =>
    site.kind === 'HAPPY_HOME' ? (hosts.get(site.city)?.[site.number - 1] ?? null) : null;
  return [
    {
      table: 'service_station',
      columns: COLUMNS,
      *rows() {
        for (const site of sites) yield stationRow(site, world, hostOf(site), tools);
      },
    },
    {
      table: 'station_use',
      columns: ['station_id', 'month_on', 'occupation', 'visits'],
      *rows() {
        for (const { index, state } of sites) {
          if (state !== 'OPEN') continue;
          const random = tools.random('station-use', index);
          for (const month of MONTHS) {
            for (const [occupation, most] of VISITORS)
              yield [tools.id('station', index), month, occupation, random.between(10, most)];
          }
        }
      },
    },
  ];
}

/** Homes stand where many migrant workers are: in the city's largest enterprises that are well. */
function hostsOf(world: World, city: CityProfile): SampleEnterprise[] {
  return world.enterprises
    .filter((enterprise) => enterprise.distress === null && enterprise.regionCode.startsWith(city.code.slice(0, 4)))
    .sort((a, b) => b.headcount - a.headcount || a.index - b.index);
}
