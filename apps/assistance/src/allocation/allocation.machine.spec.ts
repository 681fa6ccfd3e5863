import { describe, expect, it } from '@jest/globals';
import { UnionLevel } from '@nuan/kernel';
import { insertRow, testTransitions, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { raised } from '../ledger/money-builders';
import { allocationMachine } from './allocation.machine';
import { isNextLevelDown, type LevelAndRegion } from './next-level';

describe('allocations in the database', () => {
  const database = useTestDatabase(assistanceSubgraph.database);
  testTransitions({ machine: allocationMachine, database, table: 'allocation' });

  it('I12: refuses a proposer who issues', async () => {
    const root = await raised(database.app, 100);
    const [posted] = await database.app.query<{ id: string }[]>('select id from ledger_transaction limit 1');
    const issuedByProposer = insertRow(database.app, 'passing_down', {
      id: root.fundId,
      allocation_id: root.allocationId,
      amount_fen: 1,
      proposed_by: 'province-1',
      proposed_at: '2017-01-03 09:00+08',
      issued_by: 'province-1',
      issued_at: '2017-01-03 10:00+08',
      transaction_id: posted?.id,
    });
    await expect(issuedByProposer).rejects.toThrow('passing_down_issuer_is_another');
  });
});

const at = (level: UnionLevel, regionCode: string): LevelAndRegion => ({ level, regionCode });
const province = at(UnionLevel.PROVINCE, '340000');
const hefei = at(UnionLevel.PREFECTURE, '340100');

describe('one step down the tree', () => {
  it.each<[boolean, string, LevelAndRegion, LevelAndRegion]>([
    [true, 'province to city', province, hefei],
    [true, 'city to its county', hefei, at(UnionLevel.COUNTY, '340102')],
    [true, 'province to a county it administers directly', province, at(UnionLevel.COUNTY, '341822')],
    [false, 'province to another county', province, at(UnionLevel.COUNTY, '340102')],
    [false, 'city to a county of another city', hefei, at(UnionLevel.COUNTY, '341102')],
    [
      false,
      'city to a directly administered county',
      at(UnionLevel.PREFECTURE, '341800'),
      at(UnionLevel.COUNTY, '341822'),
    ],
    [false, 'city to city', hefei, at(UnionLevel.PREFECTURE, '341100')],
    [false, 'county to county', at(UnionLevel.COUNTY, '340102'), at(UnionLevel.COUNTY, '340102')],
    [false, 'up', hefei, province],
    [false, 'province to a code that names nothing', province, at(UnionLevel.PREFECTURE, '349900')],
  ])('I13: %s: %s', (allowed, _what, from, to) => {
    expect(isNextLevelDown(from, to, '2017-01-23')).toBe(allowed);
  });
});
