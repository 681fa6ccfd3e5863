import { connectionOf, defineList, enumField, idField, instantField, regionField, textField } from '@nuan/federation';

import { FileTransfer } from './file-transfer.entity';
import { TransferReason, TransferState } from './transfer-state';

/** Transfers of files. Bounded by either of its two regions, which the service adds: one scope column can't say that. */
export const fileTransferList = defineList({
  name: 'FileTransfer',
  from: 'file_transfer t',
  id: 't.id',
  scope: null,
  fields: {
    state: enumField(TransferState, 't.state', 'State (转接状态).'),
    reason: enumField(TransferReason, 't.reason', 'Why the file moves (转接原因).'),
    fromRegion: regionField('t.from_region_code', 'Region that gives the file away (转出区域).'),
    toRegion: regionField('t.to_region_code', 'Region that receives it (转入区域).'),
    fromUnionId: idField('t.from_union_id', 'Union that gives it away (转出工会).'),
    toUnionId: idField('t.to_union_id', 'Union that receives it (转入工会).'),
    householdId: idField('t.household_id', 'File (档案).'),
    fileNo: textField('t.file_no', 'Number of the file (档案编号).'),
    proposedAt: instantField('t.proposed_at', 'When it was proposed (提出时间).'),
  },
  order: {
    PROPOSED_AT: { sql: 't.proposed_at', type: 'timestamptz', description: 'When it was proposed (提出时间).' },
  },
  defaultOrder: [['PROPOSED_AT', 'DESC']],
});

/** A page of transfers. */
export const FileTransferConnection = connectionOf(FileTransfer, 'FileTransfer', 'transfers of files (档案转接)');
