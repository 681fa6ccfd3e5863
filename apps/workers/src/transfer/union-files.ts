import { writePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { FileStatus } from '@nuan/kernel';

import type { BulkTransferCounts, BulkTransferKind } from './bulk-transfer';
import { KEPT_STATUSES } from './dissolved-union.service';
import { presentCodeOf } from './region-succession';
import { UnionTransfer } from './union-transfer.entity';

/** Counts the files of a union within the regions that the caller writes in. */
export async function countUnionFiles(tx: ActTransaction, unionId: string): Promise<BulkTransferCounts> {
  const [counts = { due: 0, open: 0, busy: 0 }] = await tx.query<BulkTransferCounts[]>(
    `select (count(*) filter (where t.id is null and h.status = $4))::int as due,
       (count(*) filter (where t.id is not null))::int as open,
       (count(*) filter (where t.id is null and h.status <> $4))::int as busy
     from household h left join file_transfer t on t.household_id = h.id and t.state = 'PROPOSED'
     where h.union_id = $1 and h.region_code like any($2::text[]) and h.status = any($3::text[])`,
    [unionId, writePatterns(tx.viewer), KEPT_STATUSES, FileStatus.RECORDED],
  );
  return counts;
}

/** How the files of a dissolved union are handed on: one that lies under the successor's region keeps its own, any other moves there. */
export const UNION_TRANSFERS: BulkTransferKind<UnionTransfer> = {
  ...{
    rows: rowMapping(UnionTransfer, 'a'),
    type: 'UnionTransfer',
    table: 'union_transfer',
    column: 'union_transfer_id',
  },
  ...{ jobKind: 'transfer.proposeOfUnion', explanation: '所属工会撤销，档案转承接工会' },
  picked: `
  select h.id, h.file_no, h.region_code, h.union_id, $10::uuid as to_union_id, $11::text as reason,
    case when h.region_code like regexp_replace($9, '(00)+$', '') || '%' then h.region_code else $9 end as to_region_code
  from household h
  where h.union_id = $8 and h.status = '${FileStatus.RECORDED}' and h.region_code like any($3::text[]) and h.id > $1
    and not exists (select from file_transfer t where t.household_id = h.id and t.state = 'PROPOSED')
  order by h.id limit $2 for update of h`,
  values: (tx, act) => [
    ...[act.unionId, presentCodeOf(act.toRegionCode, tx.today) ?? act.toRegionCode, act.successorId, act.reason],
  ],
};
