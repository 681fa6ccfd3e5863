import { defineStateMachine } from '@nuan/kernel';

import { BankAnomalyStatus, BankAnswerStatus } from './bank-answer-status';

const A = BankAnswerStatus;

/** The life of a file of the bank's: nothing of it is applied before all of it has been held against its head. */
export const bankAnswerMachine = defineStateMachine({
  name: 'BankAnswer',
  title: 'File of the bank (回盘文件)',
  states: Object.values(BankAnswerStatus),
  initial: A.RECEIVING,
  transitions: [
    { event: 'FINISH', from: [A.RECEIVING], to: A.CHECKING, title: 'The last piece is here (接收完毕)' },
    { event: 'ACCEPT', from: [A.CHECKING], to: A.APPLYING, title: 'It is whole (校验通过)' },
    { event: 'REFUSE', from: [A.CHECKING], to: A.REFUSED, title: 'It is not whole, or known under its number (拒收)' },
    { event: 'COMPLETE', from: [A.APPLYING], to: A.APPLIED, title: 'The last line is matched (入账完毕)' },
  ],
});

const N = BankAnomalyStatus;

/** The life of an anomaly. A harmless one begins as NOTED and stays so. */
export const bankAnomalyMachine = defineStateMachine({
  name: 'BankAnomaly',
  title: 'Anomaly of a bank line (对账异常)',
  states: [N.OPEN, N.RESOLVED],
  initial: N.OPEN,
  transitions: [{ event: 'RESOLVE', from: [N.OPEN], to: N.RESOLVED, title: 'Clear it up, with the reason (处理)' }],
});
