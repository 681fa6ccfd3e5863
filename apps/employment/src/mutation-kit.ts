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

/** Noon of a day in Asia/Shanghai. */
export function noonOf(day: string): Clock {
  return fixedClock(new Date(`${day}T12:00:00+08:00`));
}

/** Id and version of an answer, as a step asks for them. */
export const stepOf = ({ id, version }: MutationAnswer): object => ({ id, expectedVersion: version });
