import { beforeAll, describe, expect, it } from '@jest/globals';
import { fixedClock, newId } from '@nuan/kernel';
import { type Row, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { passedDown, raised } from '../ledger/money-builders';
import { reserveDisbursements } from './disbursement-reservation';
import { releaseDisbursements } from './disbursement-release';
import { validateDisbursements } from './disbursement-validation';
import {
  act,
  aDraft,
  aHousehold,
  balancesOf,
  type Ground,
  officer,
  openProblems,
  payingGround,
  paymentRow,
  standards,
} from './payment-builders';

describe('setting money aside', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  beforeAll(() => standards(db));

  const validated = async (ground: Ground, row: Row = {}): Promise<string> => {
    const id = await aDraft(ground, row);
    await act(ground, (tx) => validateDisbursements(tx, [id]));
    return id;
  };
  const reserve = (ground: Ground, ids: readonly string[], clock?: ReturnType<typeof fixedClock>) =>
    act(ground, (tx) => reserveDisbursements(tx, ids), officer('maker'), clock);
  const usage = async (subject: string): Promise<unknown> =>
    db.app.query('select scope, year, used_fen::int as used from cap_usage where subject_id = $1 order by year', [
      subject,
    ]);

  it('I12: moves the money of all payments by one posting, and writes the caps that they use', async () => {
    const ground = await payingGround(db, { fen: 1_000_000 });
    const ids = [await validated(ground), await validated(ground), await validated(ground)];
    expect(await reserve(ground, ids)).toEqual({ reserved: 3, refused: 0 });
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([760_000, 240_000, 0]);
    const postings = await db.app.query<{ count: number }[]>(
      `select count(*)::int as count from ledger_transaction where fund_id = $1 and kind = 'RESERVED'`,
      [ground.holding.fundId],
    );
    expect(postings).toEqual([{ count: 1 }]);
    const row = await paymentRow(ground, ids[0] ?? '');
    expect(row).toMatchObject({ status: 'RESERVED', version: 3, cap_fen: '300000', cap_used_fen: '80000' });
    expect(await usage(String(row['household_id']))).toEqual([{ scope: 'HOUSEHOLD_YEAR', year: 2017, used: 80_000 }]);
  });

  it('gives money in the order of the lines until it ends; the rest keep a problem, and no payment gets a part', async () => {
    const ground = await payingGround(db, { fen: 200_000 });
    const ids: string[] = [];
    for (const fen of [80_000, 150_000, 10_000]) ids.push(await validated(ground, { amount_fen: fen }));
    expect(await reserve(ground, ids)).toEqual({ reserved: 1, refused: 2 });
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([120_000, 80_000, 0]);
    expect(await openProblems(ground, ids)).toEqual(['FUNDS_INSUFFICIENT', 'FUNDS_INSUFFICIENT']);
    const refused = await paymentRow(ground, ids[1] ?? '');
    expect(refused).toMatchObject({ status: 'VALIDATED' });
    expect(await usage(String(refused['household_id']))).toMatchObject([{ used: 0 }]);
  });

  it('sets money aside for what had none once there is more, and resolves the problem', async () => {
    const root = await raised(db.owner, 500_000, { rule_purposes: ['LIVING'] });
    const ground = { ...(await payingGround(db)), holding: await passedDown(db.owner, root, '340102', 50_000) };
    const id = await validated(ground);
    expect(await reserve(ground, [id])).toEqual({ reserved: 0, refused: 1 });
    const more = await passedDown(db.owner, root, '340103', 100_000);
    expect(more.fundId).toBe(ground.holding.fundId);
    await db.owner.query(
      `update allocation set amount_fen = amount_fen + 100000, available_fen = available_fen + 100000 where id = $1`,
      [ground.holding.allocationId],
    );
    expect(await reserve(ground, [id])).toEqual({ reserved: 1, refused: 0 });
    expect(await openProblems(ground, [id])).toEqual([]);
  });

  it('I12: fifty payments that meet at the last yuan: exactly those that fit are set aside', async () => {
    const ground = await payingGround(db, { fen: 7 * 80_000 + 79_999 });
    const ids = await Promise.all(Array.from({ length: 50 }, () => validated(ground)));
    const tallies = await Promise.all(ids.map((id) => reserve(ground, [id])));
    expect(tallies.filter(({ reserved }) => reserved === 1)).toHaveLength(7);
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([79_999, 560_000, 0]);
    expect(await openProblems(ground, ids)).toHaveLength(43);
  });

  it('I19: two counties pay one household on one day: the second is told what remains of the year', async () => {
    const here = await payingGround(db);
    const there = await payingGround(db);
    const { id, headId } = await aHousehold(here);
    const own = { household_id: id, payee_id: headId, campaign_code: null };
    const ids: string[] = [];
    for (const ground of [here, there, here, there]) ids.push(await validated(ground, { ...own, amount_fen: 250_000 }));
    const tallies = await Promise.all(ids.map((payment, at) => reserve(at % 2 === 0 ? here : there, [payment])));
    expect(tallies.filter(({ reserved }) => reserved === 1)).toHaveLength(2);
    expect(await usage(id)).toEqual([{ scope: 'HOUSEHOLD_YEAR', year: 2017, used: 500_000 }]);
    const problems = await db.app.query<{ facts: unknown }[]>(
      `select facts from disbursement_problem where disbursement_id = any($1::uuid[]) and rule = 'ANNUAL_CAP_EXCEEDED'`,
      [ids],
    );
    expect(problems).toHaveLength(2);
  });

  it('I19: several payments of one household in one set take turns within the cap', async () => {
    const ground = await payingGround(db);
    const { id, headId } = await aHousehold(ground);
    const ids: string[] = [];
    for (const fen of [290_000, 200_000, 250_000])
      ids.push(await validated(ground, { household_id: id, payee_id: headId, campaign_code: null, amount_fen: fen }));
    expect(await reserve(ground, ids)).toEqual({ reserved: 2, refused: 1 });
    const [problem] = await db.app.query<{ facts: unknown }[]>(
      'select facts from disbursement_problem where disbursement_id = $1 and resolved_at is null',
      [ids[2]],
    );
    expect(problem?.facts).toMatchObject({ capFen: 600_000, usedFen: 490_000, remainingFen: 110_000, year: 2017 });
    expect(await paymentRow(ground, ids[1] ?? '')).toMatchObject({ cap_fen: '600000', cap_used_fen: '490000' });
  });

  it('I19: the year turns at midnight in Shanghai, not in Greenwich', async () => {
    const ground = await payingGround(db);
    const { id, headId } = await aHousehold(ground);
    const own = {
      household_id: id,
      payee_id: headId,
      campaign_code: null,
      amount_fen: 300_000,
      filed_at: '2016-12-30 10:00+08',
    };
    const ids: string[] = [];
    for (let at = 0; at < 4; at += 1) ids.push(await validated(ground, own));
    const [first = '', second = '', third = '', fourth = ''] = ids;
    const lastSecond = fixedClock(new Date('2016-12-31T23:59:59+08:00'));
    const midnight = fixedClock(new Date('2017-01-01T00:00:00+08:00'));
    expect(await reserve(ground, [first, second], lastSecond)).toEqual({ reserved: 2, refused: 0 });
    expect(await reserve(ground, [third], lastSecond)).toEqual({ reserved: 0, refused: 1 });
    expect(await reserve(ground, [third, fourth], midnight)).toEqual({ reserved: 2, refused: 0 });
    expect(await usage(id)).toMatchObject([
      { year: 2016, used: 600_000 },
      { year: 2017, used: 600_000 },
    ]);
  });

  it('gives money and caps back when a payment is given up, once', async () => {
    const ground = await payingGround(db, { fen: 100_000 });
    const { id, headId } = await aHousehold(ground);
    const payment = await validated(ground, { household_id: id, payee_id: headId });
    await reserve(ground, [payment]);
    const release = () => act(ground, (tx) => releaseDisbursements(tx, [payment], '户主去世'));
    expect(await release()).toBe(1);
    expect(await release()).toBe(0);
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([100_000, 0, 0]);
    expect(await usage(id)).toMatchObject([{ used: 0 }]);
    expect(await paymentRow(ground, payment)).toMatchObject({ status: 'RELEASED', release_reason: '户主去世' });
  });

  it('rebuilds the caps in use from the payments, as a bulk load does', async () => {
    const kept = await db.app.query(
      'select * from cap_usage where used_fen > 0 order by subject_id, scope, cap_key, year',
    );
    await db.owner.query('select rebuild_cap_usage()');
    const rebuilt = await db.app.query<Row[]>('select * from cap_usage order by subject_id, scope, cap_key, year');
    const withoutLimit = (rows: unknown): unknown => (rows as Row[]).map((row) => ({ ...row, limit_fen: null }));
    expect(withoutLimit(rebuilt)).toEqual(withoutLimit(kept));
  });

  it('passes over what is not there or not checked', async () => {
    const ground = await payingGround(db);
    expect(await reserve(ground, [newId(), await aDraft(ground)])).toEqual({ reserved: 0, refused: 0 });
  });
});
