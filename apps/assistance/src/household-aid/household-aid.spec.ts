import { beforeEach, describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { testClock, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aPayment, type Holding, passedDown, raised } from '../ledger/money-builders';
import { countyMaker } from '../mutation-kit';
import { aHousehold, aPlan } from '../plan/casework-builders';

const UNPAID = { paid_by: null, paid_at: null, is_first_of_year: false, bank_ref: null };
const READ = 'select has_active_plan, last_aid_on, version::int as version from household_aid';

describe('what others keep of a household’s aid', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let household = '';
  let holding: Holding;

  beforeEach(async () => {
    household = newId();
    holding = await passedDown(db.owner, await raised(db.owner, 900_000), '340102', 900_000);
  });

  const read = async (id = household): Promise<unknown> =>
    (await db.app.query<object[]>(`${READ} where id = $1`, [id]))[0] ?? null;

  it('is absent until a plan is in force or money has come', async () => {
    await aPlan(db.owner, { household_id: household, status: 'DRAFT' });
    await aPayment(db.owner, holding, { household_id: household, ...UNPAID, status: 'APPROVED' });
    expect(await read()).toBeNull();
  });

  it('follows the plan in force', async () => {
    const plan = await aPlan(db.owner, { household_id: household });
    const more = (version: number, has: boolean): object => ({ has_active_plan: has, last_aid_on: null, version });
    expect(await read()).toEqual(more(1, true));
    await db.owner.query(`update aid_plan set goal_on = '2019-12-31' where id = $1`, [plan]);
    expect(await read()).toEqual(more(1, true));
    await db.owner.query(`update aid_plan set status = 'COMPLETED', closed_on = '2017-01-23' where id = $1`, [plan]);
    expect(await read()).toEqual(more(2, false));
  });

  it('follows the payments that stand, to the day in Asia/Shanghai', async () => {
    await aPayment(db.owner, holding, { household_id: household, paid_at: '2017-01-05 15:30+00' });
    const later = await aPayment(db.owner, holding, {
      ...{ household_id: household, purpose: 'MEDICAL', is_first_of_year: false, paid_at: '2017-01-12 10:00+08' },
    });
    expect(await read()).toMatchObject({ has_active_plan: false, last_aid_on: '2017-01-12' });
    await db.owner.query(
      `update disbursement set version = version + 1, status = 'REVERSED', reversed_at = now(), reversed_by = 'cashier-1', reversal_requested_at = now(),
         reversal_requested_by = 'maker-1', reversal_reason = '付错' where id = $1`,
      [later],
    );
    expect(await read()).toMatchObject({ last_aid_on: '2017-01-05' });
    await db.owner.query(
      `update disbursement set version = version + 1, status = 'RECONCILED' where household_id = $1 and status = 'PAID'`,
      [household],
    );
    expect(await read()).toMatchObject({ last_aid_on: '2017-01-05', version: 3 });
  });

  it('is right when a plan and a payment come at the same moment', async () => {
    const acts = new Acts(db.app, testClock);
    const plan = await aPlan(db.owner, { household_id: household, status: 'DRAFT' });
    const payment = await aPayment(db.owner, holding, {
      household_id: household,
      ...UNPAID,
      status: 'SENT',
      reserved_at: '2017-01-04 11:00+08',
      sent_by: 'cashier-1',
      sent_at: '2017-01-05 12:00+08',
    });
    await Promise.all([
      acts.perform(countyMaker, 'test.activate', (tx) =>
        tx.query(`update aid_plan set status = 'ACTIVE' where id = $1`, [plan]),
      ),
      acts.perform(countyMaker, 'test.pay', (tx) =>
        tx.query(
          `update disbursement set version = version + 1, status = 'PAID', paid_by = 'cashier-1', paid_at = '2017-01-10 10:00+08', bank_ref = 'B1' where id = $1`,
          [payment],
        ),
      ),
    ]);
    expect(await read()).toMatchObject({ has_active_plan: true, last_aid_on: '2017-01-10' });
  });

  it('stands where the file is, once that has moved; refilled it stands there too', async () => {
    household = await aHousehold(db.app);
    await aPlan(db.owner, { household_id: household });
    const region = async (): Promise<unknown> =>
      db.app.query('select region_code, version::int as version from household_aid where id = $1', [household]);
    expect(await region()).toEqual([{ region_code: '340102', version: 1 }]);
    await db.app.query(`update household_projection set region_code = '341102', source_version = 2 where id = $1`, [
      household,
    ]);
    expect(await region()).toEqual([{ region_code: '341102', version: 2 }]);
    await aPayment(db.owner, holding, { household_id: household });
    expect(await region()).toEqual([{ region_code: '341102', version: 3 }]);
    const [change] = await db.app.query<object[]>(
      `select region_code from change where entity = 'HouseholdAid' and entity_id = $1 order by version desc limit 1`,
      [household],
    );
    expect(change).toEqual({ region_code: '341102' });
    await db.owner.query(`update household_aid set region_code = '340102', version = version + 1 where id = $1`, [
      household,
    ]);
    await db.owner.query('select rebuild_household_aid()');
    expect(await region()).toEqual([{ region_code: '341102', version: 5 }]);
  });

  it('is refilled from the rows to the same facts, and versions only rise', async () => {
    await aPlan(db.owner, { household_id: household });
    await aPayment(db.owner, holding, { household_id: newId() });
    const facts = (): Promise<object[]> =>
      db.app.query<object[]>('select id, has_active_plan, last_aid_on from household_aid order by id');
    const kept = await facts();
    await db.owner.query('select rebuild_household_aid()');
    expect(await facts()).toEqual(kept);
    expect(await read()).toMatchObject({ has_active_plan: true, version: 1 });
    await db.owner.query(`update household_aid set has_active_plan = false, last_aid_on = null, version = version + 1
      where has_active_plan or last_aid_on is not null`);
    await db.owner.query('select rebuild_household_aid()');
    expect(await facts()).toEqual(kept);
    expect(await read()).toMatchObject({ has_active_plan: true, version: 3 });
  });

  it('is written by no one but its triggers', async () => {
    const write = `insert into household_aid (id, has_active_plan, region_code, version) values ($1, true, '340102', 1)`;
    await expect(db.app.query(write, [household])).rejects.toThrow(/permission denied/);
    await expect(db.app.query('select rebuild_household_aid()')).rejects.toThrow(/permission denied/);
  });
});
