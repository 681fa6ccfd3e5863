import { describe, expect, it } from '@jest/globals';

import { until } from './until';

const patience = { patienceMs: 10_000, everyMs: 1 };

describe('waiting until there is something', () => {
  it('gives what the first look that finds something finds', async () => {
    const looks = [null, false, 0, 1] as const;
    let looked = 0;
    expect(await until(async () => looks[looked++] ?? null, patience)).toBe(0);
    expect(looked).toBe(3);
  });

  it('gives null when its time is over, and doesn’t look at all when there is none', async () => {
    let looked = 0;
    const look = async (): Promise<null> => (looked++, null);
    expect(await until(look, { patienceMs: 20, everyMs: 1 })).toBeNull();
    expect(looked).toBeGreaterThan(1);
    looked = 0;
    expect(await until(look, { patienceMs: 0, everyMs: 1 })).toBeNull();
    expect(looked).toBe(0);
  });

  it('ends with what a look throws', async () => {
    const look = (): Promise<null> => Promise.reject(new RangeError('it is over'));
    await expect(until(look, patience)).rejects.toThrow('it is over');
  });
});
