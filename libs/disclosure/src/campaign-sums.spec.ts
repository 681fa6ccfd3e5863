import { describe, expect, it } from '@jest/globals';

import type { ContributorCell, SourceCell } from './cell-index';
import type { MoneySource } from './money-source';
import type { Population } from './population';
import { regionTree } from './region-tree';
import { Release } from './release';
import { makeRelease } from './release-maker';

const LEAVES = ['340102', '340103', '340202', '340203'];
const TREE = regionTree('340000', LEAVES, []);
const YEAR: Population = {
  metric: 'year.paid',
  slicing: 'year',
  guards: [{ least: [{ of: [{ metric: 'outside.paid' }] }], mustHold: true }],
  ofCampaign: (measure) => measure.replace('year.', ''),
};
const PLAN: readonly Population[] = [{ metric: 'paid', slicing: 'campaign' }, YEAR];
const MONEY: MoneySource = { metrics: ['paid', 'year.paid', 'outside.paid'] };

/** Payments of a yuan each: campaign (or none), year, and how many in each county. */
type Payments = readonly (readonly [campaign: string, year: number, counts: readonly number[]])[];

function release(payments: Payments, largestFen = 100n, money = MONEY): Release {
  const cells = payments.flatMap(([campaign, year, counts]) =>
    counts.flatMap((n, leaf) => {
      const cell = { regionCode: LEAVES[leaf] ?? '', year, key: '', n, amountFen: BigInt(n) * 100n };
      const ofYear = ['year.paid', ...(campaign === '' ? ['outside.paid'] : [])].map((metric) => ({
        ...cell,
        metric,
        campaign: '',
      }));
      return n === 0 ? [] : [...ofYear, ...(campaign === '' ? [] : [{ ...cell, metric: 'paid', campaign }])];
    }),
  ) satisfies SourceCell[];
  const contributors = cells.map(({ n, ...cell }): ContributorCell => ({
    ...cell,
    key: '*',
    contributors: n,
    largestFen,
  }));
  return new Release(1, new Date(0), makeRelease(PLAN, TREE, { cells, contributors, money }, []));
}

const ofYear = (made: Release, year: number) =>
  ['340000', ...LEAVES].map((region) => made.figure(`year:${year}`, 'year.paid', region)?.n ?? null);

describe('a year of payments, some of them of campaigns', () => {
  it('is shown where what is outside of campaigns could be shown alone', () => {
    const made = release([
      ['A', 2016, [200, 200, 200, 200]],
      ['', 2016, [40, 50, 60, 70]],
    ]);
    expect(ofYear(made, 2016)).toEqual([1020, 240, 250, 260, 270]);
  });

  it('is hidden where a campaign too small to be shown would be left, however large the year is', () => {
    const made = release([
      ['A', 2016, [200, 200, 200, 200]],
      ['B', 2016, [3, 40, 50, 60]],
      ['', 2016, [4, 50, 60, 70]],
    ]);
    expect(ofYear(made, 2016)).toEqual([1137, null, null, 310, 330]);
  });

  it('is the sum of its campaigns where there is nothing else, and all of them are shown', () => {
    const made = release([
      ['A', 2017, [200, 200, 200, 200]],
      ['B', 2017, [3, 40, 50, 60]],
    ]);
    expect(made.figure('campaign:B', 'paid', '340102')).toBeNull();
    expect(ofYear(made, 2017)).toEqual([953, null, null, 250, 260]);
  });

  it('isn’t given when one of its campaigns reaches into another year', () => {
    const made = release([
      ['A', 2016, [3, 0, 0, 0]],
      ['A', 2017, [200, 200, 200, 200]],
    ]);
    expect(made.figure('campaign:A', 'paid', '340102')?.n).toBe(203);
    expect([...ofYear(made, 2016), ...ofYear(made, 2017)]).toEqual(Array(10).fill(null));
  });
});

describe('money', () => {
  const payments: Payments = [['', 2016, [40, 50, 60, 70]]];
  const fen = (made: Release) => made.figure('year:2016', 'year.paid', '340102')?.amountFen ?? null;

  it('is given when nobody contributed seven tenths of it', () => {
    expect(fen(release(payments, 2799n))).toBe(4000n);
    expect(fen(release(payments, 2800n))).toBeNull();
  });

  it('is left out of a figure when nobody knows who is behind it', () => {
    expect(fen(release(payments, 100n, { metrics: [] }))).toBe(0n);
  });
});
