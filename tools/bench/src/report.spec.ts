import { describe, expect, it } from '@jest/globals';
import type { Comparison } from './bench';
import { contestRows, describeBench, processRows } from './report';

const summary = (perSecond: number, p50Ms: number, p95Ms: number): Comparison['ours']['summary'] => ({
  requests: 100,
  perSecond,
  slowestPerSecond: perSecond - 10,
  fastestPerSecond: perSecond + 10,
  p50Ms,
  p95Ms,
});

const comparison: Comparison = {
  question: { title: 'CityBoard (16 cities)', document: '', variables: {}, path: '/city-board' },
  answerBytes: 1000,
  ours: {
    summary: summary(50, 20, 40),
    aloneP50Ms: 12,
    cpu: new Map([
      ['gateway', 300],
      ['workers', 500],
      ['PostgreSQL', 2],
      ['PostgreSQL workers', 198],
      ['by hand', 10],
    ]),
  },
  byHand: {
    summary: summary(200, 5, 8),
    aloneP50Ms: 4,
    cpu: new Map([
      ['gateway', 10],
      ['workers', 0],
      ['PostgreSQL workers', 100],
      ['by hand', 100],
    ]),
  },
};

describe('the ratio table', () => {
  it('has ours over theirs in every column, the database counted on both sides', () => {
    expect(contestRows(comparison)).toEqual([
      ['gateway and subgraphs', '50', '40–60', '20.00', '40.00', '12.00', '10.00'],
      ['by hand', '200', '190–210', '5.00', '8.00', '4.00', '2.00'],
      ['ratio', '0.25×', '', '4.00×', '5.00×', '3.00×', '5.00×'],
    ]);
  });

  it('leaves out what the system does not tell', () => {
    const blind = { ...comparison, ours: { ...comparison.ours, cpu: new Map() } };
    expect(contestRows(blind).map((row) => row.at(-1))).toEqual(['–', '2.00', '–']);
  });
});

describe('where our CPU goes', () => {
  it('names the dearest process first and sets the other side beside it', () => {
    expect(processRows(comparison)).toEqual([
      ['workers', '5.00', '50 %', ''],
      ['gateway', '3.00', '30 %', ''],
      ['PostgreSQL workers', '1.98', '20 %', '1.00'],
      ['by hand', '', '', '1.00'],
    ]);
  });

  it('ends in one line', () => {
    const load = { rounds: 3, roundMs: 4000, warmUpMs: 0, aloneMs: 0, concurrency: 8 };
    const text = describeBench({ scale: 1, comparisons: [comparison], others: null }, load);
    expect(text.split('\n').at(-1)).toBe(
      'Conclusion: CityBoard: 0.25× of the throughput and 5.00× the CPU of the best by hand (subgraphs 50 %, gateway 30 %, PostgreSQL 20 %).',
    );
  });
});
