import { describe, expect, it } from '@jest/globals';

import { Instant, LocalDateScalar, Money, RegionCodeScalar } from './scalars';

describe('Money', () => {
  it('leaves as yuan with two places and comes back as the same fen', () => {
    expect(Money.serialize(16_800_000_000n)).toBe('168000000.00');
    expect(Money.parseValue('168000000.00')).toBe(16_800_000_000n);
  });

  it.each(['1,000.00', '１００', '0.001', 'NaN', '1e21', '', ' 1'])('refuses %p', (text) => {
    expect(() => Money.parseValue(text)).toThrow(/decimal string in yuan/);
  });

  it('refuses a number, which may already have lost a fen', () => {
    expect(() => Money.parseValue(0.1)).toThrow('expected a string');
  });
});

describe('Date', () => {
  it('refuses a day that does not exist', () => {
    expect(LocalDateScalar.parseValue('2024-02-29')).toBe('2024-02-29');
    expect(() => LocalDateScalar.parseValue('2024-02-30')).toThrow('real calendar date');
  });
});

describe('DateTime', () => {
  it('leaves with the offset of Asia/Shanghai', () => {
    expect(Instant.serialize(new Date('2017-01-23T10:00:00Z'))).toBe('2017-01-23T18:00:00.000+08:00');
  });

  it('refuses an instant without an offset', () => {
    expect(() => Instant.parseValue('2017-01-23T18:00:00')).toThrow('RFC 3339');
  });
});

describe('RegionCode', () => {
  it('takes six digits and nothing else', () => {
    expect(RegionCodeScalar.parseValue('340100')).toBe('340100');
    expect(() => RegionCodeScalar.parseValue('3401')).toThrow('six digits');
  });
});
