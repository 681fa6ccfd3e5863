import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, moveState, RuleBroken } from '@nuan/federation';
import { yuan } from '@nuan/kernel';

import { assertAmount, documentText } from '../ledger/amount';
import { LedgerKind } from '../ledger/ledger-transaction.entity';
import { passing, returning } from '../ledger/movement';
import type { Allocation } from './allocation.entity';
import { type AllocationEvent, allocationMachine } from './allocation.machine';
import type { AllocationOutcome, AllocationRefusal } from './allocation.results';
import type { AllocationService } from './allocation.service';
import type { AllocationStatus } from './allocation-status';
import type { AllocationStepInput, ProposeAllocationInput, ReturnUnspentInput } from './allocation-write.inputs';
import {
  type AllocationRow,
  assertReceiver,
  assertWritesParent,
  LOCKED_ALLOCATION,
  lockWithParent,
  openPassing,
  postOf,
  proposePassing,
  refuseSamePerson,
} from './passing-down';

/** Moves money along the tree of unions (资金下拨): proposed, issued by another person, confirmed, settled or given back. */
export class AllocationWriter {
  constructor(
    private readonly acts: Acts,
    private readonly allocations: AllocationService,
  ) {}

  /**
   * Proposes to pass money down one step of the tree. Nothing moves yet. A union that has some of the fund gets more on the
   * same allocation; it has one open proposal at a time.
   *
   * @throws NotFoundError when the parent is outside the viewer's write regions.
   */
  propose(viewer: Viewer, input: ProposeAllocationInput): Promise<AllocationOutcome> {
    assertCan(viewer, 'fund:manage');
    assertAmount('amount', input.amount);
    const { idempotencyKey: key, ...request } = input;
    return this.acts.once<Allocation, AllocationRefusal>(
      viewer,
      'allocation.propose',
      { key, request },
      (tx) => proposePassing(tx, input),
      (id) => this.allocations.get(viewer, id),
    );
  }

  /** Takes an open proposal back. */
  async withdraw(viewer: Viewer, { id, expectedVersion }: AllocationStepInput): Promise<AllocationOutcome> {
    assertCan(viewer, 'fund:manage');
    return this.step(viewer, 'allocation.withdraw', id, async (tx) => {
      const child = await lockRow<AllocationRow>(tx, {
        ...LOCKED_ALLOCATION,
        entity: 'Allocation',
        id,
        expectedVersion,
      });
      await assertWritesParent(tx, child);
      const passingDown = await openPassing(tx, id);
      await tx.query('update passing_down set withdrawn_by = $2, withdrawn_at = $3 where id = $1', [
        ...[passingDown.id, viewer.subject, tx.now],
      ]);
      await tx.query('update allocation set version = version + 1 where id = $1', [id]);
      tx.note({ passingDown: passingDown.id });
    });
  }

  /** Issues the open proposal: the ledger moves the money, if the parent has it. Never by the person who proposed it. */
  async issue(viewer: Viewer, { id, expectedVersion }: AllocationStepInput): Promise<AllocationOutcome> {
    assertCan(viewer, 'fund:manage');
    return this.step(viewer, 'allocation.issue', id, async (tx) => {
      await lockWithParent(tx, id);
      const move = { ...LOCKED_ALLOCATION, id, expectedVersion, machine: allocationMachine, event: 'ISSUE' } as const;
      const { row: child, to } = await moveState<AllocationRow, AllocationStatus, AllocationEvent>(tx, move);
      await assertWritesParent(tx, child);
      const passingDown = await openPassing(tx, id);
      refuseSamePerson(tx, passingDown.proposed_by, 'It is issued by another person than proposed it.');
      const amountFen = BigInt(passingDown.amount_fen);
      const lines = passing(child.parent_id ?? '', id, amountFen);
      const transaction = await postOf(tx, LedgerKind.PASSED_DOWN, child.fund_id, lines, null);
      await tx.query('update passing_down set issued_by = $2, issued_at = $3, transaction_id = $4 where id = $1', [
        ...[passingDown.id, viewer.subject, tx.now, transaction],
      ]);
      await tx.query(
        'update allocation set status = $2, issued_on = case when confirmed_on is null then $3 else issued_on end, version = version + 1 where id = $1',
        [id, to, tx.today],
      );
      tx.note({ passingDown: passingDown.id, amount: yuan(amountFen) });
    });
  }

  /**
   * Confirms that the money arrived; from the first confirmation on it may be spent. Only by the receiving union, and not by
   * the person who issued it.
   *
   * @throws ForbiddenError for anyone above or beside the receiving union.
   */
  async confirm(viewer: Viewer, { id, expectedVersion }: AllocationStepInput): Promise<AllocationOutcome> {
    assertCan(viewer, 'fund:confirm');
    return this.step(viewer, 'allocation.confirm', id, async (tx) => {
      const move = { ...LOCKED_ALLOCATION, id, expectedVersion, machine: allocationMachine, event: 'CONFIRM' } as const;
      const { row, to } = await moveState<AllocationRow, AllocationStatus, AllocationEvent>(tx, move);
      assertReceiver(viewer, row);
      const [latest] = await tx.query<{ issued_by: string }[]>(
        'select issued_by from passing_down where allocation_id = $1 and issued_at is not null order by issued_at desc limit 1',
        [id],
      );
      refuseSamePerson(tx, latest?.issued_by ?? '', 'It is confirmed by another person than issued it.');
      await tx.query(
        'update allocation set status = $2, confirmed_on = $3, confirmed_by = $4, version = version + 1 where id = $1',
        [id, to, tx.today, viewer.subject],
      );
    });
  }

  /** Gives available money back to the allocation above. With nothing left here or below, the allocation is RETURNED. */
  async giveBack(viewer: Viewer, input: ReturnUnspentInput): Promise<AllocationOutcome> {
    assertCan(viewer, 'fund:manage');
    const { id, expectedVersion, amount } = input;
    if (typeof amount === 'bigint') assertAmount('amount', amount);
    const memo = documentText('reason', input.reason);
    return this.step(viewer, 'allocation.return', id, async (tx) => {
      await lockWithParent(tx, id);
      const row = await lockRow<AllocationRow>(tx, { ...LOCKED_ALLOCATION, entity: 'Allocation', id, expectedVersion });
      if (row.parent_id === null)
        return tx.refuse(
          new RuleBroken('HAS_PARENT', 'id', 'The raising union gives money back to its source instead.'),
        );
      const amountFen = amount ?? BigInt(row.available_fen);
      if (amountFen === 0n) return tx.refuse(new RuleBroken('MONEY_LEFT', 'id', 'Nothing is available to give back.'));
      await postOf(tx, LedgerKind.RETURNED, row.fund_id, returning(id, row.parent_id, amountFen), memo);
      const isEmpty =
        amountFen === BigInt(row.available_fen) && row.reserved_fen === '0' && row.passed_down_fen === '0';
      const to = isEmpty ? (allocationMachine.target(row.status, 'RETURN') ?? row.status) : row.status;
      await tx.query('update allocation set status = $2, version = version + 1 where id = $1', [id, to]);
      tx.note({ from: row.status, to, amount: yuan(amountFen), reason: memo });
    });
  }

  /** Settles an allocation whose money is spent, and whose lower unions have settled or given back theirs. */
  async settle(viewer: Viewer, { id, expectedVersion }: AllocationStepInput): Promise<AllocationOutcome> {
    assertCan(viewer, 'fund:manage');
    return this.step(viewer, 'allocation.settle', id, async (tx) => {
      const move = { ...LOCKED_ALLOCATION, id, expectedVersion, machine: allocationMachine, event: 'SETTLE' } as const;
      const { row, to } = await moveState<AllocationRow, AllocationStatus, AllocationEvent>(tx, move);
      if (row.available_fen !== '0' || row.reserved_fen !== '0')
        return tx.refuse(
          new RuleBroken('MONEY_LEFT', 'id', 'Money is still available or set aside: spend it or give it back first.', {
            available: yuan(BigInt(row.available_fen)),
            reserved: yuan(BigInt(row.reserved_fen)),
          }),
        );
      const [below] = await tx.query<{ open: number }[]>(
        `select count(*)::int as open from allocation where parent_id = $1 and amount_fen > 0 and status not in ('SETTLED','RETURNED')`,
        [id],
      );
      if (below !== undefined && below.open > 0)
        return tx.refuse(
          new RuleBroken('SETTLED_BELOW', 'id', 'Unions below have not settled theirs yet.', { open: below.open }),
        );
      await tx.query('update allocation set status = $2, version = version + 1 where id = $1', [id, to]);
    });
  }

  private async step(
    viewer: Viewer,
    action: string,
    id: string,
    work: (tx: ActTransaction) => Promise<void>,
  ): Promise<AllocationOutcome> {
    const refused = await this.acts.perform<undefined, AllocationRefusal>(viewer, action, async (tx) => {
      await work(tx);
      return undefined;
    });
    return refused ?? this.allocations.get(viewer, id);
  }
}
