import { registerEnum } from '@nuan/federation';

/** Whether places can be claimed (名额阶段). */
export enum PlacePhase {
  PREPARED = 'PREPARED',
  OPEN = 'OPEN',
  SETTLED = 'SETTLED',
}

registerEnum(PlacePhase, 'PlacePhase', 'Whether places can be claimed (名额阶段).', {
  PREPARED: 'Not yet (未开放).',
  OPEN: 'Within the window they can; a place given back goes to the next (开放).',
  SETTLED: 'The list is final (已定).',
});
