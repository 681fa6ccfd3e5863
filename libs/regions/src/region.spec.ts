import { describe, expect, it } from '@jest/globals';
import { isRegionCode, RegionLevel } from '@nuan/kernel';

import { DIVISIONS, LIST_BEGINS_ON } from './division-list.reference';
import { findRegion, parentOf, PROVINCE_CODE, REFERENCE_VERSION, regionsUnder, successorOf } from './region';

const ASOF = '2017-01-23';
const codes = (under: string, level: RegionLevel, on: string) => regionsUnder(under, level, on).map(({ code }) => code);

describe('the list of divisions', () => {
  it('is sorted by distinct codes of the right form', () => {
    const all = DIVISIONS.map(({ code }) => code);
    expect(all).toEqual([...new Set(all)].sort());
    expect(all.every(isRegionCode)).toBe(true);
    expect(DIVISIONS.every(({ name }) => /^\p{Script=Han}+[省市区县]$/u.test(name))).toBe(true);
  });

  it('gives every division that ended a successor that begins the day after or exists then', () => {
    for (const { code, validTo, successor } of DIVISIONS) {
      expect([code, validTo === null]).toEqual([code, successor === null]);
      if (validTo === null || successor === null) continue;
      const next = new Date(Date.parse(validTo) + 86_400_000).toISOString().slice(0, 10);
      expect([code, findRegion(successor, next)?.code]).toEqual([code, successor]);
    }
  });

  it('puts every division under one that exists for as long', () => {
    for (const division of DIVISIONS) {
      const parent = parentOf(division.code);
      if (parent === null) continue;
      expect([division.code, findRegion(parent, division.validFrom)?.code]).toEqual([division.code, parent]);
      expect([division.code, findRegion(parent, division.validTo ?? '2026-01-01')?.code]).toEqual([
        division.code,
        parent,
      ]);
    }
  });

  it.each([
    [LIST_BEGINS_ON, 17, 105],
    ['2011-08-21', 17, 105],
    ['2011-08-22', 16, 105],
    ['2013-01-01', 16, 105],
    ['2016-01-03', 16, 105],
    ['2016-01-04', 16, 105],
    [ASOF, 16, 105],
    ['2020-07-05', 16, 105],
    ['2020-07-06', 16, 104],
    ['2026-01-01', 16, 104],
  ])('has on %s %i cities and %i county-level divisions', (on, cities, counties) => {
    expect(codes(PROVINCE_CODE, RegionLevel.PREFECTURE, on)).toHaveLength(cities);
    expect(codes(PROVINCE_CODE, RegionLevel.COUNTY, on)).toHaveLength(counties);
  });

  it('has 44 districts, 6 county-level cities and 55 counties at the campaign', () => {
    const names = regionsUnder(PROVINCE_CODE, RegionLevel.COUNTY, ASOF).map(({ name }) => name.slice(-1));
    const count = (ending: string) => names.filter((name) => name === ending).length;
    expect({ districts: count('区'), cities: count('市'), counties: count('县') }).toEqual({
      districts: 44,
      cities: 6,
      counties: 55,
    });
  });

  it.each([
    ['340100', 9],
    ['340200', 8],
    ['340300', 7],
    ['340400', 7],
    ['340500', 6],
    ['340600', 4],
    ['340700', 4],
    ['340800', 10],
    ['341000', 7],
    ['341100', 8],
    ['341200', 8],
    ['341300', 5],
    ['341500', 7],
    ['341600', 4],
    ['341700', 4],
    ['341800', 7],
  ])('has in %s %i county-level divisions at the campaign', (city, count) => {
    expect(codes(city, RegionLevel.COUNTY, ASOF)).toHaveLength(count);
  });

  it.each([
    ['340823', '枞阳县', '340722', '枞阳县'],
    ['341521', '寿县', '340422', '寿县'],
    ['340721', '铜陵县', '340706', '义安区'],
    ['341402', '居巢区', '340181', '巢湖市'],
    ['340824', '潜山县', '340882', '潜山市'],
    ['341822', '广德县', '341882', '广德市'],
    ['340225', '无为县', '340281', '无为市'],
    ['340221', '芜湖县', '340210', '湾沚区'],
    ['340208', '三山区', '340209', '弋江区'],
  ])('follows %s %s to %s %s', (code, name, successor, successorName) => {
    expect(findRegion(code)?.name).toBe(name);
    expect(successorOf(code)).toMatchObject({ code: successor, name: successorName });
  });

  it('knows the two counties under the province at the campaign', () => {
    const direct = regionsUnder(PROVINCE_CODE, null, ASOF).filter(({ directlyAdministered }) => directlyAdministered);
    expect(direct.map(({ code, name }) => [code, name])).toEqual([
      ['340826', '宿松县'],
      ['341822', '广德县'],
    ]);
  });
});

describe('regions by code and day', () => {
  it('finds a division only on the days on which it exists', () => {
    expect(findRegion('340281', ASOF)).toBeNull();
    expect(findRegion('340225', ASOF)?.name).toBe('无为县');
    expect(findRegion('340308')).toBeNull();
  });

  it('lists a sub-tree with its root, in order, one level when asked', () => {
    expect(codes(PROVINCE_CODE, RegionLevel.PREFECTURE, ASOF)[0]).toBe('340100');
    expect(regionsUnder('340600', null, ASOF).map(({ code }) => code)).toEqual([
      '340600',
      '340602',
      '340603',
      '340604',
      '340621',
    ]);
    expect(codes('340602', RegionLevel.COUNTY, ASOF)).toEqual(['340602']);
    expect(regionsUnder('350000')).toEqual([]);
  });

  it('climbs from county to city to province', () => {
    expect([parentOf('340602'), parentOf('340600'), parentOf('340000')]).toEqual(['340600', '340000', null]);
  });

  it('has a version that is a digest of the list', () => {
    expect(REFERENCE_VERSION).toMatch(/^[0-9a-f]{12}$/);
  });
});
