import { connectionOf, defineList, enumField, idField, instantField, regionField, textField } from '@nuan/federation';

import { BankFile } from './bank-file.entity';
import { BankFileStatus } from './bank-file-status';

/** Payment files, the latest first. */
export const bankFileList = defineList({
  name: 'BankFile',
  from: 'bank_file f',
  id: 'f.id',
  scope: 'f.region_code',
  fields: {
    fileNo: textField('f.file_no', 'Number of the file (文件号).'),
    status: enumField(BankFileStatus, 'f.status', 'State of the file (状态).'),
    batchId: idField('f.batch_id', 'Batch (发放批次).'),
    region: regionField('f.region_code', 'Region of the payments (所在区域).'),
    openedAt: instantField('f.opened_at', 'When it was opened (生成时间).'),
  },
  order: { OPENED_AT: { sql: 'f.opened_at', type: 'timestamptz', description: 'When it was opened (生成时间).' } },
  defaultOrder: [['OPENED_AT', 'DESC']],
});

/** A page of payment files. */
export const BankFileConnection = connectionOf(BankFile, 'BankFile', 'payment files (发放文件)');
