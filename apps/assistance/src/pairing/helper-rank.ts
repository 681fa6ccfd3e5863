import { registerEnum } from '@nuan/federation';

/** Rank of the helper (结对帮扶责任人级别). */
export enum HelperRank {
  PROVINCE_LEADER = 'PROVINCE_LEADER',
  PREFECTURE_LEADER = 'PREFECTURE_LEADER',
  PREFECTURE_UNIT_HEAD = 'PREFECTURE_UNIT_HEAD',
  COUNTY_LEADER = 'COUNTY_LEADER',
  COUNTY_CADRE = 'COUNTY_CADRE',
  GRASSROOTS_CADRE = 'GRASSROOTS_CADRE',
}

registerEnum(HelperRank, 'HelperRank', 'Rank of the helper in a pairing (结对帮扶责任人级别).', {
  PROVINCE_LEADER: 'Leader of the province or its federation (省级领导).',
  PREFECTURE_LEADER: 'Leader of a prefecture city (市领导).',
  PREFECTURE_UNIT_HEAD: 'Head of a unit of a prefecture city (市直单位主要负责人).',
  COUNTY_LEADER: 'Leader of a county (县领导).',
  COUNTY_CADRE: 'Cadre of a county federation (县总工会干部).',
  GRASSROOTS_CADRE: 'Cadre of a grass-roots union (基层工会干部).',
});
