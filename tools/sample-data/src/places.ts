import { RegionLevel } from '@nuan/kernel';
import { regionsUnder } from '@nuan/regions';
import { apportion } from './apportion';
import { CITY_PROFILES, type CityProfile } from './city-profiles';
import { randomOf } from './random';

/** Where things of the sample lie: a county, or a city's own units (市直) under the city's code. */
export interface Place {
  readonly index: number;
  readonly code: string;
  readonly name: string;
  readonly city: CityProfile;
  readonly cityLevel: boolean;
  readonly directlyAdministered: boolean;
  /** Share of its city. */
  readonly weight: number;
}

const CITY_LEVEL_SHARE = 0.12;

/** Every place, by code, as the regions were at the as-of date. */
export function buildPlaces(seed: number, asOf: string): Place[] {
  const places: Place[] = [];
  for (const city of CITY_PROFILES) {
    const counties = regionsUnder(city.code, RegionLevel.COUNTY, asOf);
    const weights = counties.map((county) => 0.6 + 0.8 * randomOf(seed, 'place', Number(county.code)).next());
    const total = weights.reduce((all, weight) => all + weight, 0);
    const facts = { city, cityLevel: true, directlyAdministered: false };
    places.push({ ...facts, index: places.length, code: city.code, name: `${city.short}市`, weight: CITY_LEVEL_SHARE });
    counties.forEach((county, at) => {
      places.push({
        ...facts,
        index: places.length,
        code: county.code,
        name: county.name,
        cityLevel: false,
        directlyAdministered: county.directlyAdministered,
        weight: ((weights[at] ?? 1) / total) * (1 - CITY_LEVEL_SHARE),
      });
    });
  }
  return places;
}

/** Splits a figure first over the cities by a weight of their profile, then over each city's places. One number per place. */
export function spreadOver(places: readonly Place[], total: number, weight: (city: CityProfile) => number): number[] {
  return spreadWithin(places, apportion(total, CITY_PROFILES.map(weight)));
}

/** Splits each city's figure (in the order of the profiles) over its places. One number per place. */
export function spreadWithin(places: readonly Place[], perCity: readonly number[]): number[] {
  const parts: number[] = new Array<number>(places.length).fill(0);
  CITY_PROFILES.forEach((city, at) => {
    const own = places.filter((place) => place.city === city);
    const split = apportion(
      perCity[at] ?? 0,
      own.map((place) => place.weight),
    );
    own.forEach((place, position) => {
      parts[place.index] = split[position] ?? 0;
    });
  });
  return parts;
}
