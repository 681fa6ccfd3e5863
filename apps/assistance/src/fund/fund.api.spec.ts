import { beforeAll, describe, expect, it } from '@jest/globals';
import { fixedClock, newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { type Holding, passedDown, post, raised } from '../ledger/money-builders';

describe('funds and their allocations', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = <T = Record<string, unknown>>(query: string, viewer = viewerWith(), variables = {}) =>
    executeSubgraph<T>(assistanceSubgraph, { db: db.app, viewer, query, variables });
  const county = newId();
  let central: Holding;
  let chuzhou: Holding;
  let own: Holding;

  beforeAll(async () => {
    central = await raised(db.app, 100_000, { passes_down_in_full: true, pass_down_due_on: '2017-01-10', name: '甲' });
    chuzhou = await passedDown(db.app, central, '341100', 60_000);
    await passedDown(db.app, central, '340100', 40_000);
    await passedDown(db.app, chuzhou, '341102', 25_000, county);
    own = await raised(db.app, 9_000, {
      source: 'UNION_DUES',
      raised_by: 'PREFECTURE',
      region_code: '341100',
      name: '乙',
    });
    await raised(db.app, 7_000, { source: 'UNION_DUES', raised_by: 'PREFECTURE', region_code: '340100', name: '丙' });
    await raised(db.app, 5_000, { year: 2016, name: '丁' });
  });

  it('show what was raised, what is held, and each step down', async () => {
    const { data, errors } = await run(
      `{ funds(year: 2017, raisedBy: PROVINCE) { source name amount balance rule { groups purposes tiers passesDownInFull passDownDueOn }
          allocations(from: PROVINCE) { fromLevel toLevel region { code } amount passedDown reserved spent available idleDays status issuedOn } } }`,
    );
    expect(errors).toEqual([]);
    expect(data['funds']).toMatchObject([
      {
        source: 'CENTRAL_FISCAL_AID',
        amount: '1000.00',
        balance: '0.00',
        rule: {
          groups: ['FILED_HOUSEHOLD'],
          purposes: ['LIVING'],
          tiers: [],
          passesDownInFull: true,
          passDownDueOn: '2017-01-10',
        },
        allocations: [
          { region: { code: '340100' }, amount: '400.00', passedDown: '0.00', available: '400.00', idleDays: 20 },
          { region: { code: '341100' }, amount: '600.00', passedDown: '250.00', available: '350.00', idleDays: 20 },
        ],
      },
    ]);
  });

  it('keep available, reserved, spent and passed down equal to the amount while money moves', async () => {
    await post(
      db.app,
      'RESERVED',
      own,
      [
        ['AVAILABLE', own.allocationId, -2_000],
        ['RESERVED', own.allocationId, 2_000],
      ],
      '2017-01-20 16:30Z',
    );
    const selection = 'amount available reserved spent passedDown idleDays';
    const { data } = await run(`{ fund(id: "${own.fundId}") { balance allocations { ${selection} } } }`);
    // 16:30 UTC is the next day in Asia/Shanghai, so two days have passed by the 23rd.
    expect(data['fund']).toEqual({
      balance: '90.00',
      allocations: [
        { amount: '90.00', available: '70.00', reserved: '20.00', spent: '0.00', passedDown: '0.00', idleDays: 2 },
      ],
    });
  });

  it('show the lines of the ledger that their balances are made of, in statements that do not grow', async () => {
    const query = `{ fund(id: "${central.fundId}") { allocations { postings(first: 2) { kind account amount postedAt memo } } } }`;
    const { result, statements } = await countStatements(db.app, () => run(query));
    expect(result.errors).toEqual([]);
    const line = { account: 'AVAILABLE', postedAt: '2017-01-03T09:00:00.000+08:00', memo: null };
    expect(result.data['fund']).toMatchObject({
      allocations: expect.arrayContaining([
        {
          postings: [
            { ...line, kind: 'PASSED_DOWN', amount: '-250.00' },
            { ...line, kind: 'PASSED_DOWN', amount: '600.00' },
          ],
        },
        { postings: [{ ...line, kind: 'PASSED_DOWN', amount: '400.00' }] },
      ]),
    });
    expect(statements).toHaveLength(3);
    const chuzhouOnly = await run(query, viewerWith({ role: 'city', read: ['341100'] }));
    expect(JSON.stringify(chuzhouOnly.data)).not.toContain('400.00');
  });

  it('lie idle by the clock, and not at all when nothing is available', async () => {
    const spent = await raised(db.app, 100, { year: 2015 });
    await passedDown(db.app, spent, '340100', 100);
    const clock = fixedClock(new Date('2017-02-01T00:00:00+08:00'));
    const { data } = await executeSubgraph<{ funds: { allocations: { idleDays: number }[] }[] }>(assistanceSubgraph, {
      db: db.app,
      viewer: viewerWith(),
      clock,
      query: '{ funds(year: 2015) { allocations { idleDays } } }',
    });
    expect(data.funds[0]?.allocations.map(({ idleDays }) => idleDays).sort()).toEqual([0, 29]);
  });

  it.each([
    ['year: 2016', ['丁']],
    ['year: 2017, source: UNION_DUES', ['丙', '乙']],
    ['raisedBy: PREFECTURE', ['丙', '乙']],
  ])('are narrowed by %s', async (args, names) => {
    const { data } = await run<{ funds: { name: string }[] }>(`{ funds(${args}) { name } }`);
    expect(data.funds.map(({ name }) => name)).toEqual(names);
  });

  it('show a city its own funds and those above it, without what others hold', async () => {
    const viewer = viewerWith({ role: 'city', read: ['341100'] });
    const { data } = await run(
      '{ funds(year: 2017) { name balance allocations { region { code } parent { amount } } } }',
      viewer,
    );
    expect(data['funds']).toEqual([
      {
        name: '甲',
        balance: null,
        allocations: [
          { region: { code: '341100' }, parent: null },
          { region: { code: '341102' }, parent: { amount: '600.00' } },
        ],
      },
      { name: '乙', balance: expect.any(String), allocations: [{ region: { code: '341100' }, parent: null }] },
    ]);
  });

  it('are added to a union, the latest first, for its own regions alone', async () => {
    const ask = (viewer = viewerWith()) =>
      run<{ _entities: unknown[] }>(
        'query($keys: [_Any!]!) { _entities(representations: $keys) { ... on TradeUnion { allocations(year: 2017) { amount fund { name } } } } }',
        viewer,
        {
          keys: [newId(), county].map((id) => ({ __typename: 'TradeUnion', id })),
        },
      );
    const { result, statements } = await countStatements(db.app, () => ask());
    expect(result.errors).toEqual([]);
    expect(result.data._entities).toEqual([
      { allocations: [] },
      { allocations: [{ amount: '250.00', fund: { name: '甲' } }] },
    ]);
    expect(statements).toHaveLength(2);
    expect((await ask(viewerWith({ role: 'city', read: ['340100'] }))).data._entities).toEqual([
      { allocations: [] },
      { allocations: [] },
    ]);
  });

  it('resolve by key in order, null for unknown ones and for those beside the viewer’s regions', async () => {
    const keys = [
      { __typename: 'Fund', id: own.fundId },
      { __typename: 'Fund', id: newId() },
      { __typename: 'Allocation', id: chuzhou.allocationId },
      { __typename: 'Fund', id: central.fundId },
      { __typename: 'Fund', id: own.fundId },
    ];
    const query = 'query($keys: [_Any!]!) { _entities(representations: $keys) { __typename } }';
    const province = await run<{ _entities: unknown[] }>(query, viewerWith(), { keys });
    expect(province.data._entities).toEqual([
      { __typename: 'Fund' },
      null,
      { __typename: 'Allocation' },
      { __typename: 'Fund' },
      { __typename: 'Fund' },
    ]);
    const hefei = await run<{ _entities: unknown[] }>(query, viewerWith({ role: 'city', read: ['340100'] }), { keys });
    expect(hefei.data._entities).toEqual([null, null, null, { __typename: 'Fund' }, null]);
    expect(
      (await run(`{ fund(id: "${own.fundId}") { id } }`, viewerWith({ role: 'city', read: ['340100'] }))).errors,
    ).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});
