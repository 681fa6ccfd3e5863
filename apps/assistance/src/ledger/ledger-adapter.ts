import type { Viewer } from '@nuan/auth';
import type { Acts } from '@nuan/facts';
import type { DataSource } from 'typeorm';

import { FundsInsufficient } from './funds-insufficient';
import { LedgerKind } from './ledger-transaction.entity';
import { post } from './ledger.writer';
import type { Holding } from './money-builders';
import { passing, paying, type PostingLine, raising, releasing, reserving, returning, reversing } from './movement';

/** Balances of one allocation in fen, as anybody outside sees them. */
export interface Balances {
  readonly amount: bigint;
  readonly available: bigint;
  readonly reserved: bigint;
  readonly spent: bigint;
  readonly passedDown: bigint;
}

/** What became of a movement: it was posted, or refused because there wasn't enough. */
export type Posted = 'POSTED' | 'INSUFFICIENT';

/** The ledger as a black box: movements in, balances out. It names no table, so any ledger could be held against the same tests. */
export interface LedgerAdapter {
  raise(fen: bigint): Promise<Posted>;
  takeBack(fen: bigint): Promise<Posted>;
  /** To an allocation, from the one above it. */
  passDown(to: number, fen: bigint): Promise<Posted>;
  /** From an allocation, to the one above it. */
  giveBack(from: number, fen: bigint): Promise<Posted>;
  reserve(at: number, fen: bigint): Promise<Posted>;
  release(at: number, fen: bigint): Promise<Posted>;
  pay(at: number, fen: bigint): Promise<Posted>;
  reverse(at: number, fen: bigint): Promise<Posted>;
  /** Of every allocation, the root first. */
  balances(): Promise<readonly Balances[]>;
  /** Sum of every line ever posted: zero while money is neither made nor lost. */
  sumOfLines(): Promise<bigint>;
  /** Balances as the posted lines alone make them, the root first. */
  fromLines(): Promise<readonly Pick<Balances, 'available' | 'reserved' | 'spent'>[]>;
}

/** The ledger of this subgraph as the black box, over one fund whose tree is given by each allocation's parent. */
export class ActLedger implements LedgerAdapter {
  private readonly ids: readonly string[];

  constructor(
    private readonly acts: Acts,
    private readonly db: DataSource,
    private readonly viewer: Viewer,
    private readonly tree: readonly Holding[],
    private readonly parents: readonly number[],
  ) {
    this.ids = tree.map(({ allocationId }) => allocationId);
  }

  readonly raise = (fen: bigint) => this.move(LedgerKind.RAISED, raising(this.id(0), fen));
  readonly takeBack = (fen: bigint) => this.move(LedgerKind.RAISED, raising(this.id(0), -fen));
  readonly passDown = (to: number, fen: bigint) =>
    this.move(LedgerKind.PASSED_DOWN, passing(this.above(to), this.id(to), fen));
  readonly giveBack = (from: number, fen: bigint) =>
    this.move(LedgerKind.RETURNED, returning(this.id(from), this.above(from), fen));
  readonly reserve = (at: number, fen: bigint) => this.move(LedgerKind.RESERVED, reserving(this.id(at), fen));
  readonly release = (at: number, fen: bigint) => this.move(LedgerKind.RELEASED, releasing(this.id(at), fen));
  readonly pay = (at: number, fen: bigint) => this.move(LedgerKind.PAID, paying(this.id(at), fen));
  readonly reverse = (at: number, fen: bigint) => this.move(LedgerKind.REVERSED, reversing(this.id(at), fen));

  async balances(): Promise<readonly Balances[]> {
    const rows = await this.db.query<Record<keyof Balances | 'id', string>[]>(
      `select id, amount_fen as amount, available_fen as available, reserved_fen as reserved, spent_fen as spent, passed_down_fen as "passedDown"
       from allocation where id = any($1::uuid[])`,
      [this.ids],
    );
    return this.ids.map((id) => {
      const row = rows.find((found) => found.id === id);
      const fen = (name: keyof Balances): bigint => BigInt(row?.[name] ?? -1);
      return {
        amount: fen('amount'),
        available: fen('available'),
        reserved: fen('reserved'),
        spent: fen('spent'),
        passedDown: fen('passedDown'),
      };
    });
  }

  async sumOfLines(): Promise<bigint> {
    const [sum] = await this.db.query<{ fen: string }[]>(
      `select coalesce(sum(e.amount_fen), 0) as fen from ledger_entry e join ledger_transaction t on t.id = e.transaction_id where t.fund_id = $1`,
      [this.fundId],
    );
    return BigInt(sum?.fen ?? -1);
  }

  async fromLines(): Promise<readonly Pick<Balances, 'available' | 'reserved' | 'spent'>[]> {
    const rows = await this.db.query<{ id: string; account: string; fen: string }[]>(
      `select allocation_id as id, account, sum(amount_fen) as fen from ledger_entry where allocation_id = any($1::uuid[]) group by 1, 2`,
      [this.ids],
    );
    const fen = (id: string, account: string): bigint =>
      BigInt(rows.find((row) => row.id === id && row.account === account)?.fen ?? 0);
    return this.ids.map((id) => ({
      available: fen(id, 'AVAILABLE'),
      reserved: fen(id, 'RESERVED'),
      spent: fen(id, 'SPENT'),
    }));
  }

  private async move(kind: LedgerKind, lines: readonly PostingLine[]): Promise<Posted> {
    const outcome = await this.acts.perform<string, FundsInsufficient>(this.viewer, 'test.move', (tx) =>
      post(tx, { kind, fundId: this.fundId, lines }),
    );
    return outcome instanceof FundsInsufficient ? 'INSUFFICIENT' : 'POSTED';
  }

  private get fundId(): string {
    return this.tree[0]?.fundId ?? '';
  }

  private id(at: number): string {
    return this.ids[at] ?? '';
  }

  private above(at: number): string {
    return this.id(this.parents[at] ?? 0);
  }
}
