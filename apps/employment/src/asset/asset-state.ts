import { registerEnum } from '@nuan/federation';

/** State of a given asset (生产资料状态). */
export enum AssetState {
  GIVEN = 'GIVEN',
  IN_USE = 'IN_USE',
  TRANSFERRED = 'TRANSFERRED',
  RECOVERED = 'RECOVERED',
  WRITTEN_OFF = 'WRITTEN_OFF',
}

registerEnum(AssetState, 'AssetState', 'State of a given asset (生产资料状态).', {
  GIVEN: 'Handed over (已发放).',
  IN_USE: 'In use, seen on a visit (使用中).',
  TRANSFERRED: 'Passed on to another person in need (已转给他人).',
  RECOVERED: 'Taken back (已收回).',
  WRITTEN_OFF: 'Lost or worn out (已核销).',
});
