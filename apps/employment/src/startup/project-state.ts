import { registerEnum } from '@nuan/federation';

/** State of a start-up project (创业项目状态). */
export enum ProjectState {
  APPLIED = 'APPLIED',
  REVIEWED = 'REVIEWED',
  FUNDED = 'FUNDED',
  OPERATING = 'OPERATING',
  CLOSED = 'CLOSED',
  RECOVERED = 'RECOVERED',
}

registerEnum(ProjectState, 'StartupProjectState', 'State of a start-up project (创业项目状态).', {
  APPLIED: 'Has applied (已申报).',
  REVIEWED: 'Reviewed, not yet funded (已评审).',
  FUNDED: 'Funded (已拨付).',
  OPERATING: 'In operation (经营中).',
  CLOSED: 'Closed (已结束).',
  RECOVERED: 'The support was taken back (已收回).',
});
