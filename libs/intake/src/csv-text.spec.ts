import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { collected } from '../testing/workbook';
import { bufferSource } from './byte-source';
import { csvRows } from './csv-rows';
import { csvLine } from './csv-text';
import { TABLE_LIMITS } from './table-limits';

describe('a CSV file that we write', () => {
  it('is read back as it was, whatever its cells hold, but for what a spreadsheet would compute', async () => {
    const cell = fc
      .string({ unit: 'binary', maxLength: 12 })
      .filter((text) => !text.includes('\0') && !text.startsWith('\uFEFF'));
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const text = ['a,b,c\r\n', ...rows.map(csvLine)].join('');
        const read = await collected(csvRows(bufferSource(Buffer.from(text)), TABLE_LIMITS));
        const plain = read.slice(1).map(({ cells }) => cells.map((each) => each.replace(/^'(?=[=+\-@\t\r])/, '')));
        expect(plain).toEqual(rows.map((row) => row.map((each) => each.replace(/^'(?=[=+\-@\t\r])/, ''))));
        expect(read.flatMap(({ cells }) => cells).filter((each) => /^[=+\-@\t\r](?!\d)/.test(each))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
