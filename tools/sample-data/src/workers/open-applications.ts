import { HardshipCategory, HardshipCause } from '@nuan/kernel';

import { personIdOf } from '../persons';
import type { SampleTools } from '../table-load';
import type { World } from '../world';

/** An application that has not come to its end at the as-of date. */
export interface OpenApplication {
  readonly id: string;
  readonly status: 'DRAFT' | 'SUBMITTED' | 'FIRST_REVIEW' | 'VISITED' | 'CHECKED' | 'PUBLICISED' | 'RETURNED';
  readonly personIndex: number;
  readonly personId: string;
  readonly regionCode: string;
  readonly unionId: string;
  /** Null in a draft. */
  readonly consentId: string | null;
  readonly category: HardshipCategory | null;
  readonly primaryCause: HardshipCause | null;
  readonly begunOn: string;
  readonly noticeId: string;
  /** Set when it is on public notice. */
  readonly postedOn: string | null;
  readonly version: number;
}

/** One in so many of the consoled workers of distressed enterprises asks to be filed; our rule. */
const ONE_IN = 200;

const STAGES = [
  ['DRAFT', '2017-01-19'],
  ['SUBMITTED', '2017-01-17'],
  ['FIRST_REVIEW', '2017-01-12'],
  ['VISITED', '2017-01-06'],
  ['CHECKED', '2017-01-04'],
  ['PUBLICISED', '2016-12-28'],
  ['RETURNED', '2017-01-05'],
] as const;

/** The states of the way in their order; a returned application begins it again. */
export const STAGE_ORDER: readonly OpenApplication['status'][] = [
  'DRAFT',
  'SUBMITTED',
  'FIRST_REVIEW',
  'VISITED',
  'CHECKED',
  'PUBLICISED',
];

/** Applications on their way, every stage about equally often. */
export function* openApplications(world: World, tools: SampleTools): Generator<OpenApplication> {
  for (const [at, index] of world.campaignGroups.distressedWorkers.entries()) {
    const person = world.persons[index];
    const stage = STAGES[Math.floor(at / ONE_IN) % STAGES.length];
    if (at % ONE_IN !== 0 || person === undefined || stage === undefined) continue;
    const [status, begunOn] = stage;
    const draft = status === 'DRAFT';
    yield {
      id: tools.id('open-application', index),
      status,
      personIndex: index,
      personId: personIdOf(index),
      regionCode: person.regionCode,
      unionId: person.unionId,
      consentId: draft ? null : tools.id('open-consent', index),
      category: draft ? null : HardshipCategory.NEAR_MIN,
      primaryCause: draft ? null : HardshipCause.LAID_OFF,
      begunOn,
      noticeId: tools.id('open-notice', index),
      postedOn: status === 'PUBLICISED' ? '2017-01-18' : null,
      version: 1 + STAGES.indexOf(stage),
    };
  }
}
