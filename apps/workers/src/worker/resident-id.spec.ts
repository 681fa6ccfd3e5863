import { describe, expect, it } from '@jest/globals';
import { InvalidInputError } from '@nuan/errors';

import { isResidentId, parseResidentId } from './resident-id';

const TODAY = '2017-01-23';

/** A number of the division 349900, which doesn't exist, with a right check character. */
function numberBorn(bornOn: string, sequence = '123'): string {
  const body = `349900${bornOn.replaceAll('-', '')}${sequence}`;
  return [...'0123456789X'].map((check) => body + check).find((text) => isResidentId(text, '2999-12-31')) ?? `${body}?`;
}

describe('a resident ID number', () => {
  it('has exactly one right check character', () => {
    const body = numberBorn('1970-05-06').slice(0, 17);
    expect([...'0123456789X'].filter((check) => isResidentId(body + check, TODAY))).toHaveLength(1);
  });

  it.each(['1990-02-29', '1880-01-01', '2017-01-24', '1990-13-01'])('is refused with the birth date %s', (bornOn) => {
    const body = `349900${bornOn.replaceAll('-', '')}123`;
    expect([...'0123456789X'].some((check) => isResidentId(body + check, TODAY))).toBe(false);
  });

  it('catches any single wrong digit', () => {
    const valid = numberBorn('1985-11-30');
    for (let at = 14; at < 17; at += 1) {
      const wrong = `${valid.slice(0, at)}${(Number(valid[at]) + 1) % 10}${valid.slice(at + 1)}`;
      expect(isResidentId(wrong, TODAY)).toBe(false);
    }
  });

  it('is read with blanks and a small x, and refused without repeating it', () => {
    const valid = numberBorn('1985-11-30');
    expect(parseResidentId(` ${valid.slice(0, 6)} ${valid.slice(6).toLowerCase()}`, TODAY)).toBe(valid);
    expect(() => parseResidentId('340***********1234', TODAY)).toThrow(InvalidInputError);
    expect(() => parseResidentId('12345', TODAY)).toThrow(/^(?!.*12345)/);
  });
});
