import { registerEnum } from '@nuan/federation';

/** Rank of who led a visit to an enterprise (带队领导级别): a public duty, never a name. */
export enum VisitLeaderRank {
  PROVINCE_LEADER = 'PROVINCE_LEADER',
  PREFECTURE_LEADER = 'PREFECTURE_LEADER',
  COUNTY_LEADER = 'COUNTY_LEADER',
  UNION_LEADER = 'UNION_LEADER',
  UNION_CADRE = 'UNION_CADRE',
}

registerEnum(VisitLeaderRank, 'VisitLeaderRank', 'Rank of who led a visit to an enterprise (带队领导级别).', {
  PROVINCE_LEADER: 'Leader of the province (省领导).',
  PREFECTURE_LEADER: 'Leader of a city (市领导).',
  COUNTY_LEADER: 'Leader of a county (县领导).',
  UNION_LEADER: 'Head of a union federation (工会负责人).',
  UNION_CADRE: 'Cadre of a union (工会干部).',
});
