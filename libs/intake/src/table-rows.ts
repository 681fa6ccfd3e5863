import type { ByteSource } from './byte-source';
import { csvRows } from './csv-rows';
import { FileRefused } from './file-refused';
import { isBlank, type RawRow } from './raw-row';
import type { RowProblem } from './row-problem';
import { readHeader, type TableColumn } from './table-columns';
import { type TableLimits, TABLE_LIMITS } from './table-limits';
import { xlsxRows } from './xlsx-rows';

/** A row below the header, by the keys of its columns. */
export interface TableRow {
  readonly line: number;
  /** Text of each column that the table has; blank where nothing is written. */
  readonly cells: Readonly<Record<string, string>>;
  /** What the format or the writing was found wrong with, and what was made plain. */
  readonly problems: readonly RowProblem[];
}

/** How a table is to be read. */
export interface TableOptions {
  readonly fileName: string;
  readonly columns: readonly TableColumn[];
  readonly limits?: TableLimits;
}

/** Zip archives begin so; old Excel files and encrypted workbooks begin otherwise. Source: PKWARE APPNOTE; MS-CFB, section 2.2. */
const ZIP_MAGIC = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const COMPOUND_MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * Rows of a file exactly as it writes them, header and blank rows included; the format is told by the content, and a name that
 * says otherwise is refused.
 *
 * @throws FileRefused when it is too large, of another kind, or not what its name says.
 */
export async function* rawRows(source: ByteSource, fileName: string, limits = TABLE_LIMITS): AsyncGenerator<RawRow> {
  if (source.bytes > limits.maxBytes)
    throw new FileRefused('FILE_TOO_LARGE', `A file may have at most ${limits.maxBytes} bytes.`);
  const magic = await source.read(0, 4);
  if (magic.equals(COMPOUND_MAGIC))
    throw new FileRefused('OLD_OR_ENCRYPTED', 'Take off the password and save the table as .xlsx or CSV.');
  const isWorkbook = magic.equals(ZIP_MAGIC);
  const saysWorkbook = /\.xls[a-z]?$/i.test(fileName);
  if (isWorkbook !== saysWorkbook)
    throw new FileRefused(
      'WRONG_EXTENSION',
      `The name says ${saysWorkbook ? 'workbook' : 'text'}, but the file is none.`,
    );
  yield* isWorkbook ? xlsxRows(source, limits) : csvRows(source, limits);
}

/**
 * Rows below the header of a CSV or Excel file, one at a time in order; blank rows are passed over. Memory does not grow with the file.
 *
 * @throws FileRefused as {@link rawRows}, and for a header that isn't the table's or more rows and columns than allowed.
 */
export async function* readRows(source: ByteSource, options: TableOptions): AsyncGenerator<TableRow> {
  const limits = options.limits ?? TABLE_LIMITS;
  let header: readonly (TableColumn | null)[] | null = null;
  let count = 0;
  for await (const row of rawRows(source, options.fileName, limits)) {
    if (isBlank(row)) continue;
    if (row.cells.length > limits.maxColumns)
      throw new FileRefused('TOO_MANY_COLUMNS', `A table may have at most ${limits.maxColumns} columns.`);
    if (header === null) {
      header = headerOf(row, options.columns);
      continue;
    }
    count += 1;
    if (count > limits.maxRows)
      throw new FileRefused('TOO_MANY_ROWS', `A table may have at most ${limits.maxRows} rows.`);
    yield tableRow(row, header, limits);
  }
  if (header === null) throw new FileRefused('EMPTY', 'The file holds no table.');
}

function headerOf(row: RawRow, columns: readonly TableColumn[]): readonly (TableColumn | null)[] {
  const [problem] = row.problems;
  if (problem)
    throw new FileRefused(
      `HEADER_${problem.rule}`,
      'The first row must be the header of the template, without titles above it, merged cells or formulas.',
    );
  return readHeader(row.line, row.cells, columns);
}

/** Full-width digits, letters and signs of codes, and the ideographic space. Source: Unicode, Halfwidth and Fullwidth Forms. */
const FULL_WIDTH = /[\uFF01-\uFF5E\u3000]/;
/** Controls but tabs and line ends, and the marks that turn the direction of writing around. */
const CONTROLS = /(?![\t\n\r])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/u;

function tableRow(row: RawRow, header: readonly (TableColumn | null)[], limits: TableLimits): TableRow {
  const problems: RowProblem[] = [];
  const tell = (column: string | null, rule: string, message: string, weight: RowProblem['weight'] = 'ERROR'): void => {
    problems.push({ line: row.line, column, rule, message, weight });
  };
  for (const { position, rule, message } of row.problems) tell(header[position]?.title ?? null, rule, message);
  const cells: Record<string, string> = {};
  row.cells.forEach((cell, position) => {
    const column = header[position];
    if (!column) {
      if (cell.trim() !== '') tell(null, 'BESIDE_THE_TABLE', 'Something is written beside the columns of the table.');
      return;
    }
    const text = cell.normalize('NFC').trim();
    if ([...text].length > limits.maxCellCharacters) tell(column.title, 'CELL_TOO_LONG', 'The text is too long.');
    if (CONTROLS.test(text))
      tell(column.title, 'CONTROL_CHARACTER', 'The text holds invisible control characters; write it again.');
    const isPlain = column.isFreeText || !FULL_WIDTH.test(text);
    if (!isPlain) tell(column.title, 'FULL_WIDTH', 'Full-width characters were read as half-width ones.', 'NOTE');
    cells[column.key] = isPlain ? text : text.normalize('NFKC').trim();
  });
  return { line: row.line, cells, problems };
}
