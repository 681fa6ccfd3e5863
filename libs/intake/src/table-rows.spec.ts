import { describe, expect, it } from '@jest/globals';

import { collected } from '../testing/workbook';
import { bufferSource } from './byte-source';
import { FileRefused } from './file-refused';
import { readRows, type TableRow } from './table-rows';
import { TABLE_LIMITS } from './table-limits';

const column = (key: string, title: string, isRequired = true, isFreeText = false) => ({
  key,
  title,
  aliases: [],
  isRequired,
  isFreeText,
  hint: '',
});
const columns = [column('no', '编号'), column('name', '姓名', true, true), column('note', '备注', false, true)];

async function read(content: string | Buffer, limits = TABLE_LIMITS): Promise<TableRow[]> {
  return collected(readRows(bufferSource(Buffer.from(content)), { fileName: '名单.csv', columns, limits }));
}

async function refusal(content: string | Buffer, limits = TABLE_LIMITS): Promise<FileRefused> {
  const error = await read(content, limits).then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(FileRefused);
  return error as FileRefused;
}

/** "编号,姓名\n1,张小明" in GB18030. */
const GB18030 = Buffer.from('b1e0bac52cd0d5c3fb0a312cd5c5d0a1c3f7', 'hex');

describe('rows of a CSV file', () => {
  it('come by the keys of their columns, with the line a spreadsheet shows', async () => {
    expect(await read('编号,姓名\n1,张小明\n\n2,"李,小红"\n')).toEqual([
      { line: 2, cells: { no: '1', name: '张小明' }, problems: [] },
      { line: 4, cells: { no: '2', name: '李,小红' }, problems: [] },
    ]);
  });

  it('are the same in UTF-8 with a mark and in GB18030, with commas and with tabs', async () => {
    const plain = await read('编号,姓名\n1,张小明');
    expect(await read('\uFEFF编号*\t姓名\r\n1\t张小明\r\n')).toEqual(plain);
    expect(await read(GB18030)).toEqual(plain);
  });

  it('are GB18030 when a byte beyond the first megabyte is no UTF-8', async () => {
    const filler = `编号,姓名\n${'1,a\n'.repeat(300_000)}`;
    const gb = Buffer.concat([
      Buffer.from('b1e0bac52cd0d5c3fb0a', 'hex'),
      Buffer.from('1,a\n'.repeat(300_000)),
      GB18030.subarray(10),
    ]);
    expect(filler.length).toBeGreaterThan(1_000_000);
    const rows = await read(gb, { ...TABLE_LIMITS, maxRows: 400_000 });
    expect(rows.at(-1)?.cells).toEqual({ no: '1', name: '张小明' });
  });

  it('hold line breaks inside quotes, and go on counting behind them', async () => {
    const rows = await read('编号,姓名,备注\n1,a,"一\n二"\n2,b,c\n');
    expect(rows.map(({ line, cells }) => [line, cells['note']])).toEqual([
      [2, '一\n二'],
      [4, 'c'],
    ]);
  });

  it('have the full-width digits of codes made plain with a note, and free text left alone', async () => {
    const [row] = await read('编号,姓名\n１２,Ａ');
    expect(row?.cells).toEqual({ no: '12', name: 'Ａ' });
    expect(row?.problems).toEqual([expect.objectContaining({ column: '编号', rule: 'FULL_WIDTH', weight: 'NOTE' })]);
  });

  it('keep rare characters, and bar control characters and marks that turn the writing around', async () => {
    const rows = await read('编号,姓名\n1,𠮷䶮·买买提\n2,a\u202Eb\n3,a\u0007b');
    expect(rows[0]).toEqual({ line: 2, cells: { no: '1', name: '𠮷䶮·买买提' }, problems: [] });
    expect(rows.slice(1).map(({ problems }) => problems[0]?.rule)).toEqual(['CONTROL_CHARACTER', 'CONTROL_CHARACTER']);
  });

  it('report what stands beside the columns', async () => {
    const [row] = await read('编号,姓名\n1,a,b');
    expect(row?.problems[0]).toMatchObject({ line: 2, rule: 'BESIDE_THE_TABLE' });
  });
});

describe('a file that is no table', () => {
  it.each([
    ['with neither UTF-8 nor GB18030', Buffer.from([0xff, 0xfe, 0x41, 0x00]), 'ENCODING_UNKNOWN'],
    ['with a quotation mark never closed', '编号,姓名\n1,"a\n2,b', 'CSV_MALFORMED'],
    ['with a workbook behind the name .csv', Buffer.from('PK\x03\x04....'), 'WRONG_EXTENSION'],
    ['of old Excel or with a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'OLD_OR_ENCRYPTED'],
    ['that is empty', '', 'EMPTY'],
    ['with blank lines only', '\n\n,,\n', 'EMPTY'],
  ])('is refused: %s', async (_, content, rule) => {
    expect((await refusal(content)).rule).toBe(rule);
  });

  it('is refused with every fault of its header', async () => {
    const { rule, problems } = await refusal('编号,编号,电话\n1,2,3');
    expect(rule).toBe('HEADER');
    expect(problems.map(({ column: title, rule: broken }) => [title, broken])).toEqual([
      ['编号', 'COLUMN_TWICE'],
      ['电话', 'COLUMN_UNKNOWN'],
      ['姓名', 'COLUMN_MISSING'],
    ]);
  });

  it.each([
    ['bytes', { maxBytes: 10 }, 'FILE_TOO_LARGE'],
    ['rows', { maxRows: 1 }, 'TOO_MANY_ROWS'],
    ['columns', { maxColumns: 1 }, 'TOO_MANY_COLUMNS'],
    ['characters of a row', { maxCellCharacters: 2 }, 'ROW_TOO_LONG'],
  ])('is refused beyond its bound of %s', async (_, bound, rule) => {
    expect((await refusal('编号,姓名\n1,aaaaaaaaa\n2,b\n3,c', { ...TABLE_LIMITS, maxColumns: 3, ...bound })).rule).toBe(
      rule,
    );
  });
});
