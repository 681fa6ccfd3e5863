import { type Clock, fixedClock } from '@nuan/kernel';
import { type MutationAnswer, mutationKit, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';

export { aKey, type MutationAnswer as Answer, type MutationOptions } from '@nuan/testing';

/** A maker of the county in Hefei where the builders' people live. */
export const countyMaker = viewerWith({ role: 'maker', read: ['340102'], subject: 'maker-1' });

/** Mutations of employment, by that maker unless a test says otherwise. */
export const { mutate, answerOf } = mutationKit(employmentSubgraph, countyMaker, 'from');

/** An officer of Hefei. */
export const hefei = viewerWith({ role: 'city', read: ['340100'], subject: 'city-1' });

const days = new Map<string, Clock>();

/** Noon of a day in Asia/Shanghai; the same clock for the same day, because a schema is built per clock. */
export function noonOf(day: string): Clock {
  let clock = days.get(day);
  if (!clock) days.set(day, (clock = fixedClock(new Date(`${day}T12:00:00+08:00`))));
  return clock;
}

/** Id and version of an answer, as a step asks for them. */
export const stepOf = ({ id, version }: MutationAnswer): object => ({ id, expectedVersion: version });
