import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aPayment, type Holding, passedDown, raised } from '../ledger/money-builders';

const FACTS = `select version::int as version, region_code as region, facts from change where entity = 'ProgrammePayment' and entity_id = $1
  order by version`;

describe('what employment is told of a payment of its programmes', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let holding: Holding;

  beforeEach(async () => {
    holding = await passedDown(db.owner, await raised(db.owner, 900_000), '340102', 900_000);
  });

  const told = (id: string): Promise<object[]> => db.app.query(FACTS, [id]);
  const reconcile = (id: string): Promise<unknown> =>
    db.owner.query(`update disbursement set version = version + 1, status = 'RECONCILED' where id = $1`, [id]);

  it('is its state, amount and payee, from the first on and at every step', async () => {
    const payee = newId();
    const id = await aPayment(db.owner, holding, { purpose: 'STARTUP', payee_id: payee });
    await reconcile(id);
    const [row] = await db.app.query<{ amount: string }[]>(
      'select amount_fen::text as amount from disbursement where id = $1',
      [id],
    );
    const facts = { purpose: 'STARTUP', amountFen: row?.amount, payeeId: payee };
    expect(await told(id)).toEqual([
      { version: 1, region: '340102', facts: { ...facts, status: 'PAID' } },
      { version: 2, region: '340102', facts: { ...facts, status: 'RECONCILED' } },
    ]);
  });

  it('is nothing of payments for any other purpose', async () => {
    const id = await aPayment(db.owner, holding, { purpose: 'LIVING' });
    await reconcile(id);
    expect(await told(id)).toEqual([]);
    expect(await db.app.query('select from programme_payment where id = $1', [id])).toEqual([]);
  });

  it('is the same when it is made anew from the payments', async () => {
    const id = await aPayment(db.owner, holding, { purpose: 'ASSET' });
    const read = 'select to_jsonb(p) as row from programme_payment p where id = $1';
    const kept: unknown = await db.app.query(read, [id]);
    expect(kept).toMatchObject([{ row: { purpose: 'ASSET', status: 'PAID' } }]);
    await db.owner.query('delete from programme_payment where id = $1', [id]);
    await db.owner.query('select rebuild_programme_payment()');
    expect(await db.app.query(read, [id])).toEqual(kept);
  });

  it('cannot be written by the application itself', async () => {
    await expect(db.app.query(`update programme_payment set status = 'PAID'`)).rejects.toThrow('permission denied');
  });
});
