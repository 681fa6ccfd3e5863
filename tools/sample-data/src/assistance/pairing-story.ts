import { cityOf } from '../city-profiles';
import { dateOf, dayOf } from '../days';
import type { SampleHousehold, SampleLeaderRank } from '../households';
import { personName } from '../names';
import { ASOF_ON } from '../world';
import { draw } from './pay-days';

/** Rank of a helper; leaders come from the world, cadres are chosen here. */
export type PairingRank = SampleLeaderRank | 'COUNTY_LEADER' | 'COUNTY_CADRE' | 'GRASSROOTS_CADRE';

/** A household's helper, and how long the pair lasts. */
export interface PairingStory {
  readonly rank: PairingRank;
  readonly helperName: string;
  readonly unitName: string;
  readonly startsOn: string;
  /** The day the household left; null while the pair lasts. */
  readonly endsOn: string | null;
}

const AS_OF_DAY = dayOf(ASOF_ON);
/** Pairs go back to 2016 at the earliest; those of the leaders began from June, those of the province's before New Year. */
const WINDOWS: Readonly<Record<PairingRank, readonly [string, string]>> = {
  PROVINCE_LEADER: ['2016-12-28', '2016-12-31'],
  PREFECTURE_LEADER: ['2016-06-01', '2017-01-18'],
  PREFECTURE_UNIT_HEAD: ['2016-06-01', '2017-01-18'],
  COUNTY_LEADER: ['2016-03-01', '2016-12-31'],
  COUNTY_CADRE: ['2016-03-01', '2016-12-31'],
  GRASSROOTS_CADRE: ['2016-03-01', '2016-12-31'],
};
/** Households of one cadre; a leader has one. */
const HOUSEHOLDS_OF_CADRE = 6;
/** One pair in so many is not visited again when it should be: the overdue ones. */
const NEGLECTED_ONE_IN = 8;

function rankOf(household: SampleHousehold): PairingRank {
  if (household.leaderRank) return household.leaderRank;
  const share = draw('helper-rank', household.index, 100);
  if (share < 4) return 'COUNTY_LEADER';
  return share < 40 ? 'COUNTY_CADRE' : 'GRASSROOTS_CADRE';
}

function unitOf(household: SampleHousehold, rank: PairingRank, helper: number): string {
  const city = cityOf(household.regionCode)?.short ?? '';
  switch (rank) {
    case 'PROVINCE_LEADER':
      return '省总工会';
    case 'PREFECTURE_LEADER':
      return `${city}市`;
    case 'PREFECTURE_UNIT_HEAD':
      return `${city}市直单位（样例${String((helper % 60) + 1)}）`;
    case 'COUNTY_LEADER':
      return `${city}市县（市、区）`;
    default:
      return rank === 'COUNTY_CADRE' ? '县（市、区）总工会' : '基层工会';
  }
}

/** Visits from the first on, each one to five months after the one before, until they are up to date or neglected. */
function visitsFrom(start: number, end: number, index: number): string[] {
  const visits = [dateOf(start)];
  let last = start;
  while (last + 180 < end && draw(NEGLECT[visits.length] ?? '', index, NEGLECTED_ONE_IN) !== 0) {
    last += 40 + draw(VISIT[visits.length] ?? '', index, 120);
    visits.push(dateOf(last));
  }
  return visits;
}

/** Names of the draws, visit by visit. */
const NEGLECT = Array.from({ length: 16 }, (_, at) => `neglect-${String(at)}`);
const VISIT = Array.from({ length: 16 }, (_, at) => `visit-${String(at)}`);

const WINDOW_DAYS = new Map(
  Object.entries(WINDOWS).map(([rank, [from, to]]) => [rank, [dayOf(from), dayOf(to)] as const]),
);

function startDayOf(household: SampleHousehold, rank: PairingRank): number {
  const { index, recordedOn, exitedOn } = household;
  const recorded = dayOf(recordedOn);
  if (exitedOn !== null) return Math.max(recorded, dayOf(exitedOn) - 400);
  const [from, to] = WINDOW_DAYS.get(rank) ?? [recorded, recorded];
  return Math.max(recorded, from + draw('pair-start', index, to - from + 1));
}

/** The first day of a household's pair, as a number of days. */
export const pairStartDay = (household: SampleHousehold): number => startDayOf(household, rankOf(household));

/** When the helper came to the door, ascending; the first visit began the pair. */
export function pairVisits(household: SampleHousehold): readonly string[] {
  const { index, exitedOn } = household;
  return visitsFrom(pairStartDay(household), exitedOn === null ? AS_OF_DAY : dayOf(exitedOn), index);
}

/** The pair of a household: active for an active file, ended with the file of one that left. Depends on the household alone. */
export function pairingStory(household: SampleHousehold): PairingStory {
  const { index, exitedOn } = household;
  const rank = rankOf(household);
  const isCadre = rank === 'COUNTY_CADRE' || rank === 'GRASSROOTS_CADRE';
  const helper = isCadre ? Math.floor(index / HOUSEHOLDS_OF_CADRE) : index;
  const person = 1_000_000 + helper * 2 + (rank === 'GRASSROOTS_CADRE' ? 1 : 0);
  return {
    rank,
    helperName: personName(person, person, draw('helper-gender', person, 3) === 0 ? 'FEMALE' : 'MALE'),
    unitName: unitOf(household, rank, helper),
    startsOn: dateOf(startDayOf(household, rank)),
    endsOn: exitedOn,
  };
}
