import { UnionLevel } from '@nuan/kernel';

const { COUNTY, GRASSROOTS, INDUSTRY, NATIONAL, PREFECTURE, PROVINCE, PROVINCIAL_DIRECT } = UnionLevel;

/**
 * Which levels may stand directly above a level (上级工会层级); the code, the database and the docs read this one table. A county
 * stands under the province only when the province administers it directly; joint unions of a town have grass-roots members.
 */
export const PARENT_LEVELS: Readonly<Record<UnionLevel, readonly UnionLevel[]>> = {
  [NATIONAL]: [],
  [PROVINCE]: [NATIONAL],
  [PREFECTURE]: [PROVINCE],
  [COUNTY]: [PREFECTURE, PROVINCE],
  [PROVINCIAL_DIRECT]: [PROVINCE],
  [INDUSTRY]: [PROVINCE, PREFECTURE],
  [GRASSROOTS]: [PROVINCE, PREFECTURE, COUNTY, PROVINCIAL_DIRECT, INDUSTRY, GRASSROOTS],
};

/** Levels of which a region has one organisation at a time. */
export const FEDERATIONS: readonly UnionLevel[] = [PROVINCE, PREFECTURE, COUNTY];
