import { describe, expect, it } from '@jest/globals';
import { formatAnswer } from './answer-table';

describe('a printed answer', () => {
  it('has a table for a list of objects, with paths as columns and inner lists in one cell', () => {
    const causes = [
      { cause: 'ILLNESS', count: 3 },
      { cause: 'CHILD_SCHOOLING', count: 4 },
    ];
    const text = formatAnswer({ regions: [{ name: '合肥市', hardship: { filed: 7, byCause: causes }, aid: null }] });
    expect(text).toMatch(/regions: 1/);
    expect(text).toMatch(/name.*hardship\.filed.*hardship\.byCause.*aid/);
    expect(text).toMatch(/合肥市.*7.*ILLNESS 3, CHILD_SCHOOLING 4.*–/);
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
