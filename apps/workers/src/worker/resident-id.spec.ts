import { describe, expect, it } from '@jest/globals';
import { InvalidInputError } from '@nuan/errors';

import { parseResidentId } from '@nuan/intake';
import { isResidentId } from '@nuan/kernel';
import { ageOn, genderOf } from './resident-id';

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

  it('I2: is refused by rule: a mask, 15 digits, a wrong check character', () => {
    const ruleOf = (text: string): unknown => {
      try {
        return parseResidentId(text, TODAY, 'persons.0.idNumber');
      } catch (error) {
        return error instanceof InvalidInputError ? [error.rule, error.field] : error;
      }
    };
    const valid = numberBorn('1985-11-30');
    expect(ruleOf(`${valid.slice(0, 3)}***********${valid.slice(-4)}`)).toEqual([
      'MASKED_VALUE_REJECTED',
      'persons.0.idNumber',
    ]);
    expect(ruleOf('349900851130123')).toEqual(['RESIDENT_ID_15_DIGITS', 'persons.0.idNumber']);
    expect(ruleOf(`${valid.slice(0, 17)}${valid.endsWith('0') ? '1' : '0'}`)).toEqual([
      'RESIDENT_ID',
      'persons.0.idNumber',
    ]);
  });

  it('takes the code of a division that is gone', () => {
    const body = '34140019650310001';
    expect([...'0123456789X'].filter((check) => isResidentId(body + check, TODAY))).toHaveLength(1);
  });

  it('tells gender and completed years', () => {
    expect(genderOf(numberBorn('1985-11-30', '123'))).toBe('MALE');
    expect(genderOf(numberBorn('1985-11-30', '124'))).toBe('FEMALE');
    expect([ageOn('2017-11-29', numberBorn('1985-11-30')), ageOn('2017-11-30', numberBorn('1985-11-30'))]).toEqual([
      31, 32,
    ]);
  });
});
