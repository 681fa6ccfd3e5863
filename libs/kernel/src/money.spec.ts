import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { formatMoneyZh, MoneyFormatError, MoneySplitError, parseYuan, splitFen, yuan } from './money';

const fen = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

describe('yuan and parseYuan', () => {
  it('writes two places always', () => {
    expect(yuan(16_800_000_000n)).toBe('168000000.00');
    expect(yuan(5n)).toBe('0.05');
    expect(yuan(-5n)).toBe('-0.05');
    expect(yuan(0n)).toBe('0.00');
  });

  it('reads back what it wrote, for every amount', () => {
    fc.assert(fc.property(fen, (amount) => parseYuan(yuan(amount)) === amount));
  });

  it('reads fewer places and refuses every other spelling', () => {
    expect(parseYuan('1')).toBe(100n);
    expect(parseYuan('1.5')).toBe(150n);
    for (const text of ['', '01', '1.', '.5', '+1', '1e3', '1.234', '-0', '-0.00', '1,000', ' 1', '1\n', '１', 'NaN']) {
      expect(() => parseYuan(text)).toThrow(MoneyFormatError);
    }
  });
});

describe('formatMoneyZh', () => {
  it.each([
    [16_800_000_000n, '1.68亿元'],
    [378_000_000n, '378万元'],
    [999_999_999_999n, '100亿元'],
    [9_999_999_999n, '1亿元'],
    [123_456n, '1234.56元'],
    [-378_000_000n, '-378万元'],
    [0n, '0元'],
  ])('writes %s fen as %s', (amount, text) => {
    expect(formatMoneyZh(amount)).toBe(text);
  });
});

describe('splitFen', () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 40 });

  it('gives parts that sum to the total and stay within one fen of their share', () => {
    fc.assert(
      fc.property(fen, weights, (total, shares) => {
        const sum = shares.reduce((left, right) => left + right, 0n);
        fc.pre(sum > 0n);
        const parts = splitFen(total, shares);
        expect(parts.reduce((left, right) => left + right, 0n)).toBe(total);
        parts.forEach((part, index) => {
          const difference = part * sum - total * (shares[index] ?? 0n);
          expect(difference < sum && difference > -sum).toBe(true);
        });
      }),
    );
  });

  it('gives nothing to a weight of zero and the odd fen to the earlier of equals', () => {
    expect(splitFen(100n, [1n, 0n, 1n, 1n])).toEqual([34n, 0n, 33n, 33n]);
  });

  it('refuses a negative weight and a sum of zero', () => {
    expect(() => splitFen(1n, [-1n, 2n])).toThrow(MoneySplitError);
    expect(() => splitFen(1n, [0n])).toThrow(MoneySplitError);
    expect(splitFen(0n, [0n, 0n])).toEqual([0n, 0n]);
  });
});
