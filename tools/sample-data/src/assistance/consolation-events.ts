import { UnionLevel } from '@nuan/kernel';
import type { World } from '../world';

/** The day of all consolation events of CNY2017. */
export const EVENTS_HELD_ON = '2017-01-12';

const BENGBU = '340300';
/** Index of the event for the sanitation migrants of Bengbu; a city's own event has the city's number in its code. */
const BENGBU_SANITATION = 0;

/** A consolation event for workers on duty. */
export interface SampleEvent {
  readonly index: number;
  readonly title: string;
  readonly regionCode: string;
  readonly unionId: string;
}

/** At which event a worker on duty was consoled: Bengbu's sanitation migrants at theirs, workers of a city's own units at the city's. */
export function eventOfWorker(regionCode: string, isBengbuSanitation: boolean): number | null {
  if (isBengbuSanitation) return BENGBU_SANITATION;
  return regionCode.endsWith('00') ? Number(regionCode.slice(2, 4)) : null;
}

/** The event in Bengbu and one in each city. */
export function sampleEvents(world: World): SampleEvent[] {
  const cities = world.unions.filter((union) => union.level === UnionLevel.PREFECTURE);
  const events = cities.map(({ id, name, regionCode }) => {
    const title = `${name.replace('总工会', '')}慰问坚守岗位一线职工`;
    return { index: Number(regionCode.slice(2, 4)), title, regionCode, unionId: id };
  });
  const bengbu = cities.find((union) => union.regionCode === BENGBU);
  return [
    { index: BENGBU_SANITATION, title: '蚌埠市慰问环卫农民工', regionCode: BENGBU, unionId: bengbu?.id ?? '' },
    ...events,
  ];
}
