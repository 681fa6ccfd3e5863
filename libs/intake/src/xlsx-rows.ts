import type { ByteSource } from './byte-source';
import { FileRefused } from './file-refused';
import type { CellProblem, RawRow } from './raw-row';
import type { TableLimits } from './table-limits';
import { readCell, type SheetCell } from './xlsx-cell';
import { openWorkbook, type Workbook } from './xlsx-workbook';
import { hearXml, readXml } from './xml-parts';
import { ZipArchive } from './zip-archive';

/** Rows and columns (from 1) that one merged cell covers. */
interface MergedCell {
  readonly fromLine: number;
  readonly toLine: number;
  readonly fromPosition: number;
}

const MAX_MERGED = 10_000;

/**
 * Rows of the first visible sheet of an Excel workbook (.xlsx), streamed from the archive; nothing is computed and nothing is
 * put on disk. Cells that hold formulas or errors, or are merged, come as problems of their row.
 *
 * @throws FileRefused for macros, external links, too much once unpacked, a damaged archive.
 */
export async function* xlsxRows(source: ByteSource, limits: TableLimits): AsyncGenerator<RawRow> {
  const zip = await ZipArchive.open(source, limits);
  const workbook = await openWorkbook(zip, limits);
  const merged = await readMergedCells(zip, workbook.sheetPart);
  const sheet = new SheetListener(workbook, limits);
  const reading = readXml(zip.read(workbook.sheetPart), sheet);
  for (;;) {
    const { done } = await reading.next();
    for (const row of sheet.take()) yield withMerged(row, merged);
    if (done) return;
  }
}

/** Merged cells stand behind the rows in a sheet, so they are looked up before the rows are read. */
async function readMergedCells(zip: ZipArchive, sheetPart: string): Promise<readonly MergedCell[]> {
  const merged: MergedCell[] = [];
  await hearXml(zip.read(sheetPart), {
    open: (name, attributes) => {
      if (name !== 'mergeCell') return;
      const [from = '', to = from] = (attributes['ref'] ?? '').split(':');
      merged.push({ fromLine: lineOf(from), toLine: lineOf(to), fromPosition: positionOf(from) });
      if (merged.length > MAX_MERGED) throw new FileRefused('MERGED_CELLS', 'Split the merged cells of the sheet.');
    },
  });
  return merged;
}

function withMerged(row: RawRow, merged: readonly MergedCell[]): RawRow {
  const hit = merged.filter(({ fromLine, toLine }) => fromLine <= row.line && row.line <= toLine);
  if (hit.length === 0) return row;
  const problems = hit.map(({ fromPosition }) => ({
    position: fromPosition,
    rule: 'MERGED_CELLS',
    message: 'Split the merged cell and write the value in each row.',
  }));
  return { ...row, problems: [...row.problems, ...problems] };
}

const lineOf = (reference: string): number => Number(/\d+$/.exec(reference)?.[0] ?? 0);

/** Position of a column from 0 by its letters: A is 0, AB is 27. */
function positionOf(reference: string): number {
  const letters = /^[A-Z]+/.exec(reference)?.[0] ?? 'A';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Gathers rows from the events of a sheet. */
class SheetListener {
  private readonly rows: RawRow[] = [];
  private line = 0;
  private cells: string[] = [];
  private problems: CellProblem[] = [];
  private position = -1;
  private cell: SheetCell | null = null;
  private isValue = false;

  constructor(
    private readonly workbook: Workbook,
    private readonly limits: TableLimits,
  ) {}

  /** The rows that are complete, once each. */
  take(): RawRow[] {
    return this.rows.splice(0);
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'row') this.beginRow(attributes);
    else if (name === 'c') this.beginCell(attributes);
    else if (name === 'f' && this.cell) this.cell = { ...this.cell, isFormula: true };
    this.isValue = name === 'v' || name === 't';
  };

  readonly text = (piece: string): void => {
    if (!this.isValue || !this.cell) return;
    const value = this.cell.value + piece;
    if (value.length > this.limits.maxCellCharacters * 4)
      throw new FileRefused('CELL_TOO_LONG', `Line ${this.line} holds a text longer than a cell of the table can be.`);
    this.cell = { ...this.cell, value };
  };

  readonly close = (name: string): void => {
    this.isValue = false;
    if (name === 'c' && this.cell) this.endCell(this.cell);
    if (name === 'row') this.rows.push({ line: this.line, cells: this.cells, problems: this.problems });
  };

  private beginRow({ r }: Readonly<Record<string, string>>): void {
    this.line = r === undefined ? this.line + 1 : Number(r);
    this.cells = [];
    this.problems = [];
    this.position = -1;
  }

  private beginCell({ r, t, s }: Readonly<Record<string, string>>): void {
    this.position = r === undefined ? this.position + 1 : positionOf(r);
    if (this.position >= this.limits.maxColumns)
      throw new FileRefused('TOO_MANY_COLUMNS', `A table may have at most ${this.limits.maxColumns} columns.`);
    this.cell = { kind: t ?? 'n', style: Number(s ?? 0), value: '', isFormula: false };
  }

  private endCell(cell: SheetCell): void {
    this.cell = null;
    while (this.cells.length < this.position) this.cells.push('');
    const reading = readCell(cell, this.workbook);
    if ('rule' in reading) this.problems.push({ position: this.position, ...reading });
    this.cells[this.position] = 'text' in reading ? reading.text : '';
  }
}
