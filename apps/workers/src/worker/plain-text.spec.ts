import { describe, expect, it } from '@jest/globals';
import { InvalidInputError } from '@nuan/errors';

import { readName, readOptionalText, readPhone, readReason, readText } from './plain-text';

const ruleOf = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return error instanceof InvalidInputError ? error.rule : error;
  }
};

describe('a text of a form', () => {
  it('is kept in NFC, without blanks around it', () => {
    expect(readText('  e\u0301tage ', 'field', 10)).toBe('étage');
    expect(readOptionalText('   ', 'field', 10)).toBeNull();
  });

  it.each(['a\u0000b', 'a\nb', 'a\u202eb', 'a\u0085b'])('is refused with control characters', (text) => {
    expect(ruleOf(() => readText(text, 'field', 10))).toBe('TEXT_CHARACTERS');
  });

  it('is counted in characters, not in code units, and refused without repeating it', () => {
    expect(readText('𠮷𠮷𠮷', 'field', 3)).toBe('𠮷𠮷𠮷');
    expect(ruleOf(() => readText('秘密内容', 'field', 3))).toBe('TEXT_TOO_LONG');
    expect(() => readText('秘密内容', 'field', 3)).toThrow(/^(?!.*秘密)/);
  });
});

describe('a name', () => {
  it('has one dot between its parts, however it was typed, and no digits or mask', () => {
    expect(readName('买买提•艾力', 'name')).toBe('买买提·艾力');
    expect(ruleOf(() => readName('张*明', 'name'))).toBe('MASKED_VALUE_REJECTED');
    expect(ruleOf(() => readName('张3', 'name'))).toBe('NAME');
  });
});

describe('a phone number', () => {
  it('is read with blanks, hyphens and the country code', () => {
    expect(readPhone('+86 100-0000-0001', 'phone')).toBe('10000000001');
    expect(ruleOf(() => readPhone('0551-1234567', 'phone'))).toBe('PHONE');
  });
});

describe('a reason', () => {
  it.each(['证号 349900197001011234', '卡号6222 0000 0000 0000', '电话 100 0000 0001'])(
    'is no place for personal numbers',
    (text) => {
      expect(ruleOf(() => readReason(text, 'reason'))).toBe('NO_PERSONAL_NUMBERS');
    },
  );

  it('may hold dates and amounts, and is kept on one line', () => {
    expect(readReason('2017-01-23 核实\n收入1200元', 'reason')).toBe('2017-01-23 核实 收入1200元');
  });
});
