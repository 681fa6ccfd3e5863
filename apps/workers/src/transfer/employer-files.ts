import { writePatterns } from '@nuan/auth';
import type { ActTransaction } from '@nuan/facts';
import { FileStatus } from '@nuan/kernel';

import { KEPT_STATUSES } from './dissolved-union.service';
import type { EmployerTransfer } from './employer-transfer.entity';
import type { ProposedChunk } from './union-files';

/** The explanation that each proposal carries. */
const EXPLANATION = '用人单位注销，档案转所在地工会';

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
export interface EmployerFileCounts {
  readonly due: number;
  readonly open: number;
  readonly busy: number;
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

/** A file stays in its region: only the union that keeps it changes. None goes once the deregistration was taken back. */
const PROPOSE = `
with picked as (
  select h.id, h.file_no, h.region_code, h.union_id, s.id as successor_id from ${FILES_OF_EMPLOYERS}
  where h.employer_id = $1 and h.status = '${FileStatus.RECORDED}' and h.region_code like any($2::text[]) and h.id > $3
    and s.id is not null and t.id is null and e.closed_on <= $9
  order by h.id limit $4 for update of h
), made as (
  insert into file_transfer (id, household_id, file_no, state, from_region_code, from_union_id, to_region_code, to_union_id, reason,
    explanation, proposed_by, proposed_at, version, employer_transfer_id)
  select gen_random_uuid(), p.id, p.file_no, 'PROPOSED', p.region_code, p.union_id, p.region_code, p.successor_id, 'EMPLOYER_DISSOLVED',
    $5, $6, $7, 1, $8
  from picked p
  on conflict (household_id) where state = 'PROPOSED' do nothing returning id, household_id
), told as (
  insert into file_event (id, household_id, kind, happened_at, actor_id, note)
  select gen_random_uuid(), household_id, 'TRANSFER_PROPOSED', $7, $6, $5 from made
)
select p.id as "householdId", m.id as "transferId" from picked p left join made m on m.household_id = p.id order by p.id`;

/** Proposes the transfers of the next files, by id. What was proposed by others meanwhile stays as it is. */
export async function proposeEmployerChunk(
  tx: ActTransaction,
  act: EmployerTransfer,
  after: string,
  limit: number,
): Promise<ProposedChunk> {
  const found = await tx.query<{ householdId: string; transferId: string | null }[]>(PROPOSE, [
    ...[act.enterpriseId, writePatterns(tx.viewer), after, limit],
    ...[EXPLANATION, tx.viewer.subject, tx.now, act.id, tx.today],
  ]);
  const made = found.filter(({ transferId }) => transferId !== null);
  tx.about('EmployerTransfer', act.id);
  tx.about(
    'Household',
    made.map(({ householdId }) => householdId),
  );
  tx.about(
    'FileTransfer',
    made.map(({ transferId }) => String(transferId)),
  );
  tx.within(act.regionCode);
  return { proposed: made.length, after: found.length < limit ? null : (found.at(-1)?.householdId ?? null) };
}
