import type { FieldCipher } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';

import { namedLater } from '../named-later';
import type { RowProblem } from '../row-problem';
import { RowReader } from '../row-reader';
import type { TableRow } from '../table-rows';
import type { ImportedRow, ImportRun, ListImportRules, RowRefusal, SurveyedRows } from './list-import-rules';

/** What one piece of rows came to. */
export interface TakenPiece {
  readonly imported: number;
  /** Rows with an error. */
  readonly barred: number;
  readonly problems: readonly RowProblem[];
}

interface ReadRow<Row> {
  readonly reader: RowReader;
  readonly row: Row;
}

/**
 * Takes rows of an import by its rules: reads them, holds them against file and register, and writes them or only sees whether it
 * could. Each table is asked and written in one statement for all rows of a piece, as far as the rules let it.
 */
export class RowWriting<Row extends ImportedRow, Run extends ImportRun> {
  constructor(
    private readonly rules: ListImportRules<Row, Run>,
    private readonly cipher: FieldCipher,
  ) {}

  /** Takes a piece. */
  async take(tx: ActTransaction, run: Run, rows: readonly TableRow[], purpose: 'CHECK' | 'WRITE'): Promise<TakenPiece> {
    const isTrial = purpose === 'CHECK' && this.rules.isTried === true;
    // What a trial touches was never touched.
    const act = isTrial ? namedLater(tx).quiet : tx;
    const readRow = await this.rules.reader(act, run, this.cipher);
    const readers = rows.map((cells) => new RowReader(cells, this.rules.columns));
    const read = readers.flatMap((reader): ReadRow<Row>[] => {
      const row = readRow(reader);
      return row === null ? [] : [{ reader, row }];
    });
    const surveyed = await this.rules.survey(
      act,
      run,
      read.map(({ row }) => row),
    );
    const free = await this.freeRows(act, run, read, surveyed);
    const imported = purpose === 'WRITE' || isTrial ? await this.write(act, run, free, surveyed, isTrial) : 0;
    const barred = readers.filter(({ isBarred }) => isBarred).length;
    return { imported, barred, problems: readers.flatMap(({ problems }) => problems) };
  }

  /** The rows that neither the file nor the register bars; of the others it is told why. */
  private async freeRows(
    tx: ActTransaction,
    run: Run,
    read: readonly ReadRow<Row>[],
    surveyed: SurveyedRows<Row>,
  ): Promise<readonly ReadRow<Row>[]> {
    const fit = read.filter(passing((row) => surveyed.unfit?.(row)));
    const firstLines = await this.firstLines(tx, run, fit, surveyed);
    const twice: RowRefusal = { ...this.rules.twice, rule: 'TWICE_IN_FILE' };
    return fit.filter(
      passing((row) => (firstLines.get(surveyed.key(row)) === row.line ? surveyed.held?.(row) : twice)),
    );
  }

  /** Notes which line of the file named each key first. A line that is looked at and then written is the same line. */
  private async firstLines(
    tx: ActTransaction,
    run: Run,
    rows: readonly ReadRow<Row>[],
    surveyed: SurveyedRows<Row>,
  ): Promise<ReadonlyMap<string, number>> {
    if (rows.length === 0) return new Map();
    const { table, key, keyType = 'text' } = this.rules.rows;
    const keys = rows.map(({ row }) => surveyed.key(row));
    const lines = rows.map(({ row }) => row.line);
    await tx.query(
      `insert into ${table} (import_id, ${key}, line)
       select $1, w.key, min(w.line) from unnest($2::${keyType}[], $3::integer[]) w (key, line) group by w.key
       on conflict do nothing`,
      [run.id, keys, lines],
    );
    const noted = await tx.query<{ key: string; line: number }[]>(
      `select ${key} as key, line from ${table} where import_id = $1 and ${key} = any($2::${keyType}[])`,
      [run.id, keys],
    );
    return new Map(noted.map(({ key: named, line }) => [named, line]));
  }

  /** Writes rows and notes what became of each; how many were written. A trial is taken back. */
  private async write(
    tx: ActTransaction,
    run: Run,
    rows: readonly ReadRow<Row>[],
    surveyed: SurveyedRows<Row>,
    isTrial: boolean,
  ): Promise<number> {
    if (rows.length === 0) return 0;
    if (isTrial) await tx.query('savepoint import_trial');
    const written = await surveyed.write(rows.map(({ row }) => row));
    if (isTrial) await tx.query('rollback to savepoint import_trial');
    const made = rows.flatMap(({ reader, row }, at) => {
      const outcome = written[at];
      if (typeof outcome === 'string') return [{ key: surveyed.key(row), id: outcome }];
      if (outcome) reader.refuse(outcome.column, outcome.rule, outcome.message);
      return [];
    });
    if (isTrial || made.length === 0) return 0;
    const { table, key, keyType = 'text', made: column } = this.rules.rows;
    await tx.query(
      `update ${table} r set ${column} = w.id from unnest($2::${keyType}[], $3::uuid[]) w (key, id)
       where r.import_id = $1 and r.${key} = w.key`,
      [run.id, made.map(({ key: named }) => named), made.map(({ id }) => id)],
    );
    return made.length;
  }
}

/** A filter of rows by what bars them, which tells the others why. */
function passing<Row>(bar: (row: Row) => RowRefusal | null | undefined): (read: ReadRow<Row>) => boolean {
  return ({ reader, row }) => {
    const refusal = bar(row);
    if (refusal) reader.refuse(refusal.column, refusal.rule, refusal.message);
    return !refusal;
  };
}
