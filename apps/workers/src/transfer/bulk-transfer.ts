import { writePatterns } from '@nuan/auth';
import { insertRows, type RowMapping } from '@nuan/database';
import { type ActTransaction, type AuditFact, startJob } from '@nuan/facts';
import { newId } from '@nuan/kernel';

import type { BulkTransfer } from './bulk-transfer.entity';

/** Files that one transaction proposes. */
export const CHUNK = 500;

/** Below every id: a chunk begins after it. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** One kind of act that proposes the transfers of many files. */
export interface BulkTransferKind<Act extends BulkTransfer> {
  /** How an act, `a`, is read. */
  readonly rows: RowMapping<Act>;
  /** GraphQL type of the act, as the audit names it. */
  readonly type: string;
  readonly table: string;
  /** Column of a transfer that names the act it came of. */
  readonly column: string;
  /** The job that proposes what is too much for one transaction. */
  readonly jobKind: string;
  /** The explanation that each proposal carries. */
  readonly explanation: string;
  /**
   * The next files: a query for `id, file_no, region_code, union_id, to_region_code, to_union_id, reason` of those after `$1`, `$2` at most, within
   * `$3`, locked and in the order of their ids. Its own values begin at `$8`.
   */
  readonly picked: string;
  /** The query's own values. */
  values(tx: ActTransaction, act: Act): readonly unknown[];
}

/** How many files an act concerns. */
export interface BulkTransferCounts {
  readonly due: number;
  readonly open: number;
  readonly busy: number;
}

/** An act that is to begin. */
export interface NewBulkTransfer {
  readonly region: string;
  readonly counts: BulkTransferCounts;
  /** Columns of its kind. */
  readonly columns: Readonly<Record<string, unknown>>;
  /** Further facts of the audit row. */
  readonly facts: Readonly<Record<string, AuditFact>>;
  /** Files that one transaction proposes. */
  readonly chunk: number;
}

/** What one chunk did: how many transfers it proposed, and where the next begins; null at the end. */
export interface ProposedChunk {
  readonly proposed: number;
  readonly after: string | null;
}

/** Records an act and returns its id; what fits in one transaction is proposed in it, and more by a job. */
export async function beginBulkTransfer<Act extends BulkTransfer>(
  tx: ActTransaction,
  kind: BulkTransferKind<Act>,
  { region, counts, columns, facts, chunk }: NewBulkTransfer,
): Promise<string> {
  const id = newId();
  const row = {
    ...{ id, region_code: region, due_count: counts.due, open_count: counts.open, busy_count: counts.busy },
    ...{ proposed_by: tx.viewer.subject, proposed_at: tx.now, ...columns },
  };
  await insertRows(tx, { table: kind.table, rows: [row] });
  tx.about(kind.type, id);
  tx.within(region);
  tx.note({ ...facts, due: counts.due, open: counts.open, busy: counts.busy });
  const act = counts.due > chunk ? null : await findBulkTransfer(tx, kind, id);
  if (act === null) await startJob(tx, { kind: kind.jobKind, subjectId: id, regionCode: region, total: counts.due });
  else await proposeChunk(tx, kind, act, { after: FIRST_ID, limit: chunk });
  return id;
}

/** An act as its job finds it; null when it is gone. */
export async function findBulkTransfer<Act extends BulkTransfer>(
  tx: ActTransaction,
  { table, rows }: Pick<BulkTransferKind<Act>, 'table' | 'rows'>,
  id: string,
): Promise<Act | null> {
  const [row] = await tx.query<Record<string, unknown>[]>(`select ${rows.columns} from ${table} a where a.id = $1`, [
    id,
  ]);
  return row ? rows.map(row) : null;
}

/** Proposes the transfers of the next files, by id. What was proposed by others meanwhile stays as it is. */
export async function proposeChunk<Act extends BulkTransfer>(
  tx: ActTransaction,
  kind: BulkTransferKind<Act>,
  act: Act,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<ProposedChunk> {
  const found = await tx.query<{ householdId: string; transferId: string | null }[]>(proposing(kind), [
    ...[after, limit, writePatterns(tx.viewer), kind.explanation, tx.viewer.subject, tx.now, act.id],
    ...kind.values(tx, act),
  ]);
  const made = found.filter(({ transferId }) => transferId !== null);
  tx.about(kind.type, act.id);
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

const proposing = ({ picked, column }: Pick<BulkTransferKind<BulkTransfer>, 'picked' | 'column'>): string => `
with picked as (${picked}), made as (
  insert into file_transfer (id, household_id, file_no, state, from_region_code, from_union_id, to_region_code, to_union_id, reason,
    explanation, proposed_by, proposed_at, version, ${column})
  select gen_random_uuid(), p.id, p.file_no, 'PROPOSED', p.region_code, p.union_id, p.to_region_code, p.to_union_id, p.reason, $4, $5, $6, 1, $7
  from picked p
  on conflict (household_id) where state = 'PROPOSED' do nothing returning id, household_id
), told as (
  insert into file_event (id, household_id, kind, happened_at, actor_id, note)
  select gen_random_uuid(), household_id, 'TRANSFER_PROPOSED', $6, $5, $4 from made
)
select p.id as "householdId", m.id as "transferId" from picked p left join made m on m.household_id = p.id order by p.id`;
