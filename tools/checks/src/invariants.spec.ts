import { describe, expect, it } from '@jest/globals';

import { INVARIANTS, untestedInvariants } from './invariants';

describe('the check of invariants', () => {
  const all = Object.keys(INVARIANTS);

  it('finds those that no test names', () => {
    const spec = "it('I5: a notice stands', () => {}); it.each([[1]])('I7, I8 and I9: %s', () => {});";
    expect(untestedInvariants([spec])).toEqual(all.filter((name) => !['I5', 'I7', 'I8', 'I9'].includes(name)));
  });

  it('does not take a word in a title or a comment for a name', () => {
    expect(untestedInvariants(["// I5: soon\nit('keeps I5', () => {})"])).toEqual(all);
  });
});
