import { describe, expect, it } from '@jest/globals';

import { RateLimiter } from './rate-limiter';

describe('the allowance of a client', () => {
  const start = () => {
    let now = 0;
    return { limiter: new RateLimiter(() => now), pass: (ms: number) => void (now += ms) };
  };

  it('is spent by what is asked, and says how long to wait when it is not enough', () => {
    const { limiter } = start();
    expect(limiter.take('a', 600, 500)).toEqual({ isGranted: true, remaining: 100 });
    expect(limiter.take('a', 600, 150)).toEqual({ isGranted: false, remaining: 100, retryAfterS: 5 });
    expect(limiter.take('a', 600, 100)).toEqual({ isGranted: true, remaining: 0 });
  });

  it('comes back evenly, and never beyond a minute’s worth', () => {
    const { limiter, pass } = start();
    limiter.take('a', 600, 600);
    pass(5_000);
    expect(limiter.take('a', 600, 50)).toEqual({ isGranted: true, remaining: 0 });
    pass(3_600_000);
    expect(limiter.take('a', 600, 1)).toEqual({ isGranted: true, remaining: 599 });
  });

  it('is each client’s own', () => {
    const { limiter } = start();
    limiter.take('a', 600, 600);
    expect(limiter.take('a', 600, 1).isGranted).toBe(false);
    expect(limiter.take('b', 600, 600).isGranted).toBe(true);
  });

  it('grants what is dearer than a minute to who has saved all of it, and lets it be paid off', () => {
    const { limiter, pass } = start();
    expect(limiter.take('a', 600, 1_200)).toEqual({ isGranted: true, remaining: 0 });
    pass(60_000);
    expect(limiter.take('a', 600, 1).isGranted).toBe(false);
    pass(1_000);
    expect(limiter.take('a', 600, 1).isGranted).toBe(true);
  });

  it('lets work that was done already lead into debt', () => {
    const { limiter } = start();
    limiter.debit('a', 600, 700);
    expect(limiter.take('a', 600, 0, 1)).toMatchObject({ isGranted: false, retryAfterS: 11 });
  });

  it('is as large as each client’s own, and shrinks with it', () => {
    const { limiter } = start();
    expect(limiter.take('small', 60, 50)).toEqual({ isGranted: true, remaining: 10 });
    expect(limiter.take('small', 60, 50)).toEqual({ isGranted: false, remaining: 10, retryAfterS: 40 });
    limiter.take('large', 600, 1);
    expect(limiter.take('large', 60, 1)).toEqual({ isGranted: true, remaining: 59 });
  });

  it('remembers a bounded number of clients', () => {
    const { limiter } = start();
    limiter.take('first', 600, 600);
    for (let n = 0; n < 50_000; n += 1) limiter.take(`client-${n}`, 600, 1);
    expect(limiter.take('first', 600, 600).isGranted).toBe(true);
    expect(limiter.take('client-49999', 600, 600).isGranted).toBe(false);
  });
});
