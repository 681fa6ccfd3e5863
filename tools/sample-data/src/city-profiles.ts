/** How the sample spreads over one city. Weights are relative; the spread is ours, since the source gives none. */
export interface CityProfile {
  readonly code: string;
  /** Short name without 市. */
  readonly short: string;
  /** Weight in filed households. */
  readonly households: number;
  /** How many times the average share of them is migrant. */
  readonly migrant: number;
  /** Weight in enterprises and on-duty workers. */
  readonly economy: number;
  /** Weight in closed coal and steel enterprises. */
  readonly overcapacity: number;
  /** The minimum-living line of 2016, in yuan a month. */
  readonly lineYuan: number;
}

const profile = (
  code: string,
  short: string,
  households: number,
  migrant: number,
  economy: number,
  overcapacity: number,
  lineYuan: number,
): CityProfile => ({ code, short, households, migrant, economy, overcapacity, lineYuan });

/** The sixteen cities by code. */
export const CITY_PROFILES: readonly CityProfile[] = [
  profile('340100', '合肥', 11.5, 1.2, 17, 7, 564),
  profile('340200', '芜湖', 6, 0.9, 9, 4, 550),
  profile('340300', '蚌埠', 6, 0.9, 7, 3, 524),
  profile('340400', '淮南', 9.5, 0.6, 6, 20, 520),
  profile('340500', '马鞍山', 5, 0.7, 7, 13, 558),
  profile('340600', '淮北', 7.5, 0.6, 5, 17, 508),
  profile('340700', '铜陵', 4.5, 0.6, 4, 6, 540),
  profile('340800', '安庆', 8, 1.2, 7, 4, 512),
  profile('341000', '黄山', 3, 0.8, 3, 1, 520),
  profile('341100', '滁州', 6.5, 1, 7, 3, 510),
  profile('341200', '阜阳', 9, 1.5, 8, 4, 486),
  profile('341300', '宿州', 7, 1.3, 5, 8, 482),
  profile('341500', '六安', 6.5, 1.3, 5, 5, 490),
  profile('341600', '亳州', 5.5, 1.4, 4, 3, 480),
  profile('341700', '池州', 2.5, 0.9, 2, 2, 506),
  profile('341800', '宣城', 4, 0.8, 4, 2, 522),
];

/** The profile of the city that a code of the city or of a county in it belongs to. */
export function cityOf(regionCode: string): CityProfile | undefined {
  return byPrefix.get(regionCode.slice(0, 4));
}

const byPrefix = new Map(CITY_PROFILES.map((city) => [city.code.slice(0, 4), city]));
