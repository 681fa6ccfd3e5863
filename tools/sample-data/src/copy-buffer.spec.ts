import { describe, expect, it } from '@jest/globals';
import { CopyBuffer } from './copy-buffer';
import type { CopyValue } from './table-load';

function written(...rows: (readonly CopyValue[])[]): string {
  const buffer = new CopyBuffer(16);
  for (const row of rows) buffer.addRow(row);
  return buffer.take().toString('utf8');
}

function checksumOf(...rows: (readonly CopyValue[])[]): string {
  const buffer = new CopyBuffer(16);
  for (const row of rows) buffer.addRow(row);
  return buffer.checksum();
}

describe('rows as COPY takes them', () => {
  it('have every kind of value as PostgreSQL reads it', () => {
    const instant = new Date('2017-01-23T18:00:00+08:00');
    expect(written(['煤', 12, 168n, true, false, null, instant, Buffer.from([1, 255])])).toBe(
      '煤\t12\t168\tt\tf\t\\N\t2017-01-23T10:00:00.000Z\t\\\\x01ff\n',
    );
  });

  it('escape what would end a field or a line', () => {
    expect(written(['a\tb\nc\\d\re'])).toBe('a\\tb\\nc\\\\d\\re\n');
    expect(written(['煤\t\\'])).toBe('煤\\t\\\\\n');
  });

  it('hold characters of one to four bytes', () => {
    expect(written(['a·é煤𠮷z'])).toBe('a·é煤𠮷z\n');
  });

  it('have lists, with quotes around elements that need them', () => {
    expect(written([['A', 'B'], [], ['a b', '', 'NULL', 'x"y', 'p\\q']])).toBe(
      '{A,B}\t{}\t{"a b","","NULL","x\\\\"y","p\\\\\\\\q"}\n',
    );
  });

  it('grow beyond the size expected', () => {
    const long = '困'.repeat(5000);
    const nulls = new Array<null>(90).fill(null);
    expect(written([long], nulls, [long])).toBe(`${long}\n${nulls.map(() => '\\N').join('\t')}\n${long}\n`);
  });

  it('start anew after they were taken', () => {
    const buffer = new CopyBuffer(64);
    buffer.addRow([1]);
    const first = buffer.take();
    buffer.addRow([2]);
    expect([first.toString(), buffer.take().toString(), buffer.length]).toEqual(['1\n', '2\n', 0]);
  });

  it('have a checksum of their content and order, sealed fields left out', () => {
    expect(checksumOf(['x', Buffer.from([1])])).toBe(checksumOf(['x', Buffer.from([2, 3])]));
    expect(checksumOf(['a'], ['b'])).not.toBe(checksumOf(['b'], ['a']));
    expect(checksumOf(['a', 'b'])).not.toBe(checksumOf(['ab', '']));
  });
});
