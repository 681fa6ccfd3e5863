import { beforeEach, describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { countStatements, insertRow, testClock, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aBeneficiary, aCampaign, aPayment, type Holding, passedDown, raised } from '../ledger/money-builders';
import { countyMaker } from '../mutation-kit';
import { reachBeneficiaries, unreachBeneficiaries } from './campaign-reach';

const MISSED = { reached_on: null, paid_on: null };

describe('whom payments reach', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let campaign = '';
  let holding: Holding;

  beforeEach(async () => {
    campaign = await aCampaign(db.owner);
    const root = await raised(db.owner, 900_000, { campaign_code: campaign });
    holding = await passedDown(db.owner, root, '340102', 900_000);
  });

  const within = (work: typeof reachBeneficiaries, ids: readonly string[]): Promise<unknown> =>
    new Acts(db.app, testClock).perform(countyMaker, 'test.reach', (tx) => work(tx, ids));
  const paid = (beneficiary: string, day: string, row: object = {}): Promise<string> =>
    aPayment(db.owner, holding, {
      ...{ household_id: beneficiary, paid_at: `${day} 15:00+08`, is_first_of_year: false, purpose: 'MEDICAL', ...row },
    });
  const line = async (beneficiary: string): Promise<unknown> => {
    const sql = 'select reached_on, paid_on from campaign_beneficiary where campaign_code = $1 and beneficiary_id = $2';
    return (await db.app.query<object[]>(sql, [campaign, beneficiary]))[0];
  };
  const reverse = async (payment: string): Promise<void> => {
    await db.owner.query(
      `update disbursement set version = version + 1, status = 'REVERSED', reversed_at = now(), reversed_by = 'cashier-1', reversal_requested_at = now(),
         reversal_requested_by = 'maker-1', reversal_reason = '付错' where id = $1`,
      [payment],
    );
    await within(unreachBeneficiaries, [payment]);
  };

  it('is told by the first of any number of payments, in one statement, and a second call changes nothing', async () => {
    const [household, person, elsewhere] = [newId(), newId(), newId()];
    await aBeneficiary(db.owner, campaign, { beneficiary_id: household, ...MISSED });
    await aBeneficiary(db.owner, campaign, { beneficiary_id: elsewhere, ...MISSED });
    await aBeneficiary(db.owner, campaign, {
      beneficiary_id: person,
      target_group: 'DISTRESSED_ENTERPRISE_WORKER',
      ...MISSED,
    });
    const worker = {
      household_id: null,
      payee_id: person,
      target_group: 'DISTRESSED_ENTERPRISE_WORKER',
      head_id: null,
    };
    const ids = [
      await paid(household, '2017-01-12'),
      await paid(household, '2017-01-08', { purpose: 'LIVING' }),
      await paid(person, '2017-01-09', { ...worker, file_status: null, category: null, tier: null, recorded_on: null }),
      await paid(elsewhere, '2017-01-09', { campaign_code: null }),
    ];
    const { statements } = await countStatements(db.app, () => within(reachBeneficiaries, ids));
    expect(statements.filter((sql) => sql.includes('campaign_beneficiary'))).toHaveLength(1);
    await within(reachBeneficiaries, ids);
    expect(await line(household)).toEqual({ reached_on: '2017-01-08', paid_on: '2017-01-08' });
    expect(await line(person)).toEqual({ reached_on: '2017-01-09', paid_on: '2017-01-09' });
    expect(await line(elsewhere)).toEqual(MISSED);
  });

  it('keeps the day of an earlier delivery beside the first payment', async () => {
    const household = newId();
    await aBeneficiary(db.owner, campaign, { beneficiary_id: household, reached_on: '2017-01-03', paid_on: null });
    const payment = await paid(household, '2017-01-08');
    await within(reachBeneficiaries, [payment]);
    expect(await line(household)).toEqual({ reached_on: '2017-01-03', paid_on: '2017-01-08' });
    await reverse(payment);
    expect(await line(household)).toEqual({ reached_on: '2017-01-03', paid_on: null });
  });

  it('is missed again when its only payment is reversed, and not when another stands', async () => {
    const household = newId();
    await aBeneficiary(db.owner, campaign, { beneficiary_id: household, ...MISSED });
    const [first, second] = [
      await paid(household, '2017-01-08'),
      await paid(household, '2017-01-12', { purpose: 'LIVING' }),
    ];
    await within(reachBeneficiaries, [first, second]);
    await reverse(first);
    expect(await line(household)).toEqual({ reached_on: '2017-01-12', paid_on: '2017-01-12' });
    await reverse(second);
    expect(await line(household)).toEqual(MISSED);
  });

  it('stays reached by what was delivered after the payment that is reversed', async () => {
    const household = newId();
    await aBeneficiary(db.owner, campaign, { beneficiary_id: household, ...MISSED });
    const payment = await paid(household, '2017-01-08');
    await within(reachBeneficiaries, [payment]);
    const delivery = { campaign_code: campaign, beneficiary_id: household, kind: 'JOB', delivered_on: '2017-01-15' };
    await insertRow(db.owner, 'campaign_delivery', delivery);
    await reverse(payment);
    expect(await line(household)).toEqual({ reached_on: '2017-01-15', paid_on: null });
  });
});
