import { defineStateMachine } from '@nuan/kernel';

import { TransferState } from './transfer-state';

const { PROPOSED, ACCEPTED, DECLINED, WITHDRAWN } = TransferState;

/** A transfer of a file (档案转接): it moves only when the receiving side accepts it. */
export const fileTransferMachine = defineStateMachine({
  name: 'FileTransfer',
  title: 'Transfer of a file (档案转接)',
  states: Object.values(TransferState),
  initial: PROPOSED,
  transitions: [
    { event: 'ACCEPT', from: [PROPOSED], to: ACCEPTED, title: 'Accept (接收)' },
    { event: 'DECLINE', from: [PROPOSED], to: DECLINED, title: 'Decline (退回)' },
    { event: 'WITHDRAW', from: [PROPOSED], to: WITHDRAWN, title: 'Take back (撤回)' },
  ],
});
