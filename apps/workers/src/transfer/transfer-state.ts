import { registerEnum } from '@nuan/federation';

/** State of a transfer of a file (档案转接状态). */
export enum TransferState {
  PROPOSED = 'PROPOSED',
  ACCEPTED = 'ACCEPTED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnum(TransferState, 'TransferState', 'State of a transfer of a file (档案转接状态).', {
  PROPOSED: 'Waiting for the receiving union (待接收).',
  ACCEPTED: 'Accepted: the file has moved (已接收).',
  DECLINED: 'Declined: the file stays (已退回).',
  WITHDRAWN: 'Taken back by who proposed it (已撤回).',
});

/** Why a file moves (转接原因). Source: file-management rules of 2016 (用人单位注销的，档案转新单位或街道社区工会). */
export enum TransferReason {
  EMPLOYER_DISSOLVED = 'EMPLOYER_DISSOLVED',
  NEW_EMPLOYER = 'NEW_EMPLOYER',
  MOVED_HOME = 'MOVED_HOME',
  REGION_CHANGED = 'REGION_CHANGED',
  OTHER = 'OTHER',
}

registerEnum(TransferReason, 'TransferReason', 'Why a file moves to another union (转接原因).', {
  EMPLOYER_DISSOLVED: 'The employer was dissolved or closed (用人单位撤销).',
  NEW_EMPLOYER: 'The head works for another employer (更换单位).',
  MOVED_HOME: 'The household lives elsewhere (迁居).',
  REGION_CHANGED: 'The region or union was re-organised (区划或工会调整).',
  OTHER: 'Another reason, told in words (其他).',
});
