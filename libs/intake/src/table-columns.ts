import { FileRefused } from './file-refused';
import type { RowProblem } from './row-problem';

/** A column that a table may have. */
export interface TableColumn {
  /** Name by which the code reads it. */
  readonly key: string;
  /** Title as the template has it (身份证号). */
  readonly title: string;
  /** Other titles that are understood, English ones among them. */
  readonly aliases: readonly string[];
  readonly isRequired: boolean;
  /** Free text stays as written; codes, numbers and dates have full-width characters made plain, with a note. */
  readonly isFreeText: boolean;
  /** What to write, for the template's reader. */
  readonly hint: string;
}

/** A column that may be left blank and holds no free text, unless `more` says otherwise. */
export function tableColumn(key: string, title: string, hint: string, more: Partial<TableColumn> = {}): TableColumn {
  return { key, title, hint, aliases: [], isRequired: false, isFreeText: false, ...more };
}

/** Titles are compared without blanks, asterisks and remarks in brackets, in lower case and half width. */
function plainTitle(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/\(.*?\)/g, '')
    .replace(/[\s*:_]/g, '')
    .toLowerCase();
}

/**
 * The column at each position of a header row; null where nothing is written.
 *
 * @throws FileRefused with a problem for each title that is unknown, missing or there twice.
 */
export function readHeader(
  line: number,
  cells: readonly string[],
  columns: readonly TableColumn[],
): readonly (TableColumn | null)[] {
  const byTitle = new Map(columns.flatMap((column) => titlesOf(column).map((title) => [title, column] as const)));
  const problems: RowProblem[] = [];
  const tell = (column: string, rule: string, message: string): void => {
    problems.push({ line, column, rule, message, weight: 'ERROR' });
  };
  const seen = new Set<TableColumn>();
  const positions = cells.map((cell) => {
    const title = plainTitle(cell);
    if (title === '') return null;
    const column = byTitle.get(title);
    if (!column) tell(cell.trim().slice(0, 40), 'COLUMN_UNKNOWN', 'The table has no such column; see the template.');
    else if (seen.has(column)) tell(column.title, 'COLUMN_TWICE', 'This column is there twice.');
    else seen.add(column);
    return column ?? null;
  });
  for (const column of columns)
    if (column.isRequired && !seen.has(column)) tell(column.title, 'COLUMN_MISSING', 'This column is needed.');
  if (problems.length > 0)
    throw new FileRefused(
      'HEADER',
      `The header row is not that of the template: ${problems.length} problems.`,
      problems,
    );
  return positions;
}

function titlesOf({ key, title, aliases }: TableColumn): string[] {
  return [title, key, ...aliases].map(plainTitle);
}

/** The header line of a template, required titles marked by an asterisk as the national forms do. */
export function templateTitles(columns: readonly TableColumn[]): string[] {
  return columns.map(({ title, isRequired }) => (isRequired ? `${title}*` : title));
}
