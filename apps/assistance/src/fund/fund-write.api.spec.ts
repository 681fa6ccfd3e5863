import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aCampaign, aPayment, type Holding, passedDown, post, raised } from '../ledger/money-builders';

const REFUSALS = `... on RuleBroken { rule field message } ... on VersionConflict { currentVersion } ... on TransitionRefused { state event }`;
const MUTATIONS = {
  createFund: [
    'CreateFundInput',
    '... on Fund { id amount balance version earmark: rule { regions passesDownInFull passDownDueOn } }',
  ],
  raiseMoney: ['RaiseMoneyInput', '... on Fund { amount balance }'],
  takeBackRaised: [
    'TakeBackRaisedInput',
    '... on Fund { amount balance } ... on FundsInsufficient { available requested }',
  ],
  changeFundRule: [
    'ChangeFundRuleInput',
    '... on Fund { version earmark: rule { groups purposes tiers regions } earlierRules { version purposes reason } }',
  ],
  closeFund: ['CloseFundInput', '... on Fund { version closedOn }'],
} as const;

describe('funds are opened, fed and closed', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const province = viewerWith({ subject: 'province-1' });
  const run = async (name: keyof typeof MUTATIONS, input: object, viewer = province) => {
    const [type, fields] = MUTATIONS[name];
    const query = `mutation($input: ${type}!) { ${name}(input: $input) { __typename ${fields} ${REFUSALS} } }`;
    const { data, errors } = await executeSubgraph<Record<string, object> | null>(assistanceSubgraph, {
      ...{ db: db.app, viewer, query, variables: { input } },
    });
    return (data?.[name] ?? errors[0]) as { readonly id: string; readonly code?: string; readonly details?: object };
  };
  const fund = (change: object = {}): object => ({
    source: 'CENTRAL_FISCAL_AID',
    name: '中央财政专项帮扶资金',
    year: 2017,
    raisedBy: 'PROVINCE',
    unionId: newId(),
    region: '340000',
    rule: { groups: ['FILED_HOUSEHOLD'], purposes: ['LIVING'], regions: ['340100'] },
    passDownDueOn: '2017-02-10',
    idempotencyKey: newId(),
    ...change,
  });
  const raise = (fundId: string, amount: string, more: object = {}) =>
    run('raiseMoney', { fundId, amount, idempotencyKey: newId(), ...more });

  it('opens a fund with an empty root, once per key', async () => {
    const input = fund();
    const opened = await run('createFund', input);
    expect(opened).toMatchObject({
      amount: '0.00',
      balance: '0.00',
      version: 1,
      earmark: { regions: ['340100'], passesDownInFull: true, passDownDueOn: '2017-02-10' },
    });
    expect(await run('createFund', input)).toEqual(opened);
    expect(await run('createFund', { ...input, name: '别的资金' })).toMatchObject({
      code: 'CONFLICT',
      details: { rule: 'IDEMPOTENCY_KEY_REUSED' },
    });
    const roots = await db.app.query<object[]>('select status from allocation where fund_id = $1', [opened.id]);
    expect(roots).toEqual([{ status: 'CONFIRMED' }]);
  });

  it.each([
    [
      'money of the province raised by a city',
      { raisedBy: 'PREFECTURE', region: '340100' },
      'SOURCE_OF_PROVINCE',
      'source',
    ],
    ['fiscal aid without a day to pass it down', { passDownDueOn: null }, 'PASS_DOWN_DUE', 'passDownDueOn'],
    ['a day that is over', { passDownDueOn: '2017-01-22' }, 'PASS_DOWN_DUE', 'passDownDueOn'],
    ['an unknown campaign', { campaign: 'NOBODY' }, 'CAMPAIGN_KNOWN', 'campaign'],
  ])('I13: refuses %s, by rule and field', async (_what, change, rule, field) => {
    expect(await run('createFund', fund(change))).toMatchObject({ __typename: 'RuleBroken', rule, field });
  });

  it.each([
    ['an earmark for nobody', { rule: { groups: [], purposes: ['LIVING'] } }, 'RULE_ADMITS_SOMETHING'],
    [
      'a region outside the fund',
      { rule: { groups: ['FILED_HOUSEHOLD'], purposes: ['LIVING'], regions: ['130100'] } },
      'REGION_OF_FUND',
    ],
    ['a level that is not the region’s', { raisedBy: 'COUNTY' }, 'LEVEL_OF_REGION'],
    ['a year far away', { year: 2021 }, 'YEAR_NEAR'],
    ['no name', { name: '  ' }, 'TEXT_LENGTH'],
    ['a union that is no id', { unionId: 'x' }, 'isUuid'],
  ])('refuses %s as malformed', async (_what, change, rule) => {
    expect(await run('createFund', fund(change))).toMatchObject({ code: 'BAD_USER_INPUT', details: { rule } });
  });

  it('is for those who manage funds, in the regions where they write', async () => {
    const maker = viewerWith({ role: 'maker', read: ['340100'] });
    expect(await run('createFund', fund(), maker)).toMatchObject({ code: 'FORBIDDEN' });
    const city = viewerWith({ role: 'city', read: ['340100'] });
    expect(await run('createFund', fund(), city)).toMatchObject({ code: 'FORBIDDEN' });
    const { fundId } = await raised(db.app, 100);
    const raiseAbove = { fundId, amount: '1.00', idempotencyKey: newId() };
    expect(await run('raiseMoney', raiseAbove, city)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['raiseMoney', { amount: '1.00', idempotencyKey: 'key-of-nobody' }],
    ['takeBackRaised', { amount: '1.00', reason: '退回', idempotencyKey: 'key-of-nobody' }],
    [
      'changeFundRule',
      { expectedVersion: 1, rule: { groups: ['FILED_HOUSEHOLD'], purposes: ['LIVING'] }, reason: '变更' },
    ],
    ['closeFund', { expectedVersion: 1 }],
  ] as const)('I34: %s is for those who manage funds, in the regions where they write', async (name, input) => {
    const { fundId } = await raised(db.app, 100, { region_code: '340100', raised_by: 'PREFECTURE' });
    const named = 'expectedVersion' in input ? { id: fundId, ...input } : { fundId, ...input };
    expect(await run(name, named, viewerWith({ role: 'cashier', read: ['340100'] }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await run(name, named, viewerWith({ role: 'city', read: ['341100'] }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('raises money once per key, and takes back what is still there by a counter-entry', async () => {
    const { id } = await run('createFund', fund({ source: 'UNION_DUES', name: '经费', passDownDueOn: null }));
    const key = newId();
    for (let time = 0; time < 3; time += 1)
      expect(await raise(id, '1000.00', { idempotencyKey: key })).toMatchObject({ amount: '1000.00' });
    const takeBack = (amount: string) =>
      run('takeBackRaised', { fundId: id, amount, reason: '多录', idempotencyKey: newId() });
    expect(await takeBack('1000.01')).toMatchObject({ available: '1000.00', requested: '1000.01' });
    expect(await takeBack('400.00')).toMatchObject({ amount: '600.00', balance: '600.00' });
    const posted = await db.app.query<object[]>(
      `select t.kind, e.amount_fen::int as fen, t.memo from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
       where t.fund_id = $1 and e.account = 'AVAILABLE' order by t.id`,
      [id],
    );
    expect(posted).toEqual([
      { kind: 'RAISED', fen: 100_000, memo: null },
      { kind: 'RAISED', fen: -40_000, memo: '多录' },
    ]);
  });

  it.each(['0.00', '-1.00', '100000000000.01'])('refuses the amount %s', async (amount) => {
    const { fundId } = await raised(db.app, 100);
    expect(await raise(fundId, amount)).toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'amount' } });
  });

  it('takes no money for a campaign that is closed', async () => {
    const code = await aCampaign(db.owner, { status: 'CLOSED' });
    const { fundId } = await raised(db.owner, 100, { campaign_code: code });
    expect(await raise(fundId, '1.00')).toMatchObject({ rule: 'CAMPAIGN_OPEN', field: 'fundId' });
    const opened = fund({ source: 'UNION_DUES', passDownDueOn: null, campaign: code });
    expect(await run('createFund', opened)).toMatchObject({ rule: 'CAMPAIGN_OPEN', field: 'campaign' });
  });

  it('leaves donated money to its donations', async () => {
    const { fundId } = await raised(db.app, 100, { source: 'DONATION' });
    expect(await raise(fundId, '1.00')).toMatchObject({ rule: 'DONATION_RECORDED', field: 'fundId' });
  });

  it('I14: changes an earmark by versions, until a payment was checked against it', async () => {
    const holding = await raised(db.app, 1_000_000);
    const change = (expectedVersion: number) =>
      run('changeFundRule', {
        id: holding.fundId,
        expectedVersion,
        rule: { groups: ['FILED_HOUSEHOLD'], purposes: ['MEDICAL', 'LIVING'], tiers: ['NATIONAL'] },
        reason: '通知调整',
      });
    expect(await change(7)).toMatchObject({ currentVersion: 1 });
    expect(await change(1)).toMatchObject({
      version: 2,
      earmark: { purposes: ['MEDICAL', 'LIVING'], tiers: ['NATIONAL'] },
      earlierRules: [{ version: 1, purposes: ['LIVING'], reason: '通知调整' }],
    });
    const kept = await db.app.query<object[]>(
      'select version, rule_purposes, replaced_by, reason from fund_rule_version where fund_id = $1',
      [holding.fundId],
    );
    expect(kept).toEqual([{ version: 1, rule_purposes: ['LIVING'], replaced_by: 'province-1', reason: '通知调整' }]);
    await aPayment(db.owner, holding);
    expect(await change(2)).toMatchObject({ rule: 'RULE_UNUSED' });
  });

  it('closes a fund when nobody holds money of it any more, and then takes none', async () => {
    const holding = await raised(db.app, 100);
    const close = (expectedVersion = 1) => run('closeFund', { id: holding.fundId, expectedVersion });
    expect(await close()).toMatchObject({ rule: 'MONEY_LEFT' });
    await spend(holding, 100);
    expect(await close()).toMatchObject({ version: 2, closedOn: '2017-01-23' });
    expect(await close(2)).toMatchObject({ rule: 'FUND_OPEN' });
    expect(await raise(holding.fundId, '1.00')).toMatchObject({ rule: 'FUND_OPEN', field: 'fundId' });
  });

  it('I13: lists what must still be passed down, by the day', async () => {
    const query = (on: string) => `{ passDownDue(asOf: "${on}") { fund { id } retained dueOn daysLeft isOverdue } }`;
    const kept = await raised(db.app, 700, { passes_down_in_full: true, pass_down_due_on: '2017-01-25' });
    const gone = await raised(db.app, 300, { passes_down_in_full: true, pass_down_due_on: '2017-01-24' });
    await passedDown(db.app, kept, '340100', 500);
    await passedDown(db.app, gone, '340100', 300);
    const ask = async (on: string, viewer = province) => {
      const { data } = await executeSubgraph(assistanceSubgraph, { db: db.app, viewer, query: query(on) });
      return data['passDownDue'];
    };
    const line = { fund: { id: kept.fundId }, retained: '2.00', dueOn: '2017-01-25' };
    expect(await ask('2017-01-25')).toEqual([{ ...line, daysLeft: 0, isOverdue: false }]);
    expect(await ask('2017-01-26')).toEqual([{ ...line, daysLeft: -1, isOverdue: true }]);
    expect(await ask('2017-01-26', viewerWith({ role: 'city', read: ['340100'] }))).toEqual([]);
  });

  async function spend(holding: Holding, fen: number): Promise<void> {
    await post(db.app, 'RESERVED', holding, [
      ['AVAILABLE', holding.allocationId, -fen],
      ['RESERVED', holding.allocationId, fen],
    ]);
    await post(db.app, 'PAID', holding, [
      ['RESERVED', holding.allocationId, -fen],
      ['SPENT', holding.allocationId, fen],
    ]);
  }
});
