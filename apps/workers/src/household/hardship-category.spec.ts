import { describe, expect, it } from '@jest/globals';
import { InvalidInputError } from '@nuan/errors';
import { HardshipCategory } from '@nuan/kernel';

import { categoryOf, type CategoryInputs } from './hardship-category';
import { netPerCapitaFen } from './income-assessment';

const LINE = 50_000n;

/** A household of two whose gross and net income per head and month are given in fen. */
function household(gross: bigint, net: bigint, isAccidental = false): CategoryInputs {
  return {
    annualIncomeFen: gross * 24n,
    rigidExpenseFen: (gross - net) * 24n,
    members: 2,
    lineFen: LINE,
    isAccidental,
  };
}

describe('the category of a household', () => {
  it.each([
    ['a fen below the line', household(49_999n, 49_999n), HardshipCategory.MIN_LIVING],
    ['at the line', household(50_000n, 50_000n), HardshipCategory.NEAR_MIN],
    ['a fen above it without rigid expense', household(50_001n, 50_001n), null],
    ['at 1.5 lines, at the line after illness', household(75_000n, 50_000n), HardshipCategory.NEAR_MIN],
    ['above 1.5 lines, below the line after illness', household(75_001n, 40_000n), null],
    ['above 1.5 lines, below the line after an accident', household(75_001n, 40_000n, true), HardshipCategory.ACCIDENT],
    ['above 3 lines after an accident', household(150_001n, 40_000n, true), null],
  ])('of 2009: %s', (_case, inputs, expected) => {
    expect(categoryOf('2009', inputs)).toBe(expected);
  });

  it.each([
    ['a fen below the line', household(90_000n, 49_999n), HardshipCategory.DEEP],
    ['at the line', household(90_000n, 50_000n), HardshipCategory.RELATIVE],
    ['a fen below two lines', household(100_000n, 99_999n), HardshipCategory.RELATIVE],
    ['at two lines', household(100_000n, 100_000n), null],
    ['at two lines after a sudden event', household(100_000n, 100_000n, true), HardshipCategory.ACCIDENTAL],
  ])('of 2021: %s', (_case, inputs, expected) => {
    expect(categoryOf('2021', inputs)).toBe(expected);
  });

  it('is refused for rules that nobody has made', () => {
    expect(() => categoryOf('1999', household(1n, 1n))).toThrow(InvalidInputError);
  });
});

describe('the net income per head', () => {
  it('drops the fraction of a fen and may be negative', () => {
    expect(netPerCapitaFen(100_000n, 0n, 7)).toBe(1_190n);
    expect(netPerCapitaFen(120_000n, 240_000n, 2)).toBe(-5_000n);
  });
});
