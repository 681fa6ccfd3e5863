import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { DisbursementSettlement } from './disbursement-settlement';
import {
  act,
  aHousehold,
  aRegistration,
  balancesOf,
  type Ground,
  officer,
  payingGround,
  paymentRow,
  standards,
} from './payment-builders';

interface Outcome {
  readonly __typename: string;
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly rule: string;
  readonly currentVersion: number;
  readonly problems: readonly { readonly rule: string }[];
}

const STEPS = ['validate', 'reserve', 'retry', 'send'];
const REFUSALS = `... on RuleBroken { rule field facts { name value } }
  ... on TransitionRefused { rule state event allowed } ... on VersionConflict { rule currentVersion }`;
const PAYMENT = `... on Disbursement { id status version topUpOfId }`;
const HELD = `... on PaymentHeldBack { disbursement { id status } problems { rule field facts { name value } } }`;

describe('writing payments', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  beforeAll(() => standards(db));

  const run = (query: string, variables: object, viewer: Viewer) =>
    executeSubgraph<Record<string, Outcome>>(assistanceSubgraph, {
      db: db.app,
      viewer,
      query,
      variables: { ...variables },
    });
  const mutate = (name: string, input: object, viewer: Viewer) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const held = STEPS.some((step) => name === `${step}Disbursement`) ? HELD : '';
    const payment = name === 'confirmDelivery' ? '' : PAYMENT;
    const selection = `__typename ${payment} ${held} ${REFUSALS}`;
    return run(`mutation($input: ${type}!) { ${name}(input: $input) { ${selection} } }`, { input }, viewer);
  };
  const outcome = async (name: string, input: object, viewer: Viewer): Promise<Outcome> => {
    const { data, errors } = await mutate(name, input, viewer);
    expect(errors).toEqual([]);
    return data[name] as Outcome;
  };
  const step = async (name: string, id: string, viewer: Viewer, more: object = {}): Promise<Outcome> => {
    const { version } = await paymentRow({ db }, id);
    return outcome(name, { id, expectedVersion: version, ...more }, viewer);
  };
  const living = (ground: Ground, more: object = {}): object => ({
    allocationId: ground.holding.allocationId,
    campaign: ground.campaign,
    group: 'FILED_HOUSEHOLD',
    purpose: 'LIVING',
    mode: 'BANK_CARD',
    amount: '800.00',
    idempotencyKey: `payment-${newId()}`,
    ...more,
  });
  const filed = async (ground: Ground, more: object = {}): Promise<string> => {
    const household = await aHousehold(ground);
    const { id } = await outcome(
      'fileDisbursement',
      living(ground, { householdId: household.id, ...more }),
      officer('maker'),
    );
    return id;
  };
  const reserved = async (ground: Ground, more: object = {}): Promise<string> => {
    const id = await filed(ground, more);
    for (const name of ['validateDisbursement', 'reserveDisbursement']) await step(name, id, officer('maker'));
    return id;
  };

  it('goes from a draft to a payment through three officers, and back by two others', async () => {
    const ground = await payingGround(db, { fen: 100_000 });
    const id = await reserved(ground);
    expect(await step('approveDisbursement', id, officer('checker'))).toMatchObject({ status: 'APPROVED' });
    expect(await step('sendDisbursement', id, officer('cashier'))).toMatchObject({ status: 'SENT' });
    const bank = new DisbursementSettlement();
    await act(ground, (tx) => bank.markPaid(tx, [{ disbursementId: id, bankRef: 'B1' }]));
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([20_000, 0, 80_000]);
    const reason = { reason: '重复发放' };
    expect(await step('approveReversal', id, officer('checker'))).toMatchObject({ rule: 'REVERSAL_REQUESTED' });
    expect(await step('requestReversal', id, officer('cashier', 2), reason)).toMatchObject({ status: 'PAID' });
    const self = { ...officer('checker'), subject: 'cashier-2' };
    expect(await step('approveReversal', id, self)).toMatchObject({ rule: 'FORBIDDEN_SELF_APPROVAL' });
    expect(await step('approveReversal', id, officer('checker'))).toMatchObject({ status: 'REVERSED' });
    expect(await step('requestReversal', id, officer('cashier', 2), reason)).toMatchObject({
      state: 'REVERSED',
      allowed: [],
    });
    expect(await balancesOf(ground, ground.holding.allocationId)).toEqual([100_000, 0, 0]);
  });

  it('I33: each step leaves its row in the audit chain, in its transaction', async () => {
    const ground = await payingGround(db);
    const id = await reserved(ground);
    const rows = await db.app.query<{ action: string; region: string }[]>(
      'select action, region_code as region from audit_entry where $1 = any (subject_ids) order by seq',
      [id],
    );
    expect(rows).toEqual(
      ['file', 'validate', 'reserve'].map((name) => ({ action: `disbursement.${name}`, region: '340102' })),
    );
    await expect(db.app.query(`update disbursement set release_reason = null where id = $1`, [id])).rejects.toThrow(
      'a write must append its audit row',
    );
  });

  it('I20: the same key files the same payment once, whoever sends it how often; another amount under it is refused', async () => {
    const ground = await payingGround(db);
    const input = living(ground, { householdId: (await aHousehold(ground)).id });
    const answers = await Promise.all([1, 2, 3].map(() => outcome('fileDisbursement', input, officer('maker'))));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    const other = await mutate('fileDisbursement', { ...input, amount: '801.00' }, officer('maker'));
    expect(other.errors).toMatchObject([{ code: 'CONFLICT', details: { rule: 'IDEMPOTENCY_KEY_REUSED' } }]);
    const rival = await mutate('fileDisbursement', { ...input, campaign: null }, officer('maker', 2));
    expect(rival.errors).toMatchObject([{ details: { rule: 'IDEMPOTENCY_KEY_REUSED' } }]);
  });

  it('I18: a household is filed for a purpose of a campaign once, also by two officers at the same moment', async () => {
    const ground = await payingGround(db);
    const { id: householdId } = await aHousehold(ground);
    const answers = await Promise.all(
      [1, 2].map((number) => outcome('fileDisbursement', living(ground, { householdId }), officer('maker', number))),
    );
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Disbursement', 'RuleBroken']);
    const first = answers.find(({ __typename }) => __typename === 'Disbursement');
    const topUp = living(ground, { householdId, topUpOfId: first?.id, amount: '100.00' });
    expect(await outcome('fileDisbursement', topUp, officer('maker'))).toMatchObject({ topUpOfId: first?.id });
  });

  it.each<[string, object, object]>([
    ['a filed household in goods', { mode: 'GOODS' }, { rule: 'FILED_HOUSEHOLD_BY_ACCOUNT', field: 'mode' }],
    [
      'cash without a reason',
      { group: 'ON_DUTY_WORKER', mode: 'CASH' },
      { rule: 'CASH_REASON_REQUIRED', field: 'cashReason' },
    ],
    [
      'a reason for cash without cash',
      { cashReason: '无银行账户' },
      { rule: 'CASH_REASON_FOR_CASH', field: 'cashReason' },
    ],
  ])('refuses to file %s', async (_what, more, refusal) => {
    const ground = await payingGround(db);
    const { id: householdId } = await aHousehold(ground);
    expect(await outcome('fileDisbursement', living(ground, { householdId, ...more }), officer('maker'))).toMatchObject(
      refusal,
    );
  });

  it.each<[string, object]>([
    ['nothing', { amount: '0.00' }],
    ['less than nothing', { amount: '-1.00' }],
    ['full-width digits', { amount: '１００' }],
    ['a third place', { amount: '1.001' }],
  ])('refuses an amount of %s', async (_what, more) => {
    const ground = await payingGround(db);
    const input = living(ground, { householdId: (await aHousehold(ground)).id, ...more });
    expect((await mutate('fileDisbursement', input, officer('maker'))).errors).toMatchObject([
      { code: 'BAD_USER_INPUT' },
    ]);
  });

  it('holds back a payment that breaks rules, names each with its field and figures, and keeps them with it', async () => {
    const ground = await payingGround(db);
    const id = await filed(ground, { amount: '3000.01' });
    expect(await step('validateDisbursement', id, officer('maker'))).toMatchObject({
      __typename: 'PaymentHeldBack',
      disbursement: { id, status: 'DRAFT' },
      problems: [{ rule: 'PAYMENT_CAP_EXCEEDED', field: 'amount', facts: [{ name: 'cap', value: '3000.00' }] }],
    });
    const ids = [id, await filed(ground, { amount: '3000.02' })];
    await step('validateDisbursement', ids[1] ?? '', officer('maker'));
    const query = `query($ids: [ID!]!) { disbursements(where: { fundId: { in: $ids } }) { nodes { problems { rule } snapshot { cap } } } }`;
    const { result, statements } = await countStatements(db.app, () =>
      run(query, { ids: [ground.holding.fundId] }, officer('maker')),
    );
    expect(result.data['disbursements']).toMatchObject({
      nodes: ids.map(() => ({ problems: [{ rule: 'PAYMENT_CAP_EXCEEDED' }], snapshot: { cap: null } })),
    });
    expect(statements).toHaveLength(2);
  });

  it('I19: tells the second county what remains of the year', async () => {
    const ground = await payingGround(db);
    const { id: householdId } = await aHousehold(ground);
    const own = { householdId, campaign: null, amount: '2500.00' };
    const ids: string[] = [];
    for (let at = 0; at < 3; at += 1) {
      const { id } = await outcome('fileDisbursement', living(ground, own), officer('maker'));
      await step('validateDisbursement', id, officer('maker'));
      ids.push(id);
    }
    for (const id of ids.slice(0, 2)) await step('reserveDisbursement', id, officer('maker'));
    expect(await step('reserveDisbursement', ids[2] ?? '', officer('maker'))).toMatchObject({
      problems: [
        {
          rule: 'ANNUAL_CAP_EXCEEDED',
          facts: expect.arrayContaining([
            { name: 'remaining', value: '1000.00' },
            { name: 'year', value: '2017' },
          ]) as unknown,
        },
      ],
    });
  });

  it('is approved by another person within the limit of the level; of two at once, one wins', async () => {
    const ground = await payingGround(db);
    const id = await reserved(ground);
    expect(await step('approveDisbursement', id, { ...officer('checker'), subject: 'maker-1' })).toMatchObject({
      rule: 'FORBIDDEN_SELF_APPROVAL',
    });
    await db.owner.query(`update approval_limit set per_payment_fen = 50000 where level = 'COUNTY'`);
    expect(await step('approveDisbursement', id, officer('checker'))).toMatchObject({ rule: 'APPROVAL_LIMIT' });
    const { version } = await paymentRow(ground, id);
    const rivals = [1, 2].map((number) =>
      outcome('approveDisbursement', { id, expectedVersion: version }, officer('checker', number, ['340100'])),
    );
    const answers = await Promise.all(rivals);
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Disbursement', 'VersionConflict']);
    await db.owner.query(`update approval_limit set per_payment_fen = 500000 where level = 'COUNTY'`);
  });

  it('is paid by neither its maker nor its approver, and not before it is approved', async () => {
    const ground = await payingGround(db);
    const id = await reserved(ground);
    expect(await step('sendDisbursement', id, officer('cashier'))).toMatchObject({ state: 'RESERVED', event: 'SEND' });
    await step('approveDisbursement', id, officer('checker'));
    expect(await step('sendDisbursement', id, { ...officer('cashier'), subject: 'checker-1' })).toMatchObject({
      rule: 'FORBIDDEN_SELF_PAYMENT',
    });
    await expect(
      db.owner.query(`update disbursement set sent_by = 'checker-1', sent_at = now() where id = $1`, [id]),
    ).rejects.toThrow('disbursement_payer_is_another');
  });

  it('I16: cash is approved by two and confirmed by a third, and the bank’s payments are not confirmed by hand', async () => {
    const ground = await payingGround(db);
    const worker = newId();
    await aRegistration(ground, worker, { target_group: 'DISTRESSED_ENTERPRISE_WORKER' });
    const cash = {
      group: 'DISTRESSED_ENTERPRISE_WORKER',
      purpose: 'CONSOLATION',
      mode: 'CASH',
      cashReason: '无银行账户',
    };
    const input = living(ground, { ...cash, payeeId: worker, regionCode: '340102', amount: '300.00' });
    const { id } = await outcome('fileDisbursement', input, officer('maker'));
    for (const name of ['validateDisbursement', 'reserveDisbursement']) await step(name, id, officer('maker'));
    expect(await step('approveDisbursement', id, officer('checker'))).toMatchObject({ status: 'RESERVED' });
    expect(await step('approveDisbursement', id, officer('checker'))).toMatchObject({
      rule: 'FORBIDDEN_SELF_APPROVAL',
    });
    expect(await step('approveDisbursement', id, officer('checker', 2))).toMatchObject({ status: 'APPROVED' });
    await step('sendDisbursement', id, officer('cashier'));
    const byBank = await reserved(ground);
    await step('approveDisbursement', byBank, officer('checker'));
    await step('sendDisbursement', byBank, officer('cashier'));
    expect(await outcome('confirmDelivery', { ids: [id, byBank] }, officer('cashier'))).toMatchObject({
      rule: 'BANK_CONFIRMS',
    });
    expect(await paymentRow(ground, id)).toMatchObject({ status: 'SENT' });
    expect(await outcome('confirmDelivery', { ids: [id] }, officer('cashier'))).toMatchObject({
      __typename: 'DeliveriesConfirmed',
    });
    await outcome('confirmDelivery', { ids: [id] }, officer('cashier'));
    expect(await paymentRow(ground, id)).toMatchObject({
      status: 'PAID',
      second_approved_by: 'checker-2',
      bank_ref: null,
    });
  });

  it('is given up with a reason, by its maker or by a checker who turns it down, and by nobody once the bank has it', async () => {
    const ground = await payingGround(db);
    const [first, second] = [await reserved(ground), await reserved(ground)];
    expect(await step('releaseDisbursement', first, officer('checker'), { reason: '材料不符' })).toMatchObject({
      status: 'RELEASED',
    });
    await step('approveDisbursement', second, officer('checker'));
    await step('sendDisbursement', second, officer('cashier'));
    expect(await step('releaseDisbursement', second, officer('maker'), { reason: '材料不符' })).toMatchObject({
      state: 'SENT',
    });
  });

  it('I15: pays a registered member to an account of which a token and a mask are kept', async () => {
    const ground = await payingGround(db);
    const { id: householdId } = await aHousehold(ground);
    const [payeeId, accountNumber] = [newId(), '9999990000001234'];
    const input = {
      householdId,
      payeeId,
      accountNumber,
      nameMatches: true,
      reason: '户主卧病在床',
      idempotencyKey: `payee-${newId()}`,
    };
    const query = `mutation($input: RegisterPayeeInput!) { registerPayee(input: $input) { __typename ... on PayeeRegistration { id accountMask } ... on RuleBroken { rule } } }`;
    const { data } = await run(query, { input }, officer('maker'));
    expect(data['registerPayee']).toMatchObject({ accountMask: '****1234' });
    const { id } = await outcome('fileDisbursement', living(ground, { householdId, payeeId }), officer('maker'));
    expect(await step('validateDisbursement', id, officer('maker'))).toMatchObject({ status: 'VALIDATED' });
    const rows = await db.owner.query<unknown[]>('select * from payee_registration');
    expect(JSON.stringify(rows)).not.toContain(accountNumber);
  });

  it.each<[string, string, 'maker' | 'checker' | 'cashier']>([
    ['fileDisbursement', 'a checker', 'checker'],
    ['approveDisbursement', 'a maker', 'maker'],
    ['sendDisbursement', 'a checker', 'checker'],
    ['requestReversal', 'a maker', 'maker'],
    ['approveReversal', 'a cashier', 'cashier'],
    ['releaseDisbursement', 'a cashier', 'cashier'],
  ])('refuses %s to %s, whatever its region', async (name, _who, role) => {
    const ground = await payingGround(db);
    const id = await filed(ground);
    const { version } = await paymentRow(ground, id);
    const more =
      name === 'fileDisbursement' ? living(ground, { householdId: newId() }) : { id, expectedVersion: version };
    const reason = ['requestReversal', 'releaseDisbursement'].includes(name) ? { reason: '材料不符' } : {};
    expect((await mutate(name, { ...more, ...reason }, officer(role))).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('I34: does not exist for an officer of the county beside', async () => {
    const ground = await payingGround(db);
    const id = await filed(ground);
    const beside = officer('maker', 1, ['340103']);
    const moved = await mutate('validateDisbursement', { id, expectedVersion: 1 }, beside);
    expect(moved.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { id: householdId } = await aHousehold(ground);
    expect((await mutate('fileDisbursement', living(ground, { householdId }), beside)).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
  });
});
