import { mutationKit, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from './migrants.subgraph';

export { aKey, type MutationAnswer as Answer } from '@nuan/testing';

/** A maker of the county in Hefei where the builders put their rows. */
export const countyMaker = viewerWith({ role: 'maker', read: ['340102'], subject: 'maker-1' });

/** Mutations of migrants, by that maker unless a test says otherwise. */
export const { mutate, answerOf } = mutationKit(migrantsSubgraph, countyMaker, 'refusedIn');
