import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { insertRow, useTestDatabase } from '@nuan/testing';
import type { EntityManager } from 'typeorm';

import { assistanceSubgraph } from '../assistance.subgraph';
import { passedDown, raised } from '../ledger/money-builders';

describe('the money above and beside payments', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const [donation, lot] = [newId(), newId()];
  const kinds = async (manager: Pick<EntityManager, 'query'> = db.owner): Promise<string[]> => {
    const rows = await manager.query<{ kind: string }[]>('select kind from money_difference order by kind');
    return rows.map(({ kind }) => kind);
  };

  beforeAll(async () => {
    const fund = await raised(db.app, 500, { source: 'DONATION', region_code: '340300', raised_by: 'PREFECTURE' });
    await passedDown(db.app, fund, '340302', 200);
    const gift = { donor: '爱心企业', region_code: '340300', union_id: newId(), received_on: '2017-01-06' };
    await insertRow(db.app, 'donation', { id: newId(), ...gift, kind: 'CASH', cash_fen: 500, fund_id: fund.fundId });
    await insertRow(db.app, 'donation', { id: donation, ...gift, kind: 'GOODS', cash_fen: 0 });
    const goods = { goods: '棉被', quantity: 10, measure: '床', value_fen: 1000, recipients: 0 };
    await insertRow(db.app, 'donation_lot', { id: lot, donation_id: donation, ...goods });
    await insertRow(db.app, 'lot_issue', {
      ...{ id: newId(), lot_id: lot, kind: 'ISSUED', quantity: 4, recipients: 4, value_fen: 400 },
      ...{ issued_on: '2017-01-09', made_by: 'x', made_at: '2017-01-09 10:00+08' },
    });
    await insertRow(db.app, 'medical_evidence', {
      ...{ id: newId(), household_id: newId(), person_id: newId(), region_code: '340302', period_from: '2016-11-01' },
      ...{ period_to: '2016-12-01', invoice_fen: 900, reimbursed_fen: 100, own_cost_fen: 800, document_ref: 'Y1' },
      ...{ recorded_by: 'x', recorded_at: '2017-01-09 10:00+08' },
    });
  });

  it('I21: agrees where everything went through its entries', async () => {
    expect(await kinds()).toEqual([]);
  });

  it.each([
    [
      'money that a parent passed to nobody',
      'update allocation set passed_down_fen = passed_down_fen + 1, available_fen = available_fen - 1 where parent_id is null',
      'PASSED_DOWN_AND_CHILDREN',
    ],
    [
      'a donation that was never raised',
      `update donation set cash_fen = 600 where kind = 'CASH'`,
      'DONATIONS_AND_LEDGER',
    ],
    ['goods that left without an entry', 'update donation_lot set issued_quantity = 5', 'LOT_AND_ISSUES'],
    ['own cost that no payment used', 'update medical_evidence set used_fen = 1', 'OWN_COST_AND_PAYMENTS'],
  ])('I21: names %s', async (_what, change, kind) => {
    const found: string[] = [];
    const forced = db.owner.transaction(async (manager) => {
      await manager.query(change);
      found.push(...(await kinds(manager)));
      throw new RangeError('taken back');
    });
    await expect(forced).rejects.toThrow('taken back');
    expect(found).toEqual([kind]);
  });
});
