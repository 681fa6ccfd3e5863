import { registerEnum } from '@nuan/federation';

/** State of a request to be erased (清除申请状态). */
export enum ErasureRequestState {
  REQUESTED = 'REQUESTED',
  EXECUTED = 'EXECUTED',
  REFUSED = 'REFUSED',
  WITHDRAWN = 'WITHDRAWN',
}

registerEnum(ErasureRequestState, 'ErasureRequestState', 'State of a request to be erased (个人信息清除申请状态).', {
  REQUESTED: 'Waiting for another officer’s decision (待审批).',
  EXECUTED: 'Granted: the personal data was erased in the same act (已清除).',
  REFUSED: 'Refused on a legal ground (已拒绝).',
  WITHDRAWN: 'Taken back by the person (已撤回).',
});

/** Why the law keeps what a person wants erased (保留依据). */
export enum ErasureGround {
  FILE_OPEN = 'FILE_OPEN',
  APPLICATION_IN_HAND = 'APPLICATION_IN_HAND',
  FILE_KEPT = 'FILE_KEPT',
  APPLICATION_KEPT = 'APPLICATION_KEPT',
  OTHER_DUTY = 'OTHER_DUTY',
}

registerEnum(ErasureGround, 'ErasureGround', 'Why the law keeps what a person wants erased (不予清除的依据).', {
  FILE_OPEN:
    'A file of the person is open: the aid it applied for needs the data (在档). Leaving the register comes first.',
  APPLICATION_IN_HAND: 'An application of the person is in hand (申请办理中). Withdrawing it comes first.',
  FILE_KEPT:
    'A closed file is kept ten years: file-management rules of 2016; PIPL art. 47 puts off the erasure (撤档档案保存期内).',
  APPLICATION_KEPT:
    'An application that led to no file is kept three years, as records of handling are: PIPL art. 56 (处理记录保存期内).',
  OTHER_DUTY: 'Another legal duty, such as a dispute or an investigation, named in the reason (其他法定义务).',
});
