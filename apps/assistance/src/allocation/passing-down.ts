import { assertMayWrite, type Viewer } from '@nuan/auth';
import { isUniqueViolation } from '@nuan/database';
import { ForbiddenError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { assertWritesForUnion, lockRow, RuleBroken, TransitionRefused } from '@nuan/federation';
import { newId, regionPrefix, type StateMachine, type UnionLevel, yuan } from '@nuan/kernel';

import type { LedgerKind } from '../ledger/ledger-transaction.entity';
import { post } from '../ledger/ledger.writer';
import type { PostingLine } from '../ledger/movement';
import { allocationMachine } from './allocation.machine';
import { AllocationStatus } from './allocation-status';
import type { ProposeAllocationInput } from './allocation-write.inputs';
import { isNextLevelDown } from './next-level';

/** Columns of an allocation that its writer decides by; money in fen as text. */
export interface AllocationRow {
  readonly id: string;
  readonly fund_id: string;
  readonly source: string;
  readonly parent_id: string | null;
  readonly to_union_id: string;
  readonly to_level: UnionLevel;
  readonly region_code: string;
  readonly status: AllocationStatus;
  readonly confirmed_on: string | null;
  readonly available_fen: string;
  readonly reserved_fen: string;
  readonly passed_down_fen: string;
  readonly version: number;
}

/** Table and columns of {@link AllocationRow}, for locking one. */
export const LOCKED_ALLOCATION = {
  table: 'allocation',
  unionColumns: ['to_union_id', 'from_union_id'],
  columns: `id, fund_id, source, parent_id, to_union_id, to_level, region_code, status, confirmed_on, available_fen, reserved_fen,
    passed_down_fen, version`,
} as const;

/** A passing-down that waits to be issued. */
interface OpenPassing {
  readonly id: string;
  readonly amount_fen: string;
  readonly proposed_by: string;
}

/**
 * Locks an allocation and the one above it in the order of their ids, as everybody does who moves money between several: acts
 * over the same money wait for each other and don't deadlock.
 */
export async function lockWithParent(tx: ActTransaction, id: string): Promise<void> {
  await tx.query(
    `select id from allocation where id = $1 or id = (select parent_id from allocation where id = $1) order by id for no key update`,
    [id],
  );
}

/** States the passing-down of a proposal, and the allocation when the union has none of the fund yet; its id. */
export async function proposePassing(tx: ActTransaction, input: ProposeAllocationInput): Promise<string> {
  const { parentId: id, to } = input;
  const parent = await lockRow<AllocationRow>(tx, {
    ...LOCKED_ALLOCATION,
    entity: 'Allocation',
    id,
    expectedVersion: null,
  });
  await refuseParent(tx, parent);
  if (
    !isNextLevelDown(
      { level: parent.to_level, regionCode: parent.region_code },
      { ...to, regionCode: to.region },
      tx.today,
    )
  )
    return tx.refuse(
      new RuleBroken('NEXT_LEVEL_DOWN', 'to.region', 'Money goes down one level: to a city, then to its counties.'),
    );
  await assertWritesForUnion(tx, to.unionId, 'to.unionId', 'fund:manage');
  await refuseOtherRegion(tx, to.unionId, to.region);
  const childId = await childOf(tx, parent, input);
  await tx
    .query(
      'insert into passing_down (id, allocation_id, amount_fen, proposed_by, proposed_at) values ($1, $2, $3, $4, $5)',
      [...[newId(), childId, String(input.amount), tx.viewer.subject, tx.now]],
    )
    .catch((error: unknown) => {
      if (!isUniqueViolation(error, 'passing_down_open_unique')) throw error;
      return tx.refuse(
        new RuleBroken('ONE_PROPOSAL', 'to.unionId', 'A proposal for this union is open: issue or withdraw it.'),
      );
    });
  tx.about('Allocation', childId);
  tx.within(to.region);
  tx.note({ amount: yuan(input.amount) });
  return childId;
}

async function refuseParent(tx: ActTransaction, parent: AllocationRow): Promise<void> {
  const isOpen = parent.status === AllocationStatus.ISSUED || parent.status === AllocationStatus.CONFIRMED;
  if (!isOpen || parent.confirmed_on === null)
    tx.refuse(
      new RuleBroken('ALLOCATION_CONFIRMED', 'parentId', 'This money is not confirmed, or is settled or given back.'),
    );
  const [fund] = await tx.query<{ closed_on: string | null }[]>('select closed_on from fund where id = $1', [
    parent.fund_id,
  ]);
  if (fund?.closed_on !== null) tx.refuse(new RuleBroken('FUND_OPEN', 'parentId', 'The fund is closed.'));
}

/** A union is of one region for good: what was allocated to it before says which. */
async function refuseOtherRegion(tx: ActTransaction, unionId: string, regionCode: string): Promise<void> {
  const [other] = await tx.query<{ region_code: string }[]>(
    'select region_code from allocation where to_union_id = $1 and region_code <> $2 limit 1',
    [unionId, regionCode],
  );
  if (other !== undefined)
    tx.refuse(new RuleBroken('UNION_OF_REGION', 'to.unionId', 'This union is known in another region.', other));
}

/** The allocation of the receiving union, made when the fund has none there yet. */
async function childOf(tx: ActTransaction, parent: AllocationRow, { to }: ProposeAllocationInput): Promise<string> {
  const [known] = await tx.query<AllocationRow[]>(
    `select ${LOCKED_ALLOCATION.columns} from allocation where fund_id = $1 and to_union_id = $2 for update`,
    [parent.fund_id, to.unionId],
  );
  if (known !== undefined) {
    if (known.parent_id !== parent.id)
      return tx.refuse(
        new RuleBroken('ONE_PARENT', 'parentId', 'This union has money of the fund from another allocation.'),
      );
    if (known.status !== AllocationStatus.PROPOSED && allocationMachine.target(known.status, 'ISSUE') === null)
      return tx.refuse(new TransitionRefused(allocationMachine as unknown as StateMachine, known.status, 'ISSUE'));
    await tx.query('update allocation set version = version + 1 where id = $1', [known.id]);
    return known.id;
  }
  const id = newId();
  await tx.query(
    `insert into allocation (id, fund_id, source, parent_id, from_union_id, from_level, to_union_id, to_level, region_code, status, issued_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[id, parent.fund_id, parent.source, parent.id, parent.to_union_id, parent.to_level],
      ...[to.unionId, to.level, to.region, AllocationStatus.PROPOSED, tx.today],
    ],
  );
  return id;
}

/** The proposal of an allocation that waits to be issued; the act is refused when there is none. */
export async function openPassing(tx: ActTransaction, allocationId: string): Promise<OpenPassing> {
  const [open] = await tx.query<OpenPassing[]>(
    `select id, amount_fen, proposed_by from passing_down
     where allocation_id = $1 and issued_at is null and withdrawn_at is null for update`,
    [allocationId],
  );
  return (
    open ?? tx.refuse(new RuleBroken('PROPOSED', 'id', 'Nothing is proposed for this union: propose an amount first.'))
  );
}

/**
 * Asserts that the viewer writes in the region, and for the union, of the allocation that the money comes from: who may only write below can't
 * help itself to money.
 *
 * @throws ForbiddenError when not.
 */
export async function assertWritesParent(tx: ActTransaction, child: AllocationRow): Promise<void> {
  const [parent] = await tx.query<{ region_code: string; to_union_id: string }[]>(
    'select region_code, to_union_id from allocation where id = $1',
    [child.parent_id],
  );
  if (parent === undefined)
    return tx.refuse(new RuleBroken('HAS_PARENT', 'id', 'The root of a fund gets its money by being raised.'));
  assertMayWrite(tx.viewer, parent.region_code, 'fund:manage');
  await assertWritesForUnion(tx, parent.to_union_id, 'id', 'fund:manage');
}

/**
 * Asserts that the viewer belongs to the receiving union: by its union when its token names one, else by its region.
 *
 * @throws ForbiddenError when not.
 */
export function assertReceiver(viewer: Viewer, row: AllocationRow): void {
  const isReceiver =
    viewer.unionId === null
      ? viewer.writePrefixes.includes(regionPrefix(row.region_code))
      : viewer.unionId === row.to_union_id;
  if (!isReceiver) throw new ForbiddenError('fund:confirm', 'Only the union that receives the money confirms it.');
}

/** Refuses the act when the viewer did the step before it: money moves by two people. */
export function refuseSamePerson(tx: ActTransaction, earlier: string, message: string): void {
  if (tx.viewer.subject === earlier) tx.refuse(new RuleBroken('FOUR_EYES', 'id', message));
}

/** Posts a movement along the tree for the fund's campaign; the ledger transaction. */
export async function postOf(
  tx: ActTransaction,
  kind: LedgerKind,
  fundId: string,
  lines: readonly PostingLine[],
  memo: string | null,
): Promise<string> {
  const [fund] = await tx.query<{ campaign_code: string | null }[]>('select campaign_code from fund where id = $1', [
    fundId,
  ]);
  return post(tx, { kind, fundId, campaignCode: fund?.campaign_code ?? null, memo, lines });
}
