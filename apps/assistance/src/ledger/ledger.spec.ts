import { describe, expect, it } from '@jest/globals';
import { isCheckViolation } from '@nuan/database';
import { useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { passedDown, post, raised } from './money-builders';

interface Balances {
  readonly amount: number;
  readonly available: number;
  readonly reserved: number;
  readonly spent: number;
  readonly passedDown: number;
}

describe('the ledger', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const balances = async (allocation: string): Promise<Balances | undefined> => {
    const [row] = await db.app.query<Balances[]>(
      `select amount_fen::int as amount, available_fen::int as available, reserved_fen::int as reserved, spent_fen::int as spent,
         passed_down_fen::int as "passedDown" from allocation where id = $1`,
      [allocation],
    );
    return row;
  };
  const reserve = (holding: Parameters<typeof post>[2], fen: number) =>
    post(db.app, 'RESERVED', holding, [
      ['AVAILABLE', holding.allocationId, -fen],
      ['RESERVED', holding.allocationId, fen],
    ]);

  it('moves money down the tree and through the balances of an allocation', async () => {
    const root = await raised(db.app, 1000);
    const city = await passedDown(db.app, root, '340100', 600);
    await reserve(city, 500);
    await post(db.app, 'PAID', city, [
      ['RESERVED', city.allocationId, -200],
      ['SPENT', city.allocationId, 200],
    ]);
    await post(db.app, 'RETURNED', city, [
      ['AVAILABLE', city.allocationId, -40],
      ['AVAILABLE', root.allocationId, 40],
    ]);
    expect(await balances(root.allocationId)).toEqual({
      amount: 1000,
      available: 440,
      reserved: 0,
      spent: 0,
      passedDown: 560,
    });
    expect(await balances(city.allocationId)).toEqual({
      amount: 560,
      available: 60,
      reserved: 300,
      spent: 200,
      passedDown: 0,
    });
  });

  it('refuses an overdraft of any balance, and then nothing has moved', async () => {
    const root = await raised(db.app, 100);
    const refused = await reserve(root, 101).catch((error: unknown) => error);
    expect(isCheckViolation(refused, 'allocation_available_fen_not_negative')).toBe(true);
    await expect(passedDown(db.app, root, '340100', 101)).rejects.toThrow('allocation_available_fen_not_negative');
    const spent = post(db.app, 'PAID', root, [
      ['RESERVED', root.allocationId, -1],
      ['SPENT', root.allocationId, 1],
    ]);
    await expect(spent).rejects.toThrow('allocation_reserved_fen_not_negative');
    expect(await balances(root.allocationId)).toMatchObject({ amount: 100, available: 100 });
  });

  it('never overdraws under concurrent reservations', async () => {
    const root = await raised(db.app, 100);
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => reserve(root, 30)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await balances(root.allocationId)).toMatchObject({ available: 10, reserved: 90 });
  });

  it.each([
    ['an amount that is not the sum of its balances', 'amount_fen = amount_fen + 1', 'allocation_amount_fen_is_sum'],
    ...['available', 'reserved', 'spent', 'passed_down'].map((balance) => [
      `${balance} below zero`,
      `${balance}_fen = -1, amount_fen = amount_fen - ${balance}_fen - 1`,
      `allocation_${balance}_fen_not_negative`,
    ]),
  ])('I12: holds no allocation with %s, whoever writes it', async (_what, change, constraint) => {
    const { allocationId } = await raised(db.app, 100);
    const written = db.owner.query(`update allocation set ${change} where id = $1`, [allocationId]);
    await expect(written).rejects.toThrow(constraint);
  });

  it('refuses a transaction whose lines do not add up to zero', async () => {
    const root = await raised(db.app, 100);
    const refused = await post(db.app, 'RESERVED', root, [['RESERVED', root.allocationId, 10]]).catch(
      (error: unknown) => error,
    );
    expect(isCheckViolation(refused, 'ledger_entry_amount_fen_balanced')).toBe(true);
  });

  it.each([
    ['update ledger_entry set amount_fen = 1', 'ledger_entry'],
    ['delete from ledger_entry', 'ledger_entry'],
    [`update ledger_transaction set memo = 'x'`, 'ledger_transaction'],
    ['delete from ledger_transaction', 'ledger_transaction'],
    ['update allocation set available_fen = available_fen + 1, amount_fen = amount_fen + 1', 'allocation'],
    ['delete from disbursement', 'disbursement'],
    ['delete from fund', 'fund'],
    ['truncate ledger_entry', 'ledger_entry'],
  ])('refuses the application: %s', async (sql, table) => {
    await expect(db.app.query(sql)).rejects.toThrow(`permission denied for table ${table}`);
  });
});
