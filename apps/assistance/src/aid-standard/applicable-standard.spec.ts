import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { insertRow, type Row, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';

describe('the standard that applies to a payment', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const standard = (name: string, row: Row): Promise<string> =>
    insertRow(db.app, 'aid_standard', {
      id: newId(),
      region_code: '340000',
      target_group: 'FILED_HOUSEHOLD',
      purpose: 'LIVING',
      per_payment_fen: 100,
      per_year_fen: 200,
      valid_from: '2016-01-01',
      basis: name,
      ...row,
    });
  const applicable = async (
    region: string,
    category: string | null,
    on: string,
    purpose = 'LIVING',
  ): Promise<string | undefined> => {
    const [row] = await db.app.query<{ basis: string }[]>(
      `select s.basis from applicable_standard($1, 'FILED_HOUSEHOLD', $2, $3, $4) a join aid_standard s on s.id = a.standard_id`,
      [region, purpose, category, on],
    );
    return row?.basis;
  };

  beforeAll(async () => {
    await standard('province', {});
    await standard('province, deep', { category: 'DEEP' });
    await standard('city', { region_code: '340100', valid_from: '2017-01-01', valid_to: '2017-06-30' });
    await standard('city, second half', { region_code: '340100', valid_from: '2017-07-01' });
    await standard('county, deep', { region_code: '340102', category: 'DEEP', valid_from: '2017-01-01' });
  });

  it.each([
    ['province', '341102', 'MIN_LIVING', '2017-01-23'],
    ['province', '341102', null, '2017-01-23'],
    ['province, deep', '341102', 'DEEP', '2017-01-23'],
    ['city', '340103', 'DEEP', '2017-06-30'],
    ['city, second half', '340103', 'DEEP', '2017-07-01'],
    ['county, deep', '340102', 'DEEP', '2017-01-23'],
    ['city', '340102', 'MIN_LIVING', '2017-01-23'],
    ['province', '340102', 'MIN_LIVING', '2016-12-31'],
  ])('I19: is that of the smallest enclosing region: %s', async (basis, region, category, on) => {
    expect(await applicable(region, category, on)).toBe(basis);
  });

  it('is none before its first day, and none for a purpose without one', async () => {
    expect(await applicable('340102', null, '2015-12-31')).toBeUndefined();
    expect(await applicable('340102', null, '2017-01-01', 'MEDICAL')).toBeUndefined();
  });
});
