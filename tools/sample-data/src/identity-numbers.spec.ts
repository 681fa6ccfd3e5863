import { describe, expect, it } from '@jest/globals';
import {
  bankCardOf,
  creditCodeOf,
  isCreditCode,
  isResidentIdNumber,
  luhnCheck,
  phoneOf,
  residentCheck,
  residentIdNumber,
} from './identity-numbers';

describe('identity numbers', () => {
  it('computes the check character of GB 11643', () => {
    // The worked example of the standard.
    expect(residentCheck('11010519491231002')).toBe('X');
  });

  it('makes resident ID numbers of a division that does not exist', () => {
    const number = residentIdNumber('1978-06-08', 1);
    expect(number).toMatch(/^34990019780608001[\dX]$/);
    expect(isResidentIdNumber(number)).toBe(true);
    expect(isResidentIdNumber(number.slice(0, 17) + (number.endsWith('1') ? '2' : '1'))).toBe(false);
  });

  it('makes credit codes with a valid check character', () => {
    for (const index of [1, 7, 42, 12_100]) {
      const code = creditCodeOf(index);
      expect(code.slice(0, 8)).toBe('91349900');
      expect(isCreditCode(code)).toBe(true);
    }
    expect(isCreditCode('913499000000000190')).toBe(false);
  });

  it('makes bank cards of no issuer that pass Luhn', () => {
    const card = bankCardOf(123);
    expect(card).toMatch(/^999999\d{13}$/);
    expect(luhnCheck(card.slice(0, 18))).toBe(card.slice(18));
  });

  it('makes phone numbers that no mobile has', () => {
    expect(phoneOf(42)).toBe('10000000042');
  });
});
