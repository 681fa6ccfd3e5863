import { mutationKit, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from './assistance.subgraph';

export { aKey, type MutationAnswer as Answer } from '@nuan/testing';

/** A maker of the county in Hefei where the builders' households live. */
export const countyMaker = viewerWith({ role: 'maker', read: ['340102'], subject: 'maker-1' });

/** Mutations of assistance, by that maker unless a test says otherwise. */
export const { mutate, answerOf } = mutationKit(assistanceSubgraph, countyMaker);
