import type { ActTransaction } from '@nuan/facts';

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

/** Takes rows of an import by its rules: reads them, holds them against file and register, and writes them or only sees whether it could. */
export class RowWriting<Row extends ImportedRow, Run extends ImportRun> {
  constructor(private readonly rules: ListImportRules<Row, Run>) {}

  /** Takes a piece. */
  async take(tx: ActTransaction, run: Run, rows: readonly TableRow[], purpose: 'CHECK' | 'WRITE'): Promise<TakenPiece> {
    const readRow = await this.rules.reader(tx, run);
    const read = rows.map((cells) => {
      const reader = new RowReader(cells, this.rules.columns);
      return { reader, row: readRow(reader) };
    });
    const good = read.flatMap(({ row }) => (row === null ? [] : [row]));
    const surveyed = await this.rules.survey(tx, run, good);
    let imported = 0;
    for (const { reader, row } of read) {
      if (row === null) continue;
      const refusal = await this.takeRow(tx, run, row, surveyed, purpose);
      if (refusal) reader.refuse(refusal.column, refusal.rule, refusal.message);
      else if (purpose === 'WRITE') imported += 1;
    }
    const barred = read.filter(({ reader }) => reader.isBarred).length;
    return { imported, barred, problems: read.flatMap(({ reader }) => reader.problems) };
  }

  private async takeRow(
    tx: ActTransaction,
    run: Run,
    row: Row,
    surveyed: SurveyedRows<Row>,
    purpose: 'CHECK' | 'WRITE',
  ): Promise<RowRefusal | null> {
    const { rows, rowKey, twice } = this.rules;
    const unfit = surveyed.unfit?.(row);
    if (unfit) return unfit;
    if (!(await this.isFirstInFile(tx, run, row))) return { ...twice, rule: 'TWICE_IN_FILE' };
    const held = surveyed.held?.(row);
    if (held) return held;
    if (purpose === 'CHECK') return null;
    const written = await surveyed.write(row);
    if (typeof written !== 'string') return written;
    await tx.query(`update ${rows.table} set ${rows.made} = $3 where import_id = $1 and ${rows.key} = $2`, [
      run.id,
      rowKey(row),
      written,
    ]);
    return null;
  }

  /** Notes which line named a key first; false for a later line. A line that is looked at and then written is the same line. */
  private async isFirstInFile(tx: ActTransaction, run: Run, row: Row): Promise<boolean> {
    const { rows, rowKey } = this.rules;
    const noted = await tx.query<unknown[]>(
      `insert into ${rows.table} (import_id, ${rows.key}, line) values ($1, $2, $3) on conflict do nothing returning line`,
      [run.id, rowKey(row), row.line],
    );
    if (noted.length > 0) return true;
    const [first] = await tx.query<{ line: number }[]>(
      `select line from ${rows.table} where import_id = $1 and ${rows.key} = $2`,
      [run.id, rowKey(row)],
    );
    return first?.line === row.line;
  }
}
