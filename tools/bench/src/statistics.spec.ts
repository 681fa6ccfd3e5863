import { describe, expect, it } from '@jest/globals';
import { percentile, shares, summarise } from './statistics';

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  it.each([
    [hundred, 0.5, 50],
    [hundred, 0.95, 95],
    [hundred, 1, 100],
    [hundred, 0, 1],
    [[7], 0.95, 7],
    [[1, 2], 0.5, 1],
    [[1, 2], 0.51, 2],
  ])('is a value that was measured, by nearest rank', (sorted, share, expected) => {
    expect(percentile(sorted, share)).toBe(expected);
  });

  it('of nothing is not a number', () => {
    expect(percentile([], 0.5)).toBeNaN();
  });
});

describe('a summary', () => {
  it('takes percentiles over all requests, and the rates of the slowest and fastest round', () => {
    const summary = summarise([
      { latenciesMs: [4, 2], elapsedMs: 1000 },
      { latenciesMs: [1, 3, 10, 5], elapsedMs: 1000 },
    ]);
    expect(summary).toEqual({
      requests: 6,
      perSecond: 3,
      slowestPerSecond: 2,
      fastestPerSecond: 4,
      p50Ms: 3,
      p95Ms: 10,
    });
  });
});

describe('shares', () => {
  it('add up to one, largest first, without what took nothing', () => {
    const found = shares(
      new Map([
        ['gateway', 1],
        ['idle', 0],
        ['workers', 3],
      ]),
    );
    expect(found).toEqual([
      ['workers', 0.75],
      ['gateway', 0.25],
    ]);
  });
});
