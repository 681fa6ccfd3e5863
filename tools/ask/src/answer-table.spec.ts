import { describe, expect, it } from '@jest/globals';

import { formatAnswer } from './answer-table';

describe('a printed answer', () => {
  const regions = [
    {
      code: '340100',
      name: '合肥市',
      hardship: {
        filed: 7,
        byCause: [
          { cause: 'ILLNESS', count: 3 },
          { cause: 'SCHOOLING', count: 4 },
        ],
      },
      aid: null,
    },
    {
      code: '340200',
      name: '芜湖市',
      hardship: { filed: 5, byCause: [{ cause: 'ILLNESS', count: 5 }] },
      aid: { paid: '1.00' },
    },
  ];

  it('has a table for a list of objects, with paths as columns and a dash for what is null', () => {
    const text = formatAnswer({ regions });
    expect(text).toMatch(/regions: 2/);
    expect(text).toMatch(/code.*name.*hardship\.filed.*aid\.paid/);
    expect(text).toMatch(/合肥市.*7.*–/);
    expect(text).not.toMatch(/│ aid +│/);
  });

  it('gives a list of pairs inside the rows a table of its own, one column per key', () => {
    const text = formatAnswer({ regions });
    expect(text).toMatch(/regions · hardship\.byCause\n/);
    expect(text).toMatch(/code.*name.*ILLNESS.*SCHOOLING/);
    expect(text).toMatch(/合肥市.*3.*4/);
  });

  it('gives any other list inside the rows one line per item, beside what names the row', () => {
    const text = formatAnswer({ funds: [{ source: 'DONATION', parts: [{ to: 'A', sum: '1.00', rest: '0.00' }] }] });
    expect(text).toMatch(/funds · parts\n/);
    expect(text).toMatch(/DONATION.*A.*1\.00.*0\.00/);
  });

  it('is no wider than the screen: a wide table goes on below, with what names its rows repeated', () => {
    const wide = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`column${n}`, n]));
    const lines = formatAnswer({ rows: [{ name: 'one', ...wide }] }, 60).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(lines.filter((line) => line.includes('one')).length).toBeGreaterThan(1);
  });

  it('has lines for single values and a table for the nodes of a connection', () => {
    const text = formatAnswer({ gap: { totalCount: 2, pageInfo: { hasNextPage: false }, nodes: [{ fileNo: 'A1' }] } });
    expect(text).toMatch(/gap\n {2}totalCount: 2\n {2}pageInfo.hasNextPage: false/);
    expect(text).toMatch(/gap\.nodes: 1/);
    expect(text).toMatch(/A1/);
  });

  it('says that a list is empty', () => {
    expect(formatAnswer({ regions: [] })).toBe('regions: 0\n  (none)');
  });
});
