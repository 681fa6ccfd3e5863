import { writePatterns } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { FileStatus } from '@nuan/kernel';

import type { BulkTransferCounts, BulkTransferKind } from './bulk-transfer';
import { KEPT_STATUSES } from './dissolved-union.service';
import { EmployerTransfer } from './employer-transfer.entity';

/**
 * Files `h` of workers of an employer `e` that the employer's own union keeps: a grass-roots union `k` that exists, unless the employer is
 * known to have another one. `s` is who takes over by the rules of 2016 (用人单位注销的，档案转街道社区工会或帮扶中心): the federation of the
 * file's county, else the city's, else the province's. Files of a dissolved union go to its successor instead.
 */
export const FILES_OF_EMPLOYERS = `household h
  join enterprise_projection e on e.id = h.employer_id and (e.union_id is null or e.union_id = h.union_id)
  join union_projection k on k.id = h.union_id and k.level = 'GRASSROOTS' and k.dissolved_on is null
  left join lateral (
    select u.id from union_projection u
    where u.dissolved_on is null and u.level in ('PROVINCE','PREFECTURE','COUNTY')
      and (u.level, u.region_code) in
        (('COUNTY', h.region_code), ('PREFECTURE', left(h.region_code, 4) || '00'), ('PROVINCE', left(h.region_code, 2) || '0000'))
    order by u.region_code desc limit 1
  ) s on true
  left join file_transfer t on t.household_id = h.id and t.state = 'PROPOSED'`;

/** What the union of a deregistered employer keeps, as an act finds it. */
export interface EmployerFileCounts extends BulkTransferCounts {
  /** Region of the files, the first by code; null when there are none. */
  readonly region: string | null;
}

/** Counts the files of an employer within the regions that the caller writes in. */
export async function countEmployerFiles(tx: ActTransaction, enterpriseId: string): Promise<EmployerFileCounts> {
  const [counts] = await tx.query<EmployerFileCounts[]>(
    `select (count(*) filter (where t.id is null and h.status = $4 and s.id is not null))::int as due,
       (count(*) filter (where t.id is not null))::int as open,
       (count(*) filter (where t.id is null and (h.status <> $4 or s.id is null)))::int as busy,
       min(h.region_code) as region
     from ${FILES_OF_EMPLOYERS}
     where h.employer_id = $1 and h.region_code like any($2::text[]) and h.status = any($3::text[])`,
    [enterpriseId, writePatterns(tx.viewer), KEPT_STATUSES, FileStatus.RECORDED],
  );
  return counts ?? { due: 0, open: 0, busy: 0, region: null };
}

/**
 * How the files of a deregistered employer are handed on: each stays in its region, only the union that keeps it changes. None goes once the
 * deregistration was taken back.
 */
export const EMPLOYER_TRANSFERS: BulkTransferKind<EmployerTransfer> = {
  ...{ rows: rowMapping(EmployerTransfer, 'a'), type: 'EmployerTransfer', table: 'employer_transfer' },
  ...{ column: 'employer_transfer_id', jobKind: 'transfer.proposeOfEmployer' },
  explanation: '用人单位注销，档案转所在地工会',
  picked: `
  select h.id, h.file_no, h.region_code, h.union_id, h.region_code as to_region_code, s.id as to_union_id, 'EMPLOYER_DISSOLVED' as reason
  from ${FILES_OF_EMPLOYERS}
  where h.employer_id = $8 and h.status = '${FileStatus.RECORDED}' and h.region_code like any($3::text[]) and h.id > $1
    and s.id is not null and t.id is null and e.closed_on <= $9
  order by h.id limit $2 for update of h`,
  values: (tx, act) => [act.enterpriseId, tx.today],
};
