import { isLocalDate, MoneyFormatError, parseYuan } from '@nuan/kernel';

import { hasError, type RowProblem } from './row-problem';
import type { TableColumn } from './table-columns';
import type { TableRow } from './table-rows';

/** Words for yes and no that tables use. */
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['是', true],
  ['有', true],
  ['y', true],
  ['yes', true],
  ['true', true],
  ['1', true],
  ['否', false],
  ['无', false],
  ['n', false],
  ['no', false],
  ['false', false],
  ['0', false],
] as const);

/** Day numbers of a spreadsheet for the years 1950 to 2100, left where a date lost its format. */
const SERIALS = { from: 18_264, to: 73_051 };

/**
 * Reads the cells of one row as values and gathers what is wrong with them. It guesses nothing: a value that can be read in two
 * ways is refused with what to write. Each method yields null for a blank or refused cell.
 */
export class RowReader {
  private readonly found: RowProblem[];
  private readonly titles: ReadonlyMap<string, string>;

  constructor(
    private readonly row: TableRow,
    columns: readonly TableColumn[],
  ) {
    this.found = [...row.problems];
    this.titles = new Map(columns.map(({ key, title }) => [key, title]));
  }

  /** Line of the row. */
  get line(): number {
    return this.row.line;
  }

  /** What was found so far, notes included. */
  get problems(): readonly RowProblem[] {
    return this.found;
  }

  /** Whether something bars the row. */
  get isBarred(): boolean {
    return hasError(this.found);
  }

  /** Bars the row for what stands in a column, or for the row as a whole. */
  refuse(key: string | null, rule: string, message: string): null {
    this.tell(key, rule, message, 'ERROR');
    return null;
  }

  /** Tells what was done with a cell. */
  note(key: string | null, rule: string, message: string): void {
    this.tell(key, rule, message, 'NOTE');
  }

  /** Text as written, trimmed. */
  text(key: string, maxCharacters = 200, minCharacters = 1): string | null {
    const text = this.row.cells[key] ?? '';
    if (text === '') return null;
    const { length } = [...text];
    if (length > maxCharacters) return this.refuse(key, 'TEXT_TOO_LONG', `Write at most ${maxCharacters} characters.`);
    return length >= minCharacters
      ? text
      : this.refuse(key, 'TEXT_TOO_SHORT', `Write at least ${minCharacters} characters.`);
  }

  /** A cell that must not be blank, read by another method of this class. */
  required<T>(key: string, value: T | null): T | null {
    if (value !== null || (this.row.cells[key] ?? '') !== '') return value;
    const isReported = this.found.some(({ column, weight }) => weight === 'ERROR' && column === this.title(key));
    return isReported ? null : this.refuse(key, 'REQUIRED', 'This cell must not be blank.');
  }

  /** A calendar date written YYYY-MM-DD. */
  date(key: string): string | null {
    const text = this.text(key);
    if (text === null || isLocalDate(text)) return text;
    return this.refuse(key, 'DATE', dateAdvice(text));
  }

  /** An amount in yuan as fen, not negative. */
  yuan(key: string): bigint | null {
    const text = this.text(key);
    if (text === null) return null;
    try {
      const fen = parseYuan(text);
      return fen >= 0n ? fen : this.refuse(key, 'NOT_NEGATIVE', 'Write an amount of zero or more.');
    } catch (error) {
      if (!(error instanceof MoneyFormatError)) throw error;
      return this.refuse(
        key,
        'YUAN',
        'Write yuan in digits with at most two decimal places, such as 36000 or 36000.50.',
      );
    }
  }

  /** A whole number within bounds. */
  integer(key: string, min: number, max: number): number | null {
    const text = this.text(key);
    if (text === null) return null;
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    return value >= min && value <= max
      ? value
      : this.refuse(key, 'WHOLE_NUMBER', `Write a whole number from ${min} to ${max}.`);
  }

  /** A number with decimals, greater than zero. */
  decimal(key: string, max: number): number | null {
    const text = this.text(key);
    if (text === null) return null;
    const value = /^\d{1,9}(\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
    return value > 0 && value <= max ? value : this.refuse(key, 'NUMBER', `Write a number above 0, at most ${max}.`);
  }

  /** Yes or no. */
  flag(key: string): boolean | null {
    const text = this.text(key);
    if (text === null) return null;
    return FLAGS.get(text.toLowerCase()) ?? this.refuse(key, 'YES_OR_NO', 'Write 是 or 否.');
  }

  /** One of a closed list, by any of its written forms. */
  oneOf<T>(key: string, values: ReadonlyMap<string, T>): T | null {
    const text = this.text(key);
    return text === null ? null : this.lookUp(key, text, values);
  }

  /** Several of a closed list, divided by 、 or commas or semicolons; empty for a blank cell. */
  someOf<T>(key: string, values: ReadonlyMap<string, T>): readonly T[] {
    const texts = (this.text(key) ?? '').split(/[、,，;；]/).map((text) => text.trim());
    return texts.flatMap((text) => (text === '' ? [] : (this.lookUp(key, text, values) ?? [])));
  }

  private lookUp<T>(key: string, text: string, values: ReadonlyMap<string, T>): T | null {
    const value = values.get(text) ?? values.get(text.toUpperCase());
    return (
      value ??
      this.refuse(
        key,
        'KNOWN_VALUE',
        `Write one of: ${[...values.keys()].filter((word) => /[^A-Z_]/.test(word)).join('、')}.`,
      )
    );
  }

  private title(key: string | null): string | null {
    return key === null ? null : (this.titles.get(key) ?? key);
  }

  private tell(key: string | null, rule: string, message: string, weight: RowProblem['weight']): void {
    this.found.push({ line: this.row.line, column: this.title(key), rule, message, weight });
  }
}

/** What to write instead of a date that isn't one; a suggestion, never taken as the value. */
function dateAdvice(text: string): string {
  const parts = /^(\d{4})[/.年-](\d{1,2})[/.月-](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (parts) {
    const [, year = '', month = '', day = ''] = parts;
    const suggestion = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (isLocalDate(suggestion)) return `Write the date as ${suggestion}.`;
    return 'There is no such day in the calendar.';
  }
  const serial = /^\d{5}$/.test(text) ? Number(text) : 0;
  if (serial >= SERIALS.from && serial <= SERIALS.to)
    return `This is a spreadsheet's day number, likely ${dayOfSerial(serial)}: format the column as a date, or write it so.`;
  return 'Write the day of the solar calendar as 2024-02-03.';
}

function dayOfSerial(serial: number): string {
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}
