import { beforeAll, describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { FundsInsufficient } from './funds-insufficient';
import { LedgerKind } from './ledger-transaction.entity';
import { post, type Posting, postMany } from './ledger.writer';
import { type Holding, passedDown, raised } from './money-builders';
import { passing, paying, type PostingLine, raising, reserving, reversing } from './movement';

describe('posting to the ledger', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let acts: Acts;
  beforeAll(() => {
    acts = new Acts(db.app, testClock);
  });

  const perform = (...postings: Posting[]) =>
    acts.perform<string, FundsInsufficient | { rule: string }>(
      viewerWith({ subject: 'cashier-1' }),
      'test.post',
      async (tx) => {
        await postMany(tx, postings);
        return 'posted';
      },
    );
  const of = (
    kind: LedgerKind,
    holding: Holding,
    lines: readonly PostingLine[],
    more: Partial<Posting> = {},
  ): Posting => ({
    kind,
    fundId: holding.fundId,
    lines,
    ...more,
  });
  const reserve = (holding: Holding, fen: bigint): Posting =>
    of(LedgerKind.RESERVED, holding, reserving(holding.allocationId, fen));
  const available = async (holding: Holding): Promise<number | undefined> => {
    const [row] = await db.app.query<{ fen: number }[]>(
      'select available_fen::int as fen from allocation where id = $1',
      [holding.allocationId],
    );
    return row?.fen;
  };

  it('moves balances with who and when, in the act’s transaction and its audit row', async () => {
    const root = await raised(db.app, 1000);
    expect(await perform(reserve(root, 300n), of(LedgerKind.PAID, root, paying(root.allocationId, 100n)))).toBe(
      'posted',
    );
    const [posted] = await db.app.query<object[]>(
      `select posted_by, posted_at, memo from ledger_transaction where fund_id = $1 and kind = 'PAID'`,
      [root.fundId],
    );
    expect(posted).toEqual({ posted_by: 'cashier-1', posted_at: testClock.now(), memo: null });
    const [act] = await db.app.query<{ ids: string[] }[]>(
      `select subject_ids as ids from audit_entry where action = 'test.post' order by seq desc limit 1`,
    );
    expect(act?.ids).toHaveLength(2);
  });

  it('I12: answers an overdraft with what is there and what was asked, added up, and nothing has moved', async () => {
    const root = await raised(db.app, 100);
    const refused = await perform(reserve(root, 60n), reserve(root, 50n));
    expect(refused).toBeInstanceOf(FundsInsufficient);
    expect(refused).toMatchObject({ allocationId: root.allocationId, available: 100n, requested: 110n });
    expect(await available(root)).toBe(100);
  });

  it('I12: fifty reservations meet the last yuan of an allocation, and one of them gets it', async () => {
    const root = await raised(db.app, 100);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => perform(reserve(root, 100n))));
    expect(outcomes.filter((outcome) => outcome === 'posted')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome instanceof FundsInsufficient)).toHaveLength(49);
    expect(await available(root)).toBe(0);
  });

  it('I13: money that must be passed down in full is not spent by the union that raised it', async () => {
    const root = await raised(db.app, 100, { passes_down_in_full: true, pass_down_due_on: '2017-01-10' });
    expect(await perform(reserve(root, 1n))).toMatchObject({ rule: 'PASS_DOWN_IN_FULL' });
    const city = await passedDown(db.app, root, '340100', 100);
    expect(await perform(reserve(city, 1n))).toBe('posted');
  });

  it('I13: what a parent passes down is what its children receive, and no other allocation', async () => {
    const root = await raised(db.app, 100);
    const city = await passedDown(db.app, root, '340100', 50);
    const county = await passedDown(db.app, city, '340102', 10);
    const past = of(LedgerKind.PASSED_DOWN, root, passing(root.allocationId, county.allocationId, 10n));
    expect(await perform(past)).toMatchObject({ rule: 'ALONG_THE_TREE' });
    const upwards = of(LedgerKind.PASSED_DOWN, root, passing(city.allocationId, root.allocationId, 10n));
    expect(await perform(upwards)).toMatchObject({ rule: 'ALONG_THE_TREE' });
  });

  it('moves no money of one fund by a transaction of another', async () => {
    const [mine, other] = [await raised(db.app, 100), await raised(db.app, 100)];
    expect(await perform(of(LedgerKind.RESERVED, mine, reserving(other.allocationId, 1n)))).toMatchObject({
      rule: 'ALLOCATION_OF_FUND',
    });
  });

  it('raises, passes down and sets aside nothing in a closed fund, and still pays what was set aside', async () => {
    const root = await raised(db.app, 100);
    await perform(reserve(root, 40n));
    await db.owner.query(`update fund set closed_on = '2017-01-23' where id = $1`, [root.fundId]);
    for (const posting of [reserve(root, 1n), of(LedgerKind.RAISED, root, raising(root.allocationId, 1n))])
      expect(await perform(posting)).toMatchObject({ rule: 'FUND_OPEN' });
    expect(await perform(of(LedgerKind.PAID, root, paying(root.allocationId, 40n)))).toBe('posted');
  });

  it('I36: takes a transaction back by another one that names it, once', async () => {
    const root = await raised(db.app, 100);
    await perform(reserve(root, 40n));
    const paid = await acts.perform(viewerWith(), 'test.post', (tx) =>
      post(tx, of(LedgerKind.PAID, root, paying(root.allocationId, 40n))),
    );
    const back = of(LedgerKind.REVERSED, root, reversing(root.allocationId, 40n), { reversesId: paid, memo: '退回' });
    expect(await perform(back)).toBe('posted');
    expect(await perform(back)).toMatchObject({ rule: 'REVERSED_ONCE' });
    expect(await available(root)).toBe(100);
  });
});
