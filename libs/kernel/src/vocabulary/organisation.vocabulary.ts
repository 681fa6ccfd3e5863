/** Level of a union organisation (工会层级). */
export enum UnionLevel {
  /** All-China federation (全国总工会). */
  NATIONAL = 'NATIONAL',
  /** Provincial federation (省总工会). */
  PROVINCE = 'PROVINCE',
  /** City federation (市总工会). */
  PREFECTURE = 'PREFECTURE',
  /** County federation (县总工会). */
  COUNTY = 'COUNTY',
  /** Grass-roots union (基层工会). */
  GRASSROOTS = 'GRASSROOTS',
  /** Union directly under the province (省直属工会). */
  PROVINCIAL_DIRECT = 'PROVINCIAL_DIRECT',
  /** Industrial union (产业工会). */
  INDUSTRY = 'INDUSTRY',
}

/** What each UnionLevel means, for the published schema. */
export const UnionLevelDescriptions: Record<UnionLevel, string> = {
  [UnionLevel.NATIONAL]: 'All-China federation (全国总工会).',
  [UnionLevel.PROVINCE]: 'Provincial federation (省总工会).',
  [UnionLevel.PREFECTURE]: 'City federation (市总工会).',
  [UnionLevel.COUNTY]: 'County federation (县总工会).',
  [UnionLevel.GRASSROOTS]: 'Grass-roots union (基层工会).',
  [UnionLevel.PROVINCIAL_DIRECT]: 'Union directly under the province (省直属工会).',
  [UnionLevel.INDUSTRY]: 'Industrial union (产业工会).',
};

/** Level of an administrative division (行政区划级别). */
export enum RegionLevel {
  /** Province (省). */
  PROVINCE = 'PROVINCE',
  /** Prefecture-level city (地级市). */
  PREFECTURE = 'PREFECTURE',
  /** County, county-level city or district (县、县级市、区). */
  COUNTY = 'COUNTY',
}

/** What each RegionLevel means, for the published schema. */
export const RegionLevelDescriptions: Record<RegionLevel, string> = {
  [RegionLevel.PROVINCE]: 'Province (省).',
  [RegionLevel.PREFECTURE]: 'Prefecture-level city (地级市).',
  [RegionLevel.COUNTY]: 'County, county-level city or district (县、县级市、区).',
};
