import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { type Holding, passedDown, raised } from '../ledger/money-builders';

interface Answer {
  readonly id: string;
  readonly version: number;
  readonly lots: readonly { readonly id: string }[];
}

const REFUSALS = `... on RuleBroken { rule field facts { name value } } ... on VersionConflict { currentVersion }`;
const LOT =
  'lots { id quantity value issuedQuantity issuedValue writtenOffQuantity recipients issues { quantity value } }';
const MUTATIONS = {
  receiveDonation: [
    'ReceiveDonationInput',
    `... on Donation { id version cash goodsValue issuedValue campaign { code } ${LOT} }`,
  ],
  returnDonation: [
    'ReturnDonationInput',
    '... on Donation { cash returned version } ... on FundsInsufficient { available requested }',
  ],
  issueLot: ['IssueLotInput', '... on LotIssue { id kind quantity recipients value valuePerHead issuedOn }'],
  writeOffLot: ['WriteOffLotInput', '... on LotIssue { id kind quantity value reason }'],
  takeBackLotIssue: ['TakeBackLotIssueInput', '... on LotIssue { id quantity recipients value reversesId }'],
} as const;

describe('donations are received, issued and given back', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const bengbu = viewerWith({ role: 'city', read: ['340300'], subject: 'bengbu-1' });
  let fund: Holding;
  beforeAll(async () => {
    fund = await raised(db.app, 1, { source: 'DONATION', region_code: '340300', raised_by: 'PREFECTURE' });
  });

  const run = async (name: keyof typeof MUTATIONS, input: object, viewer = bengbu): Promise<Answer> => {
    const [type, fields] = MUTATIONS[name];
    const query = `mutation($input: ${type}!) { ${name}(input: $input) { __typename ${fields} ${REFUSALS} } }`;
    const variables = { input: name === 'returnDonation' ? input : { idempotencyKey: newId(), ...input } };
    const { data, errors } = await executeSubgraph<Record<string, Answer> | null>(assistanceSubgraph, {
      ...{ db: db.app, viewer, query, variables },
    });
    return (data?.[name] ?? errors[0]) as Answer;
  };
  const gift = (change: object): object => ({
    donor: '爱心企业甲',
    region: '340300',
    unionId: newId(),
    receivedOn: '2017-01-06',
    ...change,
  });
  const cash = (change: object = {}) =>
    run('receiveDonation', gift({ kind: 'CASH', fundId: fund.fundId, cash: '500.00', ...change }));
  const goods = async (quantity = 10, value = '1000.00'): Promise<string> => {
    const lot = { goods: '棉被', quantity, measure: '床', value, valuation: 'INVOICE' };
    const { lots } = await run('receiveDonation', gift({ kind: 'GOODS', lots: [lot] }));
    return lots[0]?.id ?? '';
  };
  const lotOf = async (id: string): Promise<object | undefined> => {
    const [row] = await db.app.query<object[]>(
      `select issued_quantity as issued, issued_value_fen::int as value, written_off_quantity as "writtenOff", recipients from donation_lot where id = $1`,
      [id],
    );
    return row;
  };

  it('raises cash into its fund in the act that records it, once per key', async () => {
    const key = newId();
    const given = await cash({ idempotencyKey: key });
    expect(given).toMatchObject({ cash: '500.00', version: 1 });
    expect(await cash({ idempotencyKey: key, unionId: newId() })).toMatchObject({ code: 'CONFLICT' });
    const [posted] = await db.app.query<object[]>(
      `select t.kind, e.amount_fen::int as fen from donation d join ledger_transaction t on t.id = d.transaction_id
         join ledger_entry e on e.transaction_id = t.id and e.account = 'AVAILABLE' where d.id = $1`,
      [given.id],
    );
    expect(posted).toEqual({ kind: 'RAISED', fen: 50_000 });
  });

  it.each<
    [string, { readonly fundOf?: string; readonly campaign?: string; readonly receivedOn?: string }, string, string]
  >([
    ['a fund of other money', { fundOf: 'UNION_DUES' }, 'FUND_OF_DONATIONS', 'fundId'],
    ['an unknown campaign', { campaign: 'NOBODY' }, 'CAMPAIGN_KNOWN', 'campaign'],
    ['a day to come', { receivedOn: '2017-01-24' }, 'RECEIVED', 'receivedOn'],
  ])('refuses %s', async (_what, { fundOf, ...change }, rule, field) => {
    const other = fundOf === undefined ? fund : await raised(db.app, 1, { source: fundOf });
    expect(await cash({ ...change, fundId: other.fundId })).toMatchObject({ rule, field });
  });

  it.each([
    ['cash without a fund', { kind: 'CASH', cash: '1.00' }, 'CASH_WITH_FUND'],
    ['goods without lots', { kind: 'GOODS' }, 'GOODS_WITH_LOTS'],
    ['goods with cash', { kind: 'GOODS', cash: '1.00' }, 'CASH_WITH_FUND'],
  ])('refuses %s as malformed', async (_what, change, rule) => {
    expect(await run('receiveDonation', gift(change))).toMatchObject({ code: 'BAD_USER_INPUT', details: { rule } });
  });

  it('is for those who take donations, in their regions and into their funds or those above', async () => {
    expect(await run('receiveDonation', gift({ kind: 'GOODS' }), viewerWith({ role: 'analyst' }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await cash({ region: '341100' })).toMatchObject({ code: 'FORBIDDEN' });
    const elsewhere = await raised(db.app, 1, { source: 'DONATION', region_code: '341100', raised_by: 'PREFECTURE' });
    expect(await cash({ fundId: elsewhere.fundId })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('I36: gives cash back by counter-entries, as far as it was given and is still there', async () => {
    const own = await raised(db.app, 1, { source: 'DONATION', region_code: '340300', raised_by: 'PREFECTURE' });
    const given = await cash({ fundId: own.fundId });
    const back = (amount: string, expectedVersion: number) =>
      run('returnDonation', { id: given.id, expectedVersion, cash: amount, reason: '捐赠方撤回' });
    expect(await back('500.01', 1)).toMatchObject({
      rule: 'WITHIN_DONATION',
      facts: [{ name: 'rest', value: '500.00' }],
    });
    expect(await back('200.00', 1)).toMatchObject({ cash: '500.00', returned: '200.00', version: 2 });
    expect(await back('100.00', 1)).toMatchObject({ currentVersion: 2 });
    expect(await back('300.01', 2)).toMatchObject({ rule: 'WITHIN_DONATION' });
    await passedDown(db.app, own, '340302', 29_001);
    expect(await back('300.00', 2)).toMatchObject({ available: '10.00', requested: '300.00' });
  });

  it('I22: issues goods at their share of the recorded value, and never more than there are', async () => {
    const lotId = await goods(3, '100.00');
    expect(await run('issueLot', { lotId, quantity: 1, recipients: 1 })).toMatchObject({
      value: '33.33',
      valuePerHead: '33.33',
    });
    expect(await run('issueLot', { lotId, quantity: 3, recipients: 3 })).toMatchObject({
      rule: 'LOT_QUANTITY',
      facts: [{ name: 'left', value: '2' }],
    });
    expect(await run('issueLot', { lotId, quantity: 1, recipients: 2 })).toMatchObject({ rule: 'ONE_EACH' });
    expect(await run('issueLot', { lotId, quantity: 2, recipients: 2 })).toMatchObject({
      value: '66.67',
      issuedOn: '2017-01-23',
    });
    expect(await lotOf(lotId)).toEqual({ issued: 3, value: 10_000, writtenOff: 0, recipients: 3 });
    const beyond = db.owner.query('update donation_lot set issued_quantity = 4 where id = $1', [lotId]);
    await expect(beyond).rejects.toThrow('donation_lot_quantities_within_lot');
  });

  it('I22: ten issues meet the last goods of a lot, and three of them get some', async () => {
    const lotId = await goods(3);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => run('issueLot', { lotId, quantity: 1, recipients: 1 })),
    );
    expect(outcomes.filter((outcome) => 'id' in outcome)).toHaveLength(3);
    expect(await lotOf(lotId)).toMatchObject({ issued: 3, value: 100_000 });
  });

  it('gives a listed person goods of a donation once, and again after it was taken back', async () => {
    const lotId = await goods();
    const persons = [newId(), newId()];
    const issued = await run('issueLot', { lotId, quantity: 4, personIds: persons });
    expect(issued).toMatchObject({ recipients: 2, value: '400.00', valuePerHead: '200.00' });
    expect(await run('issueLot', { lotId, quantity: 1, personIds: [persons[1]] })).toMatchObject({
      rule: 'ONCE_PER_DONATION',
    });
    const takeBack = () => run('takeBackLotIssue', { issueId: issued.id, reason: '登记有误' });
    const back = await takeBack();
    expect(back).toMatchObject({ quantity: -4, recipients: -2, value: '-400.00', reversesId: issued.id });
    expect(await takeBack()).toMatchObject({ rule: 'REVERSED_ONCE' });
    expect(await run('takeBackLotIssue', { issueId: back.id, reason: '再改' })).toMatchObject({
      rule: 'REVERSED_ONCE',
    });
    expect(await lotOf(lotId)).toEqual({ issued: 0, value: 0, writtenOff: 0, recipients: 0 });
    expect(await run('issueLot', { lotId, quantity: 2, personIds: persons })).toMatchObject({ recipients: 2 });
  });

  it('writes goods off, which are then no longer there to issue', async () => {
    const lotId = await goods();
    expect(await run('writeOffLot', { lotId, quantity: 4, reason: '受潮' })).toMatchObject({
      kind: 'WRITTEN_OFF',
      value: '400.00',
    });
    expect(await run('issueLot', { lotId, quantity: 7, recipients: 7 })).toMatchObject({ rule: 'LOT_QUANTITY' });
    expect(await lotOf(lotId)).toEqual({ issued: 0, value: 0, writtenOff: 4, recipients: 0 });
  });

  it.each([
    ['neither count nor list', {}],
    ['both count and list', { recipients: 1, personIds: [newId()] }],
    ['nobody', { recipients: 0 }],
    ['a quantity of nothing', { quantity: 0, recipients: 1 }],
  ])('refuses an issue with %s as malformed', async (_what, change) => {
    expect(await run('issueLot', { lotId: newId(), quantity: 1, ...change })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('hides lots of other regions', async () => {
    const lotId = await goods();
    const chuzhou = viewerWith({ role: 'city', read: ['341100'] });
    expect(await run('issueLot', { lotId, quantity: 1, recipients: 1 }, chuzhou)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
