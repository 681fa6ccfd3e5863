import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aBeneficiary, aCampaign, aPayment, passedDown, raised } from '../ledger/money-builders';

const FIGURES = `groups { kind eligible { value } count { value unit precision } ofWhichMigrant { value unit } amount }
  total { value unit precision } raised distributed coverage { eligible reached missed } asOf`;

describe('a campaign', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = <T = Record<string, unknown>>(query: string, viewer = viewerWith(), variables = {}) =>
    executeSubgraph<T>(assistanceSubgraph, { db: db.app, viewer, query, variables });
  const id = newId();

  beforeAll(async () => {
    await aCampaign(db.app, { code: 'OTHER', starts_on: '2016-01-01', ends_on: '2016-12-31' });
    await aCampaign(db.app, { id, code: 'OPEN2017' });
    const root = await raised(db.app, 500_000, { campaign_code: 'OPEN2017' });
    const city = await passedDown(db.app, root, '340102', 400_000);
    await raised(db.app, 70_000, { campaign_code: 'OPEN2017', raised_by: 'PREFECTURE', region_code: '341100' });
    await aBeneficiary(db.app, 'OPEN2017', { is_migrant: true });
    await aBeneficiary(db.app, 'OPEN2017', { paid_on: null });
    await aBeneficiary(db.app, 'OPEN2017', { reached_on: null, paid_on: null, region_code: '341102' });
    await aBeneficiary(db.app, 'OPEN2017', { target_group: 'DISTRESSED_ENTERPRISE_WORKER', region_code: '341100' });
    await aPayment(db.owner, city);
    await aPayment(db.owner, city, { region_code: '341100', amount_fen: 30_000 });
  });

  it('shows disjoint groups, totals per unit, two ledgers and its coverage', async () => {
    const { data, errors } = await run(
      `{ campaign(code: "OPEN2017") { id name status startsOn endsOn isSynthetic ${FIGURES} } }`,
    );
    expect(errors).toEqual([]);
    expect(data['campaign']).toMatchObject({
      id,
      status: 'OPEN',
      startsOn: '2016-12-20',
      isSynthetic: false,
      groups: [
        {
          kind: 'FILED_HOUSEHOLD',
          eligible: { value: 3 },
          count: { value: 2, unit: 'HOUSEHOLD', precision: 'EXACT' },
          ofWhichMigrant: { value: 1, unit: 'HOUSEHOLD' },
          amount: '1100.00',
        },
        {
          kind: 'DISTRESSED_ENTERPRISE_WORKER',
          count: { value: 1, unit: 'PERSON', precision: 'AT_LEAST' },
          amount: '0.00',
        },
      ],
      total: [
        { value: 2, unit: 'HOUSEHOLD', precision: 'EXACT' },
        { value: 1, unit: 'PERSON', precision: 'AT_LEAST' },
      ],
      raised: '5700.00',
      distributed: '1100.00',
      coverage: { eligible: 4, reached: 3, missed: 1 },
      asOf: '2017-01-23T18:00:00.000+08:00',
    });
  });

  it('answers a city with the figures of the city', async () => {
    const { data } = await run(
      `{ campaign(code: "OPEN2017") { ${FIGURES} } }`,
      viewerWith({ role: 'city', read: ['341100'] }),
    );
    expect(data['campaign']).toMatchObject({
      total: [
        { value: 0, unit: 'HOUSEHOLD' },
        { value: 1, unit: 'PERSON' },
      ],
      raised: '700.00',
      distributed: '300.00',
      coverage: { eligible: 2, reached: 1, missed: 1 },
    });
  });

  it('is found by its id, by its code, and by either as a key, unknown ones as null', async () => {
    expect((await run(`{ campaign(id: "${id}") { code } }`)).data).toEqual({ campaign: { code: 'OPEN2017' } });
    const keys = [
      { code: 'NONE' },
      { code: 'OPEN2017' },
      { id },
      { id: newId() },
      { code: 'OTHER' },
      { code: 'OPEN2017' },
    ];
    const { result, statements } = await countStatements(db.app, () =>
      run<{ _entities: unknown[] }>(
        'query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Campaign { code } } }',
        viewerWith(),
        {
          keys: keys.map((key) => ({ __typename: 'Campaign', ...key })),
        },
      ),
    );
    expect(result.errors).toEqual([]);
    const open = { code: 'OPEN2017' };
    expect(result.data._entities).toEqual([null, open, open, null, { code: 'OTHER' }, open]);
    expect(statements).toHaveLength(2);
  });

  it.each([
    ['{ campaign(code: "NONE") { id } }', 'NOT_FOUND'],
    ['{ campaign(id: "no-uuid") { id } }', 'NOT_FOUND'],
    ['{ campaign { id } }', 'BAD_USER_INPUT'],
    [`{ campaign(code: "OPEN2017", id: "${id}") { id } }`, 'BAD_USER_INPUT'],
  ])('refuses %s with %s', async (query, code) => {
    expect((await run(query)).errors).toMatchObject([{ code, path: ['campaign'] }]);
  });

  it('is listed with the figures of all campaigns in three statements beside the list', async () => {
    const { result, statements } = await countStatements(db.app, () => run(`{ campaigns { code ${FIGURES} } }`));
    expect(result.errors).toEqual([]);
    expect(result.data['campaigns']).toMatchObject([
      { code: 'OPEN2017' },
      { code: 'OTHER', raised: '0.00', coverage: { eligible: 0, missed: 0 } },
    ]);
    expect(statements).toHaveLength(4);
  });

  it('keeps a beneficiary in one group and in a group it names, by the database', async () => {
    const beneficiary = newId();
    await aBeneficiary(db.app, 'OTHER', { beneficiary_id: beneficiary });
    const twice = aBeneficiary(db.app, 'OTHER', {
      beneficiary_id: beneficiary,
      target_group: 'DISTRESSED_ENTERPRISE_WORKER',
    });
    await expect(twice).rejects.toThrow('campaign_beneficiary_pkey');
    await expect(aBeneficiary(db.app, 'OTHER', { target_group: 'ON_DUTY_WORKER' })).rejects.toThrow(
      'campaign_beneficiary_target_group_fk',
    );
  });
});
