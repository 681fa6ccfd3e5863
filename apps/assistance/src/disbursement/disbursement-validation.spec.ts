import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { insertRow, type Row, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { validateDisbursements } from './disbursement-validation';
import {
  act,
  aDraft,
  aHousehold,
  aRegistration,
  type Ground,
  openProblems,
  payingGround,
  paymentRow,
  standards,
} from './payment-builders';

describe('checking payments', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let ground: Ground;
  beforeAll(async () => {
    await standards(db);
    ground = await payingGround(db);
  });

  const check = async (ids: readonly string[]) => act(ground, (tx) => validateDisbursements(tx, ids));

  it('takes the snapshot of the household, its caps and its account, and leaves a draft that breaks a rule where it is', async () => {
    const [good, bad] = [await aDraft(ground), await aDraft(ground, { amount_fen: 300_001 })];
    expect(await check([good, bad])).toEqual({ valid: 1, refused: 1 });
    expect(await paymentRow(ground, good)).toMatchObject({
      status: 'VALIDATED',
      version: 2,
      category: 'MIN_LIVING',
      tier: 'NATIONAL',
      file_status: 'RECORDED',
      cap_fen: '300000',
      cap_used_fen: '80000',
      cap_scope: 'HOUSEHOLD_YEAR',
    });
    expect(await paymentRow(ground, bad)).toMatchObject({ status: 'DRAFT', version: 1, cap_fen: null });
    expect(await openProblems(ground, [bad])).toEqual(['PAYMENT_CAP_EXCEEDED']);
  });

  it.each<[string, Row, string]>([
    ['I17: a file that is over', { status: 'EXITED' }, 'FILE_NOT_ACTIVE'],
    ['I26: a review that is overdue', { next_review_due_on: '2017-01-22' }, 'FILE_STALE'],
    [
      'I26: a confirmation that has run out',
      { next_review_due_on: '2016-12-01', stale_confirmed_until_on: '2017-01-22' },
      'FILE_STALE',
    ],
    ['I15: no account', { account_token: null }, 'ACCOUNT_MISSING'],
    ['I15: an account in another name', { account_name_matches: false }, 'ACCOUNT_NAME_DIFFERS'],
    ['a household that has moved', { region_code: '340103' }, 'HOUSEHOLD_ELSEWHERE'],
  ])('refuses %s', async (_what, file, rule) => {
    const { id, headId } = await aHousehold(ground, file);
    const draft = await aDraft(ground, { household_id: id, payee_id: headId });
    await check([draft]);
    expect(await openProblems(ground, [draft])).toContain(rule);
    expect(await paymentRow(ground, draft)).toMatchObject({ status: 'DRAFT' });
  });

  it('I26: an overdue file is paid once an officer has confirmed it, and the problem is resolved', async () => {
    const { id, headId } = await aHousehold(ground, { next_review_due_on: '2016-12-01' });
    const draft = await aDraft(ground, { household_id: id, payee_id: headId });
    expect(await check([draft])).toEqual({ valid: 0, refused: 1 });
    await db.owner.query(`update household_projection set stale_confirmed_until_on = '2017-03-01' where id = $1`, [id]);
    expect(await check([draft])).toEqual({ valid: 1, refused: 0 });
    expect(await openProblems(ground, [draft])).toEqual([]);
  });

  it('I17: temporary aid goes to a file that is not active', async () => {
    const { id, headId } = await aHousehold(ground, { status: 'TEMPORARY', next_review_due_on: null });
    const draft = await aDraft(ground, { household_id: id, payee_id: headId, purpose: 'TEMPORARY' });
    expect(await check([draft])).toEqual({ valid: 1, refused: 0 });
  });

  it.each<[string, Row]>([
    ['its group', { rule_groups: ['DISTRESSED_ENTERPRISE_WORKER'] }],
    ['its purpose', { rule_purposes: ['MEDICAL'] }],
    ['its tier', { rule_tiers: ['GRASSROOTS'] }],
  ])('I14: an earmark that does not admit %s refuses the payment', async (_what, fund) => {
    const other = await payingGround(db, { fund });
    const draft = await aDraft(other);
    await check([draft]);
    expect(await openProblems(other, [draft])).toEqual(['EARMARK_NOT_ADMITTED']);
  });

  it('I14: money of one county does not pay a household of another', async () => {
    const { id, headId } = await aHousehold(ground, { region_code: '340103' });
    const draft = await aDraft(ground, { household_id: id, payee_id: headId, region_code: '340103' });
    await check([draft]);
    expect(await openProblems(ground, [draft])).toEqual(['EARMARK_NOT_ADMITTED']);
  });

  it('I15: a member is paid in place of the head when registered for it, and else not', async () => {
    const { id } = await aHousehold(ground);
    const member = newId();
    const draft = await aDraft(ground, { household_id: id, payee_id: member });
    await check([draft]);
    expect(await openProblems(ground, [draft])).toEqual(['PAYEE_NOT_REGISTERED']);
    await insertRow(db.owner, 'payee_registration', {
      id: newId(),
      household_id: id,
      payee_id: member,
      region_code: '340102',
      account_token: 'of-the-member',
      account_mask: '************0001',
      name_matches: true,
      reason: '户主卧病',
      registered_by: 'maker-1',
      registered_at: '2017-01-20 09:00+08',
    });
    expect(await check([draft])).toEqual({ valid: 1, refused: 0 });
    expect(await paymentRow(ground, draft)).toMatchObject({ account_token: 'of-the-member' });
  });

  it('I11: a household is paid in the group that it is registered in, while the campaign takes payments', async () => {
    const stranger = await aHousehold({ ...ground, campaign: (await payingGround(db)).campaign });
    const draft = await aDraft(ground, { household_id: stranger.id, payee_id: stranger.headId });
    const planned = await payingGround(db, { campaign: { status: 'PLANNED' } });
    const early = await aDraft(planned);
    await check([draft, early]);
    expect(await openProblems(ground, [draft])).toEqual(['NOT_REGISTERED_IN_GROUP']);
    expect(await openProblems(ground, [early])).toEqual(['CAMPAIGN_NOT_OPEN']);
  });

  it('names a consolation event of its own campaign and group that was not called off', async () => {
    const anEvent = async (row: object): Promise<string> => {
      const facts = {
        campaign_code: ground.campaign,
        region_code: '340102',
        union_id: newId(),
        title: '慰问',
        held_on: '2017-01-20',
      };
      return insertRow(db.owner, 'consolation_event', {
        id: newId(),
        target_group: 'FILED_HOUSEHOLD',
        ...facts,
        ...row,
      });
    };
    const called = { cancelled_on: '2017-01-19', cancelled_reason: '取消' };
    const drafts: string[] = [];
    for (const row of [{}, { target_group: 'DISTRESSED_ENTERPRISE_WORKER' }, called])
      drafts.push(await aDraft(ground, { consolation_event_id: await anEvent(row) }));
    expect(await check(drafts)).toEqual({ valid: 1, refused: 2 });
    expect(await openProblems(ground, drafts)).toEqual(['EVENT_OF_ANOTHER', 'EVENT_OF_ANOTHER']);
  });

  it('I15: a filed household is paid as one, in no group that takes cash or another payee', async () => {
    const { id } = await aHousehold(ground);
    const aside = { household_id: id, campaign_code: null, target_group: 'DISTRESSED_ENTERPRISE_WORKER' };
    const cash = { ...aside, purpose: 'CONSOLATION', mode: 'CASH', cash_reason: '无银行账户' };
    const drafts = [await aDraft(ground, cash), await aDraft(ground, { ...cash, mode: 'GOODS', cash_reason: null })];
    expect(await check(drafts)).toEqual({ valid: 0, refused: 2 });
    expect(await openProblems(ground, drafts)).toEqual(['GROUP_OF_FILE', 'GROUP_OF_FILE']);
  });

  it('I16: cash goes to those who are consoled alone', async () => {
    const worker = newId();
    await aRegistration(ground, worker, { target_group: 'DISTRESSED_ENTERPRISE_WORKER' });
    const cash = { mode: 'CASH', cash_reason: '无银行账户', payee_id: worker };
    const consoled = await aDraft(ground, {
      ...cash,
      target_group: 'DISTRESSED_ENTERPRISE_WORKER',
      purpose: 'CONSOLATION',
    });
    const other = await aDraft(ground, { ...cash, target_group: 'NON_FILED_HARDSHIP', campaign_code: null });
    expect(await check([consoled, other])).toEqual({ valid: 1, refused: 1 });
    expect(await openProblems(ground, [other])).toContain('CASH_FOR_CONSOLED_ONLY');
  });

  it('I18: a top-up names a payment of the same household, campaign and purpose', async () => {
    const { id, headId } = await aHousehold(ground);
    const own = { household_id: id, payee_id: headId };
    const first = await aDraft(ground, own);
    await expect(aDraft(ground, own)).rejects.toThrow('disbursement_household_id_campaign_code_purpose_unique');
    const right = await aDraft(ground, { ...own, top_up_of_id: first });
    const wrong = await aDraft(ground, { ...own, top_up_of_id: await aDraft(ground) });
    await check([right, wrong]);
    expect(await openProblems(ground, [right, wrong])).toEqual(['TOP_UP_OF_ANOTHER']);
  });

  it('checks any number of drafts in one statement, and none twice', async () => {
    const drafts = await Promise.all(Array.from({ length: 12 }, () => aDraft(ground)));
    expect(await check(drafts)).toEqual({ valid: 12, refused: 0 });
    expect(await check(drafts)).toEqual({ valid: 0, refused: 0 });
  });
});
