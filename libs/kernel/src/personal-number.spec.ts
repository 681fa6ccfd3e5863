import { describe, expect, it } from '@jest/globals';

import { isBankCard } from './check-digits';
import { holdsPersonalNumber, personalNumberIn } from './personal-number';
import { isResidentId } from './resident-id';

const TODAY = '2026-11-25';

/** A number with a right check character, of the range that nobody is registered in. */
const ID = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'X']
  .map((last) => `34990019900101123${last}`)
  .find((number) => isResidentId(number, TODAY)) as string;
const CARD = Array.from({ length: 10 }, (_, last) => `999999123456789${last}`).find(isBankCard) as string;

const GROUPS = [ID.slice(0, 6), ID.slice(6, 14), ID.slice(14)] as const;

/** Ways in which somebody writes an ID number past a guard. */
const WRITINGS: readonly (readonly [string, string])[] = [
  ['in full-width digits', ID.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))],
  ['right behind a word', `ID${ID}`],
  ['with two blanks between its groups', GROUPS.join('  ')],
  ['with dots between its groups', GROUPS.join('.')],
  ['with dashes of print between its groups', GROUPS.join('—')],
  ['digit by digit', [...ID].join(' ')],
];

describe('a personal number in a text', () => {
  it.each(WRITINGS)('is found %s, in what is written and in what leaves', (_how, writing) => {
    expect(holdsPersonalNumber(`原因：${writing}`)).toBe(true);
    expect(personalNumberIn(`原因：${writing}`, TODAY)).toBe('RESIDENT_ID');
  });

  it.each([
    ['alone', ID, 'RESIDENT_ID'],
    ['in a sentence', `身份证${ID}已核对`, 'RESIDENT_ID'],
    ['spaced', `${ID.slice(0, 6)} ${ID.slice(6, 14)} ${ID.slice(14)}`, 'RESIDENT_ID'],
    ['with dashes', `${CARD.slice(0, 4)}-${CARD.slice(4, 8)}-${CARD.slice(8, 12)}-${CARD.slice(12)}`, 'BANK_CARD'],
    ['behind a date', `2017-01-23 ${ID}`, 'RESIDENT_ID'],
    ['one below the other', `${ID}\n${ID}`, 'RESIDENT_ID'],
    ['in groups behind a date', `2017-01-23 ${ID.slice(0, 6)} ${ID.slice(6, 14)} ${ID.slice(14)}`, 'RESIDENT_ID'],
    ['behind an opaque id', `0190f3c0-0000-7000-8000-000000000001 ${ID}`, 'RESIDENT_ID'],
    ['a card in a sentence', `卡号 ${CARD}。`, 'BANK_CARD'],
  ])('is found %s', (_how, text, kind) => {
    expect(personalNumberIn(text, TODAY)).toBe(kind);
  });

  it.each([
    ['a mask', '349***********1234'],
    ['a wrong check character', ID.slice(0, 17) + (ID.endsWith('1') ? '2' : '1')],
    ['a date of birth that never was', '349900199002301236'],
    ['an opaque id', '01990010-1990-7101-8123-349900199001'],
    ['a credit code', '91340100MA2MRDXB6K'],
    ['a long number of no card', '1234567890123456'],
    ['an amount', '168000000.00'],
    ['part of a longer number', `1${ID}9`],
    ['days and amounts side by side', '2017.01.23 168000000.00 2017.02.28 12800.00 4289 2017.01.19'],
    ['an opaque name that digits stand in', `a${CARD}f0b1`],
    ['nothing', ''],
  ])('is not seen in %s', (_what, text) => {
    expect(personalNumberIn(text, TODAY)).toBeNull();
  });

  it('is suspected more readily in what an officer writes', () => {
    expect(holdsPersonalNumber('电话 10012345678')).toBe(true);
    expect(holdsPersonalNumber('1234567890123456')).toBe(true);
    expect(holdsPersonalNumber('2017年1月23日')).toBe(false);
    expect(holdsPersonalNumber('2017.01.23至2017.02.28，共168000000.00元')).toBe(false);
  });
});
