import { addDays } from '@nuan/kernel';

import type { Workbook } from './xlsx-workbook';

/** A cell as the sheet writes it. */
export interface SheetCell {
  /** Kind: n number, s shared text, str text, inlineStr text in place, b truth, e error, d date. */
  readonly kind: string;
  readonly style: number;
  readonly value: string;
  readonly isFormula: boolean;
}

/** What a cell says as text, or why it can't be taken. */
export type CellReading = { readonly text: string } | { readonly rule: string; readonly message: string };

/** Excel keeps 15 digits of a number; the rest of an ID or card number is gone for good. Source: Excel specifications and limits. */
const KEPT_DIGITS = 15;

/** Reads a cell: dates as YYYY-MM-DD, truth as 是/否, numbers without what binary floats add. Formulas are never computed or trusted. */
export function readCell(cell: SheetCell, workbook: Workbook): CellReading {
  if (cell.isFormula) return { rule: 'FORMULA', message: 'Replace the formula by its value (选择性粘贴 → 数值).' };
  switch (cell.kind) {
    case 's':
      return { text: workbook.sharedTexts[Number(cell.value)] ?? '' };
    case 'b':
      return { text: cell.value === '1' ? '是' : '否' };
    case 'e':
      return { rule: 'CELL_ERROR', message: 'The cell shows an error of the spreadsheet; write a value.' };
    case 'd':
      return { text: cell.value.slice(0, 10) };
    case 'n':
      return cell.value === '' ? { text: '' } : readNumber(cell, workbook);
    default:
      return { text: cell.value };
  }
}

function readNumber({ value, style }: SheetCell, workbook: Workbook): CellReading {
  const number = Number(value);
  if (!Number.isFinite(number)) return { rule: 'CELL_ERROR', message: 'The cell holds no number; write a value.' };
  if (workbook.isDateStyle(style)) return readDay(number, workbook.countsFrom1904);
  if (Math.abs(number) >= 10 ** KEPT_DIGITS)
    return {
      rule: 'DIGITS_LOST',
      message: 'The spreadsheet kept only 15 digits: format the column as text (文本) and write the number again.',
    };
  return { text: plainNumber(number) };
}

/** A number without exponent and without the last digits of its binary form: 0.30000000000000004 is 0.3. */
function plainNumber(number: number): string {
  const rounded = Number(number.toPrecision(KEPT_DIGITS));
  return Number.isInteger(rounded) ? String(rounded) : rounded.toFixed(10).replace(/0+$/, '').replace(/\.$/, '');
}

/** Day numbers: 1 is 1900-01-01 and 60 a 29 February 1900 that never was, or 0 is 1904-01-01. Source: ECMA-376, part 1, section 18.17.4. */
function readDay(serial: number, countsFrom1904: boolean): CellReading {
  const day = Math.floor(serial);
  if (day < 1 || day > 80_000) return { rule: 'DATE', message: 'The cell shows no date; write one as 2024-02-03.' };
  if (countsFrom1904) return { text: addDays('1904-01-01', day) };
  return { text: addDays(day < 60 ? '1899-12-31' : '1899-12-30', day) };
}
