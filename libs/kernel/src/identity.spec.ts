import { describe, expect, it } from '@jest/globals';

import { fixedClock, offsetClock, today } from './clock';
import { isUuid, newId } from './id';
import { isRegionCode, isWithin, regionPrefix } from './region-code';

describe('ids', () => {
  it('are UUIDs of version 7 that sort by the clock', () => {
    const early = newId(fixedClock(new Date('2016-01-01T00:00:00Z')));
    const late = newId(fixedClock(new Date('2017-01-01T00:00:00Z')));
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(early < late).toBe(true);
    expect(isUuid(early)).toBe(true);
    expect(isUuid(`${early}0`)).toBe(false);
    expect(new Set(Array.from({ length: 1000 }, () => newId())).size).toBe(1000);
  });

  it('made in one millisecond sort as they were made', () => {
    const frozen = fixedClock(new Date('2017-01-23T00:00:00Z'));
    const ids = Array.from({ length: 1000 }, () => newId(frozen));
    expect([...ids].sort()).toEqual(ids);
  });
});

describe('clocks', () => {
  it('tell the date of Shanghai', () => {
    expect(today(fixedClock(new Date('2017-01-22T16:00:00Z')))).toBe('2017-01-23');
    expect(Math.abs(offsetClock(-1000).now().getTime() - (Date.now() - 1000))).toBeLessThan(200);
  });
});

describe('region codes', () => {
  it.each([
    ['340000', '34'],
    ['340100', '3401'],
    ['340102', '340102'],
  ])('%s covers what starts with %s', (code, prefix) => {
    expect(regionPrefix(code)).toBe(prefix);
    expect(isWithin(code, prefix)).toBe(true);
  });

  it('do not mistake one city for another', () => {
    expect(isWithin('341000', regionPrefix('340100'))).toBe(false);
    expect(isRegionCode('34010')).toBe(false);
  });
});
