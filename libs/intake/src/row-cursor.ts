import type { TableRow } from './table-rows';

/** Rows taken from a file at one place. */
export interface TakenRows {
  readonly rows: readonly TableRow[];
  /** Whether the file has no more. */
  readonly isEnd: boolean;
}

interface Reading {
  readonly afterLine: number;
  readonly rows: AsyncIterator<TableRow>;
}

/**
 * Reads one file across the steps of a job. While a step begins where the last one ended, reading goes on; after a restart, or when a
 * step was rolled back, the file is read anew and the rows before the place are passed over. So the place in the job's
 * cursor alone decides what is read, and a file of n rows costs n.
 */
export class RowCursor {
  private readonly readings = new Map<string, Reading>();

  /** The next rows of `key` after a line, at most `count`; `begin` opens the file from its first row. */
  async take(key: string, afterLine: number, count: number, begin: () => AsyncIterable<TableRow>): Promise<TakenRows> {
    const rows = await this.resume(key, afterLine, begin);
    const taken: TableRow[] = [];
    while (taken.length < count) {
      const { done, value } = await rows.next();
      if (done) return { rows: taken, isEnd: true };
      if (value.line > afterLine) taken.push(value);
    }
    this.readings.set(key, { afterLine: taken.at(-1)?.line ?? afterLine, rows });
    return { rows: taken, isEnd: false };
  }

  private async resume(
    key: string,
    afterLine: number,
    begin: () => AsyncIterable<TableRow>,
  ): Promise<AsyncIterator<TableRow>> {
    const reading = this.readings.get(key);
    this.readings.delete(key);
    if (reading?.afterLine === afterLine) return reading.rows;
    await reading?.rows.return?.();
    return begin()[Symbol.asyncIterator]();
  }
}
