import { defineStateMachine } from '@nuan/kernel';

import { ErasureRequestState } from './erasure-request-state';

const { REQUESTED, EXECUTED, REFUSED, WITHDRAWN } = ErasureRequestState;

/** A request to be erased (个人信息清除申请): another officer decides, and granting it erases. */
export const erasureRequestMachine = defineStateMachine({
  name: 'ErasureRequest',
  title: 'Request to be erased (个人信息清除申请)',
  states: Object.values(ErasureRequestState),
  initial: REQUESTED,
  transitions: [
    { event: 'EXECUTE', from: [REQUESTED], to: EXECUTED, title: 'Grant and erase (同意并清除)' },
    { event: 'REFUSE', from: [REQUESTED], to: REFUSED, title: 'Refuse on a legal ground (拒绝)' },
    { event: 'WITHDRAW', from: [REQUESTED], to: WITHDRAWN, title: 'Take back (撤回)' },
  ],
});
