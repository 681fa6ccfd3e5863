import { describe, expect, it } from '@jest/globals';

import { isBankCard, isCreditCode } from './check-digits';

describe('check digits', () => {
  const body = '91349900000000001';
  const valid = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((check) => body + check).filter(isCreditCode);

  it('take exactly one last character of a credit code, and catch any other digit', () => {
    expect(valid).toHaveLength(1);
    const code = valid[0] ?? '';
    for (const at of [0, 8, 16]) {
      const wrong = `${code.slice(0, at)}${String((Number(code[at]) + 1) % 10)}${code.slice(at + 1)}`;
      expect(isCreditCode(wrong)).toBe(false);
    }
    expect(isCreditCode(code.slice(1))).toBe(false);
    expect(isCreditCode(`I${code.slice(1)}`)).toBe(false);
  });

  it('catch a wrong digit and two neighbours changed over in a bank card', () => {
    const card = cardOf('999999000000000012');
    expect(isBankCard(card)).toBe(true);
    expect(isBankCard(`${card.slice(0, 16)}2${card.slice(16, 17)}${card.slice(18)}`)).toBe(false);
    expect(isBankCard(`1${card.slice(1)}`)).toBe(false);
    expect(isBankCard('999999')).toBe(false);
    expect(isBankCard('9999 9900 0000 0000')).toBe(false);
  });
});

const cardOf = (digits: string): string =>
  [...'0123456789'].map((last) => digits + last).find((text) => luhn(text)) ?? digits;

/** Luhn as its patent tells it: double every second digit from the right, add the digits. */
function luhn(text: string): boolean {
  let sum = 0;
  for (let at = text.length - 1, second = false; at >= 0; at -= 1, second = !second) {
    const doubled = Number(text[at]) * (second ? 2 : 1);
    sum += Math.floor(doubled / 10) + (doubled % 10);
  }
  return sum % 10 === 0;
}
