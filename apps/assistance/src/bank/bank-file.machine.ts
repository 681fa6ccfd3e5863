import { defineStateMachine } from '@nuan/kernel';

import { BankFileStatus, BankLineState } from './bank-file-status';

const F = BankFileStatus;
const L = BankLineState;

/** The life of a payment file. What is PREPARED never changes again: sending it once more writes the same bytes. */
export const bankFileMachine = defineStateMachine({
  name: 'BankFile',
  title: 'Payment file (发放文件)',
  states: Object.values(BankFileStatus),
  initial: F.PREPARING,
  transitions: [
    { event: 'SETTLE_LINES', from: [F.PREPARING], to: F.PREPARED, title: 'Settle lines and checksum (生成)' },
    { event: 'ABANDON', from: [F.PREPARING], to: F.ABANDONED, title: 'There was nothing to send (作废)' },
    { event: 'WRITE', from: [F.PREPARED], to: F.WRITTEN, title: 'Hand to the bank (送银行)' },
    { event: 'ANSWER', from: [F.WRITTEN], to: F.ANSWERED, title: 'The last line is answered (全部回盘)' },
  ],
});

/** The life of one line. An answer is final: what contradicts it later is an anomaly, not another step. */
export const bankLineMachine = defineStateMachine({
  name: 'BankLine',
  title: 'Line of a payment file (发放文件明细)',
  states: Object.values(BankLineState),
  initial: L.SENT,
  transitions: [
    { event: 'MISS', from: [L.SENT], to: L.UNKNOWN, title: 'No answer in time (逾期未回盘)' },
    { event: 'CONFIRM', from: [L.SENT, L.UNKNOWN], to: L.CONFIRMED, title: 'The bank says paid (银行确认)' },
    { event: 'REJECT', from: [L.SENT, L.UNKNOWN], to: L.REJECTED, title: 'The bank says not paid (银行退回)' },
  ],
});
