import type { FieldCipher } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

import type { RowReader } from '../row-reader';
import type { TableColumn } from '../table-columns';
import type { ListImportMode } from './list-import-mode';

/** An import as its job reads it; the columns of its table. */
export interface ImportRun {
  readonly id: string;
  readonly upload_id: string;
  readonly is_dry_run: boolean;
  readonly mode: ListImportMode;
  readonly region_code: string;
}

/** A row that was read without an error. */
export interface ImportedRow {
  readonly line: number;
}

/** Why a row is left out. */
export interface RowRefusal {
  /** Key of the column at fault; null when the whole row is meant. */
  readonly column: string | null;
  readonly rule: string;
  readonly message: string;
}

/** What became of a row that was to be written: the id of what was made, or why it couldn't be. */
export type WrittenRow = string | RowRefusal;

/** The rows of a piece against the register, which is asked once for all of them. */
export interface SurveyedRows<Row> {
  /** What makes two rows of the file the same. */
  key(row: Row): string;
  /** What bars a row whatever else the file holds. */
  unfit?(row: Row): RowRefusal | null;
  /** What bars the row that names its key first in the file, such as a key that is registered. */
  held?(row: Row): RowRefusal | null;
  /** Writes rows, in their order, and names them to the audit: for each what became of it, when another was faster too. */
  write(rows: readonly Row[]): Promise<readonly WrittenRow[]>;
}

/** The table that notes which line of a file named which key first, and what became of it. */
export interface ImportedRowTable {
  readonly table: string;
  /** Column of the key, beside `import_id`. */
  readonly key: string;
  /** Its type; text unless said otherwise. */
  readonly keyType?: 'uuid';
  /** Column of the id of what was made; null in a dry run. */
  readonly made: string;
}

/** What one kind of import knows that no other does: its columns, how a row is read, what the register says, how it is written. */
export interface ListImportRules<Row extends ImportedRow, Run extends ImportRun = ImportRun> {
  readonly type: string;
  readonly jobKind: string;
  readonly table: string;
  readonly rows: ImportedRowTable;
  readonly columns: readonly TableColumn[];
  /** What is told of a key that an earlier line names. */
  readonly twice: Omit<RowRefusal, 'rule'>;
  /** Whether a check writes as the import would and takes it back: where only writing tells what is refused. */
  readonly isTried?: boolean;
  /**
   * Reads a row of this import; null when something bars it, told to the reader.
   *
   * @param cipher by which ID numbers become look-up hashes as they are read.
   */
  reader(tx: ActTransaction, run: Run, cipher: FieldCipher): Promise<RowOf<Row>> | RowOf<Row>;
  /** Looks at the register for the good rows of a piece; called in a dry run too. */
  survey(tx: ActTransaction, run: Run, rows: readonly Row[]): Promise<SurveyedRows<Row>>;
}

/** Reads one row. */
export type RowOf<Row> = (reader: RowReader) => Row | null;
