import { registerEnum } from '@nuan/federation';

/** Which honour (荣誉类型). */
export enum HonourKind {
  MOST_BEAUTIFUL_MIGRANT_WORKER = 'MOST_BEAUTIFUL_MIGRANT_WORKER',
}

registerEnum(HonourKind, 'HonourKind', 'Which honour (荣誉类型).', {
  MOST_BEAUTIFUL_MIGRANT_WORKER: 'Most beautiful migrant worker of the province (全省最美农民工).',
});
