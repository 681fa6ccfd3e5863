import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { archiveOf, collected, type WorkbookContent, workbookOf } from '../testing/workbook';
import { bufferSource } from './byte-source';
import { FileRefused } from './file-refused';
import type { RawRow } from './raw-row';
import { TABLE_LIMITS } from './table-limits';
import { rawRows } from './table-rows';

const rowsOf = (file: Buffer, limits = TABLE_LIMITS): Promise<RawRow[]> =>
  collected(rawRows(bufferSource(file), '名单.xlsx', limits));
const rows = (content: WorkbookContent): Promise<RawRow[]> => rowsOf(workbookOf(content));

async function refusal(file: Buffer, limits = TABLE_LIMITS): Promise<string> {
  const error = await rowsOf(file, limits).then(
    () => null,
    (cause: unknown) => cause,
  );
  return error instanceof FileRefused ? error.rule : String(error);
}

describe('rows of an Excel workbook', () => {
  it('are those another program wrote: shared and rich text, dates, numbers, links', async () => {
    const file = readFileSync(join(__dirname, '../testing/exceljs.xlsx'));
    expect((await rowsOf(file)).map(({ cells }) => cells)).toEqual([
      ['家庭编号*', '姓名*', '出生日期', '收入(元)', '备注', '身份证号'],
      ['H1', '张小明', '1970-01-01', '0.3', '甲乙', '349900197001011234'],
      ['H2', '李小红', '2024-02-29', '36000.5', '', ''],
      ['H3', '王小刚', '45325', '是', 'x'],
    ]);
  });

  it('bar formulas, errors, merged cells and numbers that lost digits, each at its place', async () => {
    const [, row] = await rows({
      rows: [
        ['a', 'b', 'c', 'd'],
        [
          '<c r="A2"><f>1+1</f><v>2</v></c>',
          '<c r="B2" t="e"><v>#N/A</v></c>',
          '<c r="C2"><v>3.4990019700101E17</v></c>',
          'x',
        ],
      ],
      behind: '<mergeCells><mergeCell ref="D2:D5"/></mergeCells>',
    });
    expect(row?.problems.map(({ position, rule }) => [position, rule])).toEqual([
      [0, 'FORMULA'],
      [1, 'CELL_ERROR'],
      [2, 'DIGITS_LOST'],
      [3, 'MERGED_CELLS'],
    ]);
  });

  it('read dates by their style, around the day that never was', async () => {
    const cells = ['1', '59', '61', '45325', '45325.75'].map((value) => `<c s="1"><v>${value}</v></c>`);
    expect((await rows({ rows: [cells] }))[0]?.cells).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
      '2024-02-03',
      '2024-02-03',
    ]);
  });

  it('keep the place of cells after a gap', async () => {
    expect((await rows({ rows: [['<c r="C1" t="str"><v>x</v></c>']] }))[0]?.cells).toEqual(['', '', 'x']);
  });
});

describe('a hostile workbook', () => {
  const sheet = workbookOf({ rows: [['a']] });
  it.each([
    ['with macros', workbookOf({ rows: [['a']], extraParts: [{ name: 'xl/vbaProject.bin', content: 'x' }] }), 'MACRO'],
    [
      'with links to other files',
      workbookOf({ rows: [['a']], extraParts: [{ name: 'xl/externalLinks/externalLink1.xml', content: '<a/>' }] }),
      'EXTERNAL_LINK',
    ],
    [
      'that unpacks a thousandfold',
      workbookOf({ rows: [['a']], extraParts: [{ name: 'x', content: Buffer.alloc(8_000_000) }] }),
      'INFLATES_TOO_FAR',
    ],
    ['with a million columns', workbookOf({ rows: [['<c r="XFD1" t="str"><v>x</v></c>']] }), 'TOO_MANY_COLUMNS'],
    ['that is cut off', sheet.subarray(0, sheet.length - 40), 'FILE_DAMAGED'],
    ['without a sheet', archiveOf([{ name: 'xl/workbook.xml', content: '<workbook/>' }]), 'NO_SHEET'],
    [
      'that declares entities',
      archiveOf([{ name: 'xl/workbook.xml', content: '<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>' }]),
      'FILE_DAMAGED',
    ],
  ])('is refused: %s', async (_, file, rule) => {
    expect(await refusal(file)).toBe(rule);
  });

  it('is refused when more comes out than its directory claims', async () => {
    const content = `<workbook>${' '.repeat(1000)}</workbook>`;
    expect(await refusal(archiveOf([{ name: 'xl/workbook.xml', content, claimedBytes: 10 }]))).toBe('INFLATES_TOO_FAR');
  });

  it('is refused when its texts would fill the memory', async () => {
    const file = workbookOf({ rows: [['long '.repeat(100)]] });
    expect(await refusal(file, { ...TABLE_LIMITS, maxSharedTextBytes: 100 })).toBe('INFLATES_TOO_FAR');
  });
});
