import { registerEnum } from '@nuan/federation';

/** What a file of the bank's is (回盘文件类别). */
export enum BankAnswerKind {
  RESULT = 'RESULT',
  STATEMENT = 'STATEMENT',
}

registerEnum(BankAnswerKind, 'BankAnswerKind', 'What a file of the bank’s is (回盘文件类别).', {
  RESULT: 'What became of the lines of payment files (回盘结果).',
  STATEMENT: 'What left and what came back to the dedicated account on a day (对账单).',
});

/** State of a file of the bank's (回盘文件状态). */
export enum BankAnswerStatus {
  RECEIVING = 'RECEIVING',
  CHECKING = 'CHECKING',
  APPLYING = 'APPLYING',
  APPLIED = 'APPLIED',
  REFUSED = 'REFUSED',
}

registerEnum(BankAnswerStatus, 'BankAnswerStatus', 'State of a file of the bank’s (回盘文件状态).', {
  RECEIVING: 'Its pieces are coming in (接收中).',
  CHECKING: 'All of it is here and waits to be held against its head (校验中).',
  APPLYING: 'Its lines are being matched, piece by piece (入账中).',
  APPLIED: 'Every line is matched, or stands as an anomaly (已入账).',
  REFUSED: 'It is not whole, or its number came with another content: none of its lines was applied (已拒收).',
});

/** Why a line of the bank's could not be applied (对账异常类别). */
export enum BankAnomalyKind {
  DUPLICATE_LINE = 'DUPLICATE_LINE',
  LATE = 'LATE',
  UNKNOWN_PAYMENT = 'UNKNOWN_PAYMENT',
  AMOUNT_MISMATCH = 'AMOUNT_MISMATCH',
  WRONG_FILE = 'WRONG_FILE',
  CONFLICTING_RESULT = 'CONFLICTING_RESULT',
  MONEY_RETURNED = 'MONEY_RETURNED',
}

registerEnum(BankAnomalyKind, 'BankAnomalyKind', 'Why a line of the bank’s could not be applied (对账异常类别).', {
  DUPLICATE_LINE: 'The bank said the same before: harmless, and noted (重复行).',
  LATE: 'It answers a line whose payment was given up, or sent anew, meanwhile (迟到回盘).',
  UNKNOWN_PAYMENT: 'No payment has this id (无此笔发放).',
  AMOUNT_MISMATCH: 'The amount is not the one that was sent (金额不符).',
  WRONG_FILE: 'The payment was not sent in the file that the line names (文件号不符).',
  CONFLICTING_RESULT: 'The bank said otherwise before, or paid again (前后矛盾).',
  MONEY_RETURNED: 'Money came back to the account; to be posted as a return (资金退回).',
});

/** State of an anomaly (异常状态). */
export enum BankAnomalyStatus {
  NOTED = 'NOTED',
  OPEN = 'OPEN',
  RESOLVED = 'RESOLVED',
}

registerEnum(BankAnomalyStatus, 'BankAnomalyStatus', 'State of an anomaly (异常状态).', {
  NOTED: 'Recorded; nobody need act (已记录).',
  OPEN: 'Waits for a cashier to clear it up with the bank (待处理).',
  RESOLVED: 'Cleared up, with the reason (已处理).',
});
