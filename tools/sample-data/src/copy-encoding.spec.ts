import { describe, expect, it } from '@jest/globals';
import { comparableRow, encodeRow } from './copy-encoding';

describe('COPY text encoding', () => {
  it('writes every kind of value as PostgreSQL reads it', () => {
    const instant = new Date('2017-01-23T18:00:00+08:00');
    expect(encodeRow(['煤', 12, 168n, true, false, null, instant, Buffer.from([1, 255])])).toBe(
      '煤\t12\t168\tt\tf\t\\N\t2017-01-23T10:00:00.000Z\t\\\\x01ff\n',
    );
  });

  it('escapes what would end a field or a line', () => {
    expect(encodeRow(['a\tb\nc\\d\re'])).toBe('a\\tb\\nc\\\\d\\re\n');
  });

  it('writes lists, quoting elements that need it', () => {
    expect(encodeRow([['A', 'B'], [], ['a b', '', 'NULL', 'x"y', 'p\\q']])).toBe(
      '{A,B}\t{}\t{"a b","","NULL","x\\\\"y","p\\\\\\\\q"}\n',
    );
  });

  it('leaves sealed fields out of what is compared', () => {
    expect(comparableRow(['x', Buffer.from([1])])).toBe(comparableRow(['x', Buffer.from([2])]));
  });
});
