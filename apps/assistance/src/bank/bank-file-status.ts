import { registerEnum } from '@nuan/federation';

/** State of a payment file (发放文件状态). */
export enum BankFileStatus {
  PREPARING = 'PREPARING',
  PREPARED = 'PREPARED',
  WRITTEN = 'WRITTEN',
  ANSWERED = 'ANSWERED',
  ABANDONED = 'ABANDONED',
}

registerEnum(BankFileStatus, 'BankFileStatus', 'State of a payment file (发放文件状态).', {
  PREPARING: 'Its lines are being collected; the bank has nothing yet (汇集明细中).',
  PREPARED: 'Its lines and checksum are settled; the bank may or may not have it yet (已生成).',
  WRITTEN: 'It is with the bank (已送银行).',
  ANSWERED: 'Every line has its answer (已全部回盘).',
  ABANDONED: 'There was nothing to send; it stays without lines (已作废).',
});

/** State of one line of a payment file (明细状态). */
export enum BankLineState {
  SENT = 'SENT',
  UNKNOWN = 'UNKNOWN',
  CONFIRMED = 'CONFIRMED',
  REJECTED = 'REJECTED',
}

registerEnum(BankLineState, 'BankLineState', 'State of one line of a payment file (明细状态).', {
  SENT: 'No answer yet (待回盘).',
  UNKNOWN:
    'No answer in time: the bank is asked, and the payment is neither retried nor given up before it answers (状态不明).',
  CONFIRMED: 'The bank says it is paid (银行已确认).',
  REJECTED: 'The bank says it could not be paid (银行已退回).',
});
