import { connectionOf, dateField, defineList, enumField, instantField, regionField, textField } from '@nuan/federation';

import { BankAnswer } from './bank-answer.entity';
import { BankAnswerKind, BankAnswerStatus } from './bank-answer-status';

/** Files of the bank's, the latest first. */
export const bankAnswerList = defineList({
  name: 'BankAnswer',
  from: 'bank_answer a',
  id: 'a.id',
  scope: 'a.region_code',
  fields: {
    kind: enumField(BankAnswerKind, 'a.kind', 'What it is (类别).'),
    status: enumField(BankAnswerStatus, 'a.status', 'State of the file (状态).'),
    answerNo: textField('a.answer_no', 'The bank’s number of it (回盘文件号).'),
    region: regionField('a.region_code', 'Region whose payments it may answer (所在区域).'),
    datedOn: dateField('a.dated_on', 'The day it speaks of (日期).'),
    receivedAt: instantField('a.received_at', 'When it came in (接收时间).'),
  },
  order: { RECEIVED_AT: { sql: 'a.received_at', type: 'timestamptz', description: 'When it came in (接收时间).' } },
  defaultOrder: [['RECEIVED_AT', 'DESC']],
});

/** A page of files of the bank's. */
export const BankAnswerConnection = connectionOf(BankAnswer, 'BankAnswer', 'files of the bank (回盘文件)');
