import { describe, expect, it } from '@jest/globals';

import { PersonRole } from './person-role';
import { brokenByRegions, commonRegion, knownRegions, sharedRegions } from './role-regions';

describe('regions of a role', () => {
  it.each([
    [['340102'], '340102'],
    [['340102', '340103'], '340100'],
    [['340100', '340102'], '340100'],
    [['340100', '340203'], '340000'],
    [['340000', '340102'], '340000'],
  ])('%j lie together in %s', (codes, common) => {
    expect(commonRegion(codes)).toBe(common);
  });

  it('share the smaller of each pair that overlaps', () => {
    expect(sharedRegions(['340100'], ['340102', '340203'])).toEqual(['340102']);
    expect(sharedRegions(['340102'], ['340100'])).toEqual(['340102']);
    expect(sharedRegions(['340102'], ['340103'])).toEqual([]);
  });

  it.each([
    [PersonRole.PROVINCE, ['340100'], 'ROLE_LEVEL'],
    [PersonRole.CITY, ['340000'], 'ROLE_LEVEL'],
    [PersonRole.COUNTY, ['340100'], 'ROLE_LEVEL'],
    [PersonRole.MAKER, ['340000'], 'ROLE_LEVEL'],
    [PersonRole.AUDITOR, ['340000'], undefined],
    [PersonRole.CASHIER, ['340100'], undefined],
  ])('of %s may not be %j: %s', (role, codes, rule) => {
    expect(brokenByRegions(role, codes, [])?.rule).toBe(rule);
  });

  it('are written only where they are read', () => {
    expect(brokenByRegions(PersonRole.COUNTY, ['340102'], ['340103'])?.rule).toBe('WRITE_WITHIN_READ');
    expect(brokenByRegions(PersonRole.MAKER, ['340100'], ['340103'])).toBeNull();
  });

  it('are on the list of divisions', () => {
    expect(knownRegions('readRegions', ['340103', '340102', '340103'])).toEqual(['340102', '340103']);
    expect(() => knownRegions('readRegions', ['349999'])).toThrow('no such division');
    expect(() => knownRegions('readRegions', [])).toThrow('1 to 20');
  });
});
