import { registerEnum } from '@nuan/federation';

/** What became of a claim (名额状态). */
export enum PlaceClaimState {
  WAITING = 'WAITING',
  HELD = 'HELD',
  ATTENDED = 'ATTENDED',
  CANCELLED = 'CANCELLED',
}

registerEnum(PlaceClaimState, 'PlaceClaimState', 'What became of a claim to a place (名额状态).', {
  WAITING: 'On the waiting list (候补).',
  HELD: 'Has a place (已占名额).',
  ATTENDED: 'Had a place and came (已参加).',
  CANCELLED: 'Given back, or taken back with the event (已取消).',
});
