import { describe, expect, it } from '@jest/globals';

import { PlanCache } from './plan-cache';

describe('the plan cache', () => {
  it('prepares once for callers that ask at once', async () => {
    const cache = new PlanCache<number>(10);
    let prepared = 0;
    const prepare = async () => (prepared += 1);
    expect(await Promise.all([cache.get('a', prepare), cache.get('a', prepare)])).toEqual([1, 1]);
  });

  it('forgets a preparation that failed', async () => {
    const cache = new PlanCache<number>(10);
    await expect(cache.get('a', () => Promise.reject(new TypeError('no plan')))).rejects.toThrow('no plan');
    expect(cache.size).toBe(0);
    expect(await cache.get('a', async () => 2)).toBe(2);
  });

  it('keeps what was used last, and no more than its capacity', async () => {
    const cache = new PlanCache<string>(2);
    const prepare = (value: string) => async () => value;
    await cache.get('a', prepare('a1'));
    await cache.get('b', prepare('b1'));
    await cache.get('a', prepare('a2'));
    await cache.get('c', prepare('c1'));
    expect(cache.size).toBe(2);
    expect(await cache.get('a', prepare('a3'))).toBe('a1');
    expect(await cache.get('b', prepare('b2'))).toBe('b2');
  });
});
