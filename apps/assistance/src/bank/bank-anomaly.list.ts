import {
  connectionOf,
  defineList,
  enumField,
  idField,
  instantField,
  moneyField,
  regionField,
  textField,
} from '@nuan/federation';

import { BankAnomaly } from './bank-anomaly.entity';
import { BankAnomalyKind, BankAnomalyStatus } from './bank-answer-status';

/** Anomalies, the latest first. */
export const bankAnomalyList = defineList({
  name: 'BankAnomaly',
  from: 'bank_anomaly n',
  id: 'n.id',
  scope: 'n.region_code',
  fields: {
    kind: enumField(BankAnomalyKind, 'n.kind', 'Why the line could not be applied (类别).'),
    status: enumField(BankAnomalyStatus, 'n.status', 'State of the anomaly (状态).'),
    answerId: idField('n.answer_id', 'The bank’s file that it is of (回盘文件).'),
    disbursementId: idField('n.disbursement_id', 'The payment that the line names (发放编号).'),
    fileNo: textField('n.file_no', 'The payment file that the line names (发放文件号).'),
    amount: moneyField('n.amount_fen', 'Amount of the line (行内金额，元).'),
    region: regionField('n.region_code', 'Region of the payment, or of the bank’s file (所在区域).'),
    foundAt: instantField('n.found_at', 'When it was found (发现时间).'),
  },
  order: {
    FOUND_AT: { sql: 'n.found_at', type: 'timestamptz', description: 'When it was found (发现时间).' },
    AMOUNT: { sql: 'n.amount_fen', type: 'bigint', description: 'Amount of the line (金额).' },
  },
  defaultOrder: [['FOUND_AT', 'DESC']],
});

/** A page of anomalies. */
export const BankAnomalyConnection = connectionOf(BankAnomaly, 'BankAnomaly', 'anomalies of bank lines (对账异常)');
