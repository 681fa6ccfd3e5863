import { registerEnum } from '@nuan/federation';

/** What became of a finding (问题整改状态): OPEN → ORDERED → RECTIFIED → CHECKED. */
export enum FindingState {
  OPEN = 'OPEN',
  ORDERED = 'ORDERED',
  RECTIFIED = 'RECTIFIED',
  CHECKED = 'CHECKED',
}

registerEnum(FindingState, 'FindingState', 'What became of a finding (问题整改状态).', {
  OPEN: 'Found (已发现).',
  ORDERED: 'The enterprise was told to put it right (已责令整改).',
  RECTIFIED: 'Put right, as the enterprise reports (已整改).',
  CHECKED: 'Put right, as the union has checked (已复查).',
});
