import { describe, expect, it } from '@jest/globals';
import { OccupationGroup } from '@nuan/kernel';

import { listedWords } from './listed-words';
import { OCCUPATION_WORDS } from './occupation-words';

describe('words of a closed list', () => {
  it('know each value by its words, in their order, and by its own name', () => {
    const words = listedWords<'COAL' | 'TRADE'>({ COAL: '煤炭', TRADE: '商贸、贸易' });
    expect([...words]).toEqual([
      ['煤炭', 'COAL'],
      ['COAL', 'COAL'],
      ['商贸', 'TRADE'],
      ['贸易', 'TRADE'],
      ['TRADE', 'TRADE'],
    ]);
  });

  it('name every group of occupations once', () => {
    expect([...new Set(OCCUPATION_WORDS.values())]).toEqual(Object.values(OccupationGroup));
    expect(OCCUPATION_WORDS.size).toBe(2 * Object.values(OccupationGroup).length);
  });
});
