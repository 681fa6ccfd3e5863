import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, type Row, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aCampaign, aCashPayment, raised } from '../ledger/money-builders';

describe('donations and consolation events', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = (query: string, viewer = viewerWith()) =>
    executeSubgraph(assistanceSubgraph, { db: db.app, viewer, query });
  const event = newId();

  const donate = async (row: Row): Promise<string> => {
    const facts = {
      id: newId(),
      kind: 'GOODS',
      donor: '爱心企业',
      campaign_code: 'GIFTS',
      region_code: '340300',
      union_id: newId(),
      cash_fen: 0,
      received_on: '2017-01-06',
      ...row,
    };
    const columns = Object.keys(facts);
    await db.owner.query(
      `insert into donation (${columns.join(', ')}) values (${columns.map((_c, at) => `$${at + 1}`).join(', ')})`,
      Object.values(facts),
    );
    return facts.id;
  };
  const lot = (donation: string, value: number, recipients: number, issuedOn: string | null): Promise<unknown> =>
    db.owner.query(`insert into donation_lot values ($1, $2, '棉被', 10, '床', $3, $4, $5)`, [
      newId(),
      donation,
      value,
      recipients,
      issuedOn,
    ]);

  beforeAll(async () => {
    await aCampaign(db.app, { code: 'GIFTS' });
    const fund = await raised(db.app, 500_000, {
      source: 'DONATION',
      campaign_code: 'GIFTS',
      rule_groups: ['DISTRESSED_ENTERPRISE_WORKER'],
    });
    await donate({
      kind: 'CASH',
      cash_fen: 300_000,
      fund_id: fund.fundId,
      region_code: '341100',
      received_on: '2017-01-05',
    });
    await donate({ kind: 'CASH', cash_fen: 200_000, fund_id: fund.fundId, region_code: '341102', campaign_code: null });
    const goods = await donate({});
    await lot(goods, 70_000, 7, '2017-01-09');
    await lot(goods, 30_000, 0, null);
    await db.owner.query(
      `insert into consolation_event values ($1, 'GIFTS', '340300', $2, '慰问一线职工', 'DISTRESSED_ENTERPRISE_WORKER', '2017-01-12')`,
      [event, newId()],
    );
    const worker = newId();
    for (const row of [
      { payee_id: worker },
      { payee_id: worker, is_first_of_year: false },
      { status: 'RESERVED', paid_at: null, paid_by: null, is_first_of_year: false },
    ]) {
      await aCashPayment(db.owner, fund, {
        region_code: '340302',
        consolation_event_id: event,
        amount_fen: 30_000,
        ...row,
      });
    }
  });

  it('add up cash, the value of goods and who received them, by region and campaign', async () => {
    const { data, errors } = await run(
      `{ chuzhou: donationStats(region: "341100", campaign: "GIFTS") { cash goodsValue }
         bengbu: donationStats(region: "340300") { cash goodsValue recipients { value unit } } all: donationStats { cash } }`,
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      chuzhou: { cash: '3000.00', goodsValue: '0.00' },
      bengbu: { cash: '0.00', goodsValue: '1000.00', recipients: { value: 7, unit: 'PERSON' } },
      all: { cash: '5000.00' },
    });
  });

  it('are listed with lots, campaign and fund in statements that do not grow', async () => {
    const { result, statements } = await countStatements(db.app, () =>
      run(
        '{ donations { nodes { kind donor cash goodsValue lots { goods quantity measure value recipients issuedOn } campaign { code } fund { source } region { code } } totalCount } }',
      ),
    );
    expect(result.errors).toEqual([]);
    expect(result.data).toMatchObject({
      donations: {
        totalCount: 3,
        nodes: expect.arrayContaining([
          expect.objectContaining({ kind: 'GOODS', goodsValue: '1000.00', fund: null, campaign: { code: 'GIFTS' } }),
        ]),
      },
    });
    expect(statements).toHaveLength(5);
  });

  it('show a city its own alone', async () => {
    const { data } = await run(
      '{ donations { totalCount } donationStats { cash goodsValue } consolationEvents { totalCount } }',
      viewerWith({ role: 'city', read: ['341100'] }),
    );
    expect(data).toEqual({
      donations: { totalCount: 2 },
      donationStats: { cash: '5000.00', goodsValue: '0.00' },
      consolationEvents: { totalCount: 0 },
    });
  });

  it('count an event’s recipients once each and its money from what was paid', async () => {
    const { data, errors } = await run(
      '{ consolationEvents(region: "340300", campaign: "GIFTS", first: 10) { nodes { title group heldOn recipients { value unit } amount campaign { code } } totalCount } }',
    );
    expect(errors).toEqual([]);
    expect(data['consolationEvents']).toEqual({
      totalCount: 1,
      nodes: [
        {
          title: '慰问一线职工',
          group: 'DISTRESSED_ENTERPRISE_WORKER',
          heldOn: '2017-01-12',
          recipients: { value: 1, unit: 'PERSON' },
          amount: '600.00',
          campaign: { code: 'GIFTS' },
        },
      ],
    });
  });

  it('refuse cash that no fund receives, by the database', async () => {
    await expect(donate({ kind: 'CASH', cash_fen: 1 })).rejects.toThrow('donation_cash_fen_with_kind');
  });
});
