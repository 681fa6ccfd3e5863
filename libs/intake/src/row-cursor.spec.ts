import { describe, expect, it } from '@jest/globals';

import { RowCursor } from './row-cursor';
import type { TableRow } from './table-rows';

describe('reading a file across steps', () => {
  /** A file of nine rows on lines 2 to 10, and how often it was opened. */
  function aFile(): { begin: () => AsyncIterable<TableRow>; opened: () => number } {
    let opened = 0;
    return {
      opened: () => opened,
      begin: async function* () {
        opened += 1;
        for (let line = 2; line <= 10; line += 1) yield await Promise.resolve({ line, cells: {}, problems: [] });
      },
    };
  }
  const linesOf = ({ rows }: { readonly rows: readonly TableRow[] }): number[] => rows.map(({ line }) => line);

  it('opens the file once while each step begins where the last one ended', async () => {
    const [cursor, file] = [new RowCursor(), aFile()];
    expect(linesOf(await cursor.take('a', 0, 4, file.begin))).toEqual([2, 3, 4, 5]);
    expect(linesOf(await cursor.take('a', 5, 4, file.begin))).toEqual([6, 7, 8, 9]);
    expect(await cursor.take('a', 9, 4, file.begin)).toMatchObject({ rows: [{ line: 10 }], isEnd: true });
    expect(file.opened()).toBe(1);
  });

  it('reads anew from the place of the job when a step was rolled back or another process goes on', async () => {
    const [cursor, file] = [new RowCursor(), aFile()];
    await cursor.take('a', 0, 4, file.begin);
    expect(linesOf(await cursor.take('a', 0, 4, file.begin))).toEqual([2, 3, 4, 5]);
    expect(linesOf(await new RowCursor().take('a', 5, 9, file.begin))).toEqual([6, 7, 8, 9, 10]);
    expect(file.opened()).toBe(3);
  });

  it('keeps the files of several jobs apart', async () => {
    const [cursor, one, other] = [new RowCursor(), aFile(), aFile()];
    await cursor.take('a', 0, 4, one.begin);
    expect(linesOf(await cursor.take('b', 0, 2, other.begin))).toEqual([2, 3]);
    expect(linesOf(await cursor.take('a', 5, 2, one.begin))).toEqual([6, 7]);
  });
});
