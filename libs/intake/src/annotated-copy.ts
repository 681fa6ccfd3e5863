import type { ByteSource } from './byte-source';
import { csvLine, UTF8_MARK } from './csv-text';
import type { RawRow } from './raw-row';
import type { RowProblem } from './row-problem';
import { rawRows } from './table-rows';

/** A part of an annotated copy. */
export interface CopyPart {
  /** CSV text; the parts one after another are the file. */
  readonly text: string;
  /** Line to ask for next; null after the last. */
  readonly nextLine: number | null;
}

/** Lines of one part. */
const PART_LINES = 1_000;

/**
 * A stretch of somebody's own file as CSV, with what is wrong with each line in a last column. The first part begins with the mark
 * by which Excel knows UTF-8. Cells that a spreadsheet would compute are made text.
 */
export async function annotatedPart(
  source: ByteSource,
  fileName: string,
  fromLine: number,
  problemsOf: (from: number, to: number) => Promise<readonly RowProblem[]>,
): Promise<CopyPart> {
  const rows: RawRow[] = [];
  let nextLine: number | null = null;
  for await (const row of rawRows(source, fileName)) {
    if (row.line < fromLine) continue;
    if (rows.length === PART_LINES) {
      nextLine = row.line;
      break;
    }
    rows.push(row);
  }
  const problems = await problemsOf(fromLine, rows.at(-1)?.line ?? fromLine);
  const remarks = new Map<number, string[]>();
  for (const { line, column, message } of problems)
    remarks.set(line, [...(remarks.get(line) ?? []), column === null ? message : `${column}：${message}`]);
  const lines = rows.map(({ line, cells }) =>
    csvLine([...cells, (remarks.get(line) ?? (line === 1 ? ['问题 (problems)'] : [])).join('；')]),
  );
  return { text: (fromLine <= 1 ? UTF8_MARK : '') + lines.join(''), nextLine };
}
