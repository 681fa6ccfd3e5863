import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aPayment, type Holding, passedDown, raised } from '../ledger/money-builders';

const FACTS = `select version::int as version, region_code as region, facts from change where entity = 'RequestPayment' and entity_id = $1
  order by version`;

describe('what migrants is told of a payment that answers its request', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let holding: Holding;

  beforeEach(async () => {
    holding = await passedDown(db.owner, await raised(db.owner, 900_000), '340102', 900_000);
  });

  const told = (id: string): Promise<object[]> => db.app.query(FACTS, [id]);
  const reconcile = (id: string): Promise<unknown> =>
    db.owner.query(`update disbursement set version = version + 1, status = 'RECONCILED' where id = $1`, [id]);
  const amountOf = async (id: string): Promise<string | undefined> => {
    const sql = 'select amount_fen::text as amount from disbursement where id = $1';
    return (await db.app.query<{ amount: string }[]>(sql, [id]))[0]?.amount;
  };

  it('is the request, state, amount and day, from the first on and at every step, and never who is paid', async () => {
    const requestId = newId();
    const id = await aPayment(db.owner, holding, {
      ...{ purpose: 'TRANSPORT', request_id: requestId, paid_at: '2017-01-20 23:30+08' },
    });
    await reconcile(id);
    const facts = { requestId, amountFen: await amountOf(id), paidOn: '2017-01-20' };
    expect(await told(id)).toEqual([
      { version: 1, region: '340102', facts: { ...facts, status: 'PAID' } },
      { version: 2, region: '340102', facts: { ...facts, status: 'RECONCILED' } },
    ]);
  });

  it('is nothing of a payment that answers no request', async () => {
    const id = await aPayment(db.owner, holding, { purpose: 'TRANSPORT' });
    await reconcile(id);
    expect(await told(id)).toEqual([]);
    expect(await db.app.query('select from request_payment where id = $1', [id])).toEqual([]);
  });

  it('is the same when it is made anew from the payments', async () => {
    const id = await aPayment(db.owner, holding, { purpose: 'TEMPORARY', request_id: newId() });
    const read = 'select to_jsonb(p) as row from request_payment p where id = $1';
    const kept: unknown = await db.app.query(read, [id]);
    expect(kept).toMatchObject([{ row: { status: 'PAID' } }]);
    await db.owner.query('delete from request_payment where id = $1', [id]);
    await db.owner.query('select rebuild_request_payment()');
    expect(await db.app.query(read, [id])).toEqual(kept);
  });

  it('cannot be written by the application itself', async () => {
    await expect(db.app.query(`update request_payment set status = 'PAID'`)).rejects.toThrow('permission denied');
  });
});
