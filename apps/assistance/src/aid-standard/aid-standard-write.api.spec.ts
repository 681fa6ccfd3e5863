import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { aPayment, raised } from '../ledger/money-builders';

const FIELDS = `__typename ... on AidStandard { id validFrom validTo perPayment perYear capScope version }
  ... on RuleBroken { rule field } ... on VersionConflict { currentVersion }`;

interface Answer {
  readonly id: string;
  readonly version: number;
}

describe('standards of aid are made and ended, never changed', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const province = viewerWith({ subject: 'province-1' });
  const ask = async (name: string, query: string, variables: object, viewer = province) => {
    const { data, errors } = await executeSubgraph<Record<string, Answer> | null>(assistanceSubgraph, {
      ...{ db: db.app, viewer, query, variables: { ...variables } },
    });
    return (data?.[name] ?? errors[0]) as Answer;
  };
  const terms = (change: object = {}): object => ({
    region: '340000',
    group: 'FILED_HOUSEHOLD',
    purpose: 'LIVING',
    category: null,
    perPayment: '3000.00',
    perYear: '6000.00',
    capScope: 'HOUSEHOLD_YEAR',
    ...change,
  });
  const create = (validFrom: string, change: object = {}, viewer = province, idempotencyKey = newId()) =>
    ask(
      'createStandard',
      `mutation($input: CreateStandardInput!) { createStandard(input: $input) { ${FIELDS} } }`,
      { input: { terms: terms(change), validFrom, basis: '试行办法', idempotencyKey } },
      viewer,
    );
  const end = (id: string, expectedVersion: number, validTo: string) =>
    ask('endStandard', `mutation($input: EndStandardInput!) { endStandard(input: $input) { ${FIELDS} } }`, {
      input: { id, expectedVersion, validTo },
    });
  const validity = async (id: string): Promise<object | undefined> => {
    const [row] = await db.app.query<object[]>(
      `select valid_from::text as "from", valid_to::text as "to", version from aid_standard where id = $1`,
      [id],
    );
    return row;
  };

  it('I19: a new standard ends the one before it, and holds until one that begins later', async () => {
    const first = await create('2017-02-01');
    const third = await create('2017-06-01');
    expect(await validity(first.id)).toEqual({ from: '2017-02-01', to: '2017-05-31', version: 2 });
    const second = await create('2017-04-01');
    expect(await validity(first.id)).toEqual({ from: '2017-02-01', to: '2017-03-31', version: 3 });
    expect(await validity(second.id)).toEqual({ from: '2017-04-01', to: '2017-05-31', version: 1 });
    expect(await validity(third.id)).toEqual({ from: '2017-06-01', to: null, version: 1 });
    expect(await create('2017-04-01')).toMatchObject({ rule: 'STANDARD_ONCE', field: 'validFrom' });
    expect(await create('2017-04-01', { category: 'DEEP' })).toMatchObject({ validTo: null });
  });

  it('is the same standard for the same key', async () => {
    const key = newId();
    const made = await create('2017-03-01', { purpose: 'LEGAL' }, province, key);
    expect(await create('2017-03-01', { purpose: 'LEGAL' }, province, key)).toEqual(made);
  });

  it.each([
    ['for days gone by', '2017-01-22', {}, 'NOT_RETROACTIVE', 'validFrom'],
    [
      'whose year gives less than a payment',
      '2017-02-01',
      { perYear: '2999.99' },
      'YEAR_COVERS_PAYMENT',
      'terms.perYear',
    ],
  ])('is refused %s', async (_what, validFrom, change, rule, field) => {
    expect(await create(validFrom, { ...change, purpose: 'STARTUP' })).toMatchObject({ rule, field });
  });

  it('is for those who set standards, in their regions', async () => {
    expect(await create('2017-02-01', {}, viewerWith({ role: 'county', read: ['340102'] }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await create('2017-02-01', {}, viewerWith({ role: 'city', read: ['340100'] }))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('ends on a day to come, by the version that was read', async () => {
    const { id } = await create('2017-02-01', { purpose: 'MEDICAL' });
    expect(await end(id, 9, '2017-12-31')).toMatchObject({ currentVersion: 1 });
    expect(await end(id, 1, '2017-01-31')).toMatchObject({ rule: 'NOT_RETROACTIVE', field: 'validTo' });
    expect(await end(id, 1, '2017-12-31')).toMatchObject({ validTo: '2017-12-31', version: 2 });
    await expect(db.app.query('update aid_standard set per_payment_fen = 1')).rejects.toThrow('permission denied');
  });

  describe('before it is made', () => {
    const household = newId();
    beforeAll(async () => {
      const holding = await raised(db.app, 10_000_000);
      const paid = (row: object) =>
        aPayment(db.owner, holding, {
          filed_at: '2016-03-01 10:00+08',
          approved_at: '2016-03-02 10:00+08',
          is_first_of_year: false,
          ...row,
        });
      await paid({ household_id: household, amount_fen: 200_000, paid_at: '2016-03-03 10:00+08' });
      await paid({ household_id: household, amount_fen: 150_000, paid_at: '2016-12-31 15:59Z' });
      await paid({ household_id: household, amount_fen: 290_000, paid_at: '2016-12-31 16:00Z' });
      await paid({ amount_fen: 100_000, paid_at: '2016-05-03 10:00+08', region_code: '341102' });
    });

    it('I19: its impact on last year is told: payments above it, households above its year, and by how much', async () => {
      const query = `query($terms: StandardTermsInput!) { standardImpact(terms: $terms) { year payments paymentsAbove beneficiariesAbove excess } }`;
      const lower = terms({ perPayment: '1800.00', perYear: '3000.00' });
      expect(await ask('standardImpact', query, { terms: lower })).toEqual({
        ...{ year: 2016, payments: 3, paymentsAbove: 1, beneficiariesAbove: 1, excess: '500.00' },
      });
      const ofHefei = terms({ perPayment: '100.00', perYear: '200.00', region: '340100' });
      expect(await ask('standardImpact', query, { terms: ofHefei })).toMatchObject({ payments: 2, paymentsAbove: 2 });
      const county = viewerWith({ role: 'county', read: ['340102'] });
      expect(await ask('standardImpact', query, { terms: lower }, county)).toMatchObject({ code: 'FORBIDDEN' });
    });
  });

  it('refuses a scope that is unknown, by the database', async () => {
    const row = {
      id: newId(),
      region_code: '340000',
      target_group: 'ON_DUTY_WORKER',
      purpose: 'CONSOLATION',
      basis: 'x',
    };
    const wrong = { ...row, per_payment_fen: 1, per_year_fen: 1, valid_from: '2017-01-01', cap_scope: 'VILLAGE_YEAR' };
    await expect(insertRow(db.app, 'aid_standard', wrong)).rejects.toThrow('aid_standard_cap_scope_known');
  });
});
