import { writePatterns } from '@nuan/auth';
import type { ActTransaction } from '@nuan/facts';
import { FileStatus } from '@nuan/kernel';

import { KEPT_STATUSES } from './dissolved-union.service';
import { presentCodeOf } from './region-succession';
import type { UnionTransfer } from './union-transfer.entity';

/** Files that one transaction proposes. */
export const CHUNK = 500;

/** The explanation that each proposal carries. */
const EXPLANATION = '所属工会撤销，档案转承接工会';

/** What a dissolved union keeps, as an act finds it. */
export interface UnionFileCounts {
  readonly due: number;
  readonly open: number;
  readonly busy: number;
}

/** Counts the files of a union within the regions that the caller writes in. */
export async function countUnionFiles(tx: ActTransaction, unionId: string): Promise<UnionFileCounts> {
  const [counts = { due: 0, open: 0, busy: 0 }] = await tx.query<UnionFileCounts[]>(
    `select (count(*) filter (where t.id is null and h.status = $4))::int as due,
       (count(*) filter (where t.id is not null))::int as open,
       (count(*) filter (where t.id is null and h.status <> $4))::int as busy
     from household h left join file_transfer t on t.household_id = h.id and t.state = 'PROPOSED'
     where h.union_id = $1 and h.region_code like any($2::text[]) and h.status = any($3::text[])`,
    [unionId, writePatterns(tx.viewer), KEPT_STATUSES, FileStatus.RECORDED],
  );
  return counts;
}

/** A file that lies under the successor's region keeps its own; any other moves there. */
const PROPOSE = `
with picked as (
  select h.id, h.file_no, h.region_code, h.union_id from household h
  where h.union_id = $1 and h.status = '${FileStatus.RECORDED}' and h.region_code like any($2::text[]) and h.id > $3
    and not exists (select from file_transfer t where t.household_id = h.id and t.state = 'PROPOSED')
  order by h.id limit $4 for update of h
), made as (
  insert into file_transfer (id, household_id, file_no, state, from_region_code, from_union_id, to_region_code, to_union_id, reason,
    explanation, proposed_by, proposed_at, version, union_transfer_id)
  select gen_random_uuid(), p.id, p.file_no, 'PROPOSED', p.region_code, p.union_id,
    case when p.region_code like regexp_replace($5, '(00)+$', '') || '%' then p.region_code else $5 end, $6, $7, $8, $9, $10, 1, $11
  from picked p
  on conflict (household_id) where state = 'PROPOSED' do nothing returning id, household_id
), told as (
  insert into file_event (id, household_id, kind, happened_at, actor_id, note)
  select gen_random_uuid(), household_id, 'TRANSFER_PROPOSED', $10, $9, $8 from made
)
select p.id as "householdId", m.id as "transferId" from picked p left join made m on m.household_id = p.id order by p.id`;

/** What one chunk did: how many transfers it proposed, and where the next begins; null at the end. */
export interface ProposedChunk {
  readonly proposed: number;
  readonly after: string | null;
}

/** Proposes the transfers of the next files, by id. What was proposed by others meanwhile stays as it is. */
export async function proposeChunk(
  tx: ActTransaction,
  act: UnionTransfer,
  after: string,
  limit: number,
): Promise<ProposedChunk> {
  const found = await tx.query<{ householdId: string; transferId: string | null }[]>(PROPOSE, [
    act.unionId,
    writePatterns(tx.viewer),
    after,
    limit,
    presentCodeOf(act.toRegionCode, tx.today) ?? act.toRegionCode,
    act.successorId,
    act.reason,
    EXPLANATION,
    tx.viewer.subject,
    tx.now,
    act.id,
  ]);
  const made = found.filter(({ transferId }) => transferId !== null);
  tx.about('UnionTransfer', act.id);
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
