import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aCampaign, aCashPayment, aPayment, type Holding, passedDown, raised } from '../ledger/money-builders';

interface Page {
  readonly nodes: { readonly id: string; readonly amount: string }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

describe('payments', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = <T = Record<string, unknown>>(query: string, viewer = viewerWith(), variables = {}) =>
    executeSubgraph<T>(assistanceSubgraph, { db: db.app, viewer, query, variables });
  const entities = (keys: object[], selection: string, viewer = viewerWith()) =>
    run<{ _entities: unknown[] }>(
      `query($keys: [_Any!]!) { _entities(representations: $keys) { ${selection} } }`,
      viewer,
      { keys },
    );
  const household = newId();
  const ids: string[] = [];
  let holding: Holding;
  let far = '';

  beforeAll(async () => {
    const campaign = await aCampaign(db.app, { code: 'PAGES' });
    const root = await raised(db.app, 9_000_000, { campaign_code: campaign });
    holding = await passedDown(db.app, root, '340102', 5_000_000);
    for (let index = 0; index < 7; index += 1) {
      const amounts = { amount_fen: 100_000 + index * 1_000, filed_at: `2017-01-0${4 - (index % 3)} 10:00+08` };
      ids.push(
        await aPayment(db.owner, holding, {
          ...amounts,
          household_id: index < 3 ? household : newId(),
          campaign_code: null,
          is_first_of_year: false,
        }),
      );
    }
    ids.push(await aCashPayment(db.owner, holding, { enterprise_id: newId() }));
    ids.push(
      await aPayment(db.owner, holding, {
        status: 'RESERVED',
        approved_by: null,
        approved_at: null,
        paid_by: null,
        paid_at: null,
        is_first_of_year: false,
      }),
    );
    far = await aPayment(db.owner, holding, { region_code: '341502' });
  });

  const pages = async (args: string): Promise<{ seen: Page['nodes']; total: number }> => {
    const seen: Page['nodes'] = [];
    let after = '';
    for (;;) {
      const { data, errors } = await run<{ disbursements: Page }>(
        `{ disbursements(first: 2${args}${after}) { nodes { id amount } totalCount pageInfo { endCursor hasNextPage } } }`,
      );
      expect(errors).toEqual([]);
      seen.push(...data.disbursements.nodes);
      if (!data.disbursements.pageInfo.hasNextPage) return { seen, total: data.disbursements.totalCount };
      after = `, after: "${data.disbursements.pageInfo.endCursor}"`;
    }
  };

  it.each(['', ', orderBy: [{ field: AMOUNT, direction: DESC }, { field: FILED_AT }]', ', orderBy: { field: REGION }'])(
    'are paged without a gap or a repeat%s',
    async (order) => {
      const { seen, total } = await pages(order);
      expect(total).toBe(10);
      expect(seen.map(({ id }) => id).sort()).toEqual([...ids, far].sort());
    },
  );

  it.each([
    ['{ mode: { eq: CASH } }', 1],
    ['{ status: { in: [RESERVED, SENT] } }', 1],
    ['{ region: { under: "340100" } }', 9],
    ['{ amount: { gte: "1000.00" }, group: { eq: FILED_HOUSEHOLD } }', 7],
    ['{ campaign: { isNull: true } }', 7],
    ['{ or: [{ mode: { eq: CASH } }, { paidAt: { isNull: true } }] }', 2],
    ['{ not: { purpose: { eq: LIVING } } }', 1],
    ['{ enterpriseId: { isNull: false }, source: { eq: CENTRAL_FISCAL_AID } }', 1],
  ])('are filtered by %s', async (where, count) => {
    const { data, errors } = await run(`{ disbursements(where: ${where}) { totalCount } }`);
    expect(errors).toEqual([]);
    expect(data['disbursements']).toEqual({ totalCount: count });
  });

  it('show their money and their people in statements that do not grow with the rows', async () => {
    const selection = `nodes { amount source fund { source } allocation { amount } campaign { code } snapshot { cap capUsed category } payee { id }
      household { id aidTotal disbursements(first: 1) { totalCount nodes { id } } } region { name } actors { role userId actedAt } }`;
    const count = async (first: number): Promise<number> => {
      const { result, statements } = await countStatements(db.app, () =>
        run(`{ disbursements(first: ${first}) { ${selection} } }`),
      );
      expect(result.errors).toEqual([]);
      return statements.length;
    };
    expect(await count(2)).toBe(await count(10));
  });

  it('name everyone who acted, in the order of the acts', async () => {
    const { data } = await run(
      `{ disbursements(where: { mode: { eq: CASH } }) { nodes { actors { role userId } cashReason } } }`,
    );
    const actors = [
      { role: 'MAKER', userId: 'maker-1' },
      { role: 'CHECKER', userId: 'checker-1' },
      { role: 'SECOND_CHECKER', userId: 'chair-1' },
      { role: 'CASHIER', userId: 'cashier-1' },
    ];
    expect(data['disbursements']).toEqual({ nodes: [{ actors, cashReason: '无银行账户' }] });
  });

  it('are added to households page by page, with the sum of a year', async () => {
    const key = [{ __typename: 'Household', id: household }];
    const ask = (args: string) =>
      `... on Household { y2017: aidTotal(year: 2017) y2016: aidTotal(year: 2016) disbursements(first: 2${args}) { nodes { id } totalCount pageInfo { endCursor hasNextPage } } }`;
    const { data, errors } = await entities(key, ask(''));
    expect(errors).toEqual([]);
    const [first] = data._entities as [{ y2017: string; y2016: string; disbursements: Page }];
    expect(first).toMatchObject({
      y2017: '3030.00',
      y2016: '0.00',
      disbursements: { totalCount: 3, pageInfo: { hasNextPage: true } },
    });
    const rest = await entities(key, ask(`, after: "${first.disbursements.pageInfo.endCursor}"`));
    const [second] = rest.data._entities as [{ disbursements: Page }];
    const seen = [...first.disbursements.nodes, ...second.disbursements.nodes].map(({ id }) => id);
    expect(seen.sort()).toEqual(ids.slice(0, 3).sort());
    expect((await entities(key, ask(', after: "nonsense"'))).errors).toMatchObject([{ code: 'INVALID_CURSOR' }]);
  });

  it('are seen by a county as far as its own region goes, on every path', async () => {
    const county = viewerWith({ role: 'county', read: ['341502'] });
    const own = await run('{ disbursements { nodes { id } totalCount } }', county);
    expect(own.data).toEqual({ disbursements: { nodes: [{ id: far }], totalCount: 1 } });
    const filtered = await run('{ disbursements(where: { region: { under: "340100" } }) { totalCount } }', county);
    expect(filtered.data).toEqual({ disbursements: { totalCount: 0 } });
    expect((await run(`{ disbursement(id: "${ids[0]}") { id } }`, county)).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    const nested = await entities(
      [{ __typename: 'Household', id: household }],
      '... on Household { aidTotal disbursements { totalCount nodes { id } } }',
      county,
    );
    expect(nested.data._entities).toEqual([{ aidTotal: '0.00', disbursements: { totalCount: 0, nodes: [] } }]);
  });

  it('resolve by key: unknown, malformed, repeated, of another region, in order and in one statement', async () => {
    const keys = [newId(), ids[1], far, 'no-uuid', ids[0], ids[1]].map((id) => ({ __typename: 'Disbursement', id }));
    const hefei = viewerWith({ role: 'city', read: ['340100'] });
    const { result, statements } = await countStatements(db.app, () =>
      entities(keys, '... on Disbursement { id }', hefei),
    );
    expect(result.data._entities).toEqual([null, { id: ids[1] }, null, null, { id: ids[0] }, { id: ids[1] }]);
    expect(statements).toHaveLength(1);
  });

  it('are refused to analysts', async () => {
    const analyst = viewerWith({ role: 'analyst' });
    expect((await run('{ disbursements { totalCount } }', analyst)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const nested = await entities(
      [{ __typename: 'Household', id: household }],
      '... on Household { aidTotal }',
      analyst,
    );
    expect(nested.errors).toMatchObject([{ code: 'FORBIDDEN', path: ['_entities', 0, 'aidTotal'] }]);
  });
});
