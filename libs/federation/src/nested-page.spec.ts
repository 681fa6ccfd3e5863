import { describe, expect, it } from '@jest/globals';

import { encodeCursor, listDigest } from './list/cursor';
import { emptyPage, nestedPage, positionAfter } from './nested-page';

const ID = '0190f3c0-0000-7000-8000-000000000001';
const rows = ['2017-01-10 09:00:00+08', '2017-01-09 08:30:00.25+08'].map((page_key) => ({ id: ID, page_key }));
const map = (row: Readonly<Record<string, unknown>>) => ({ id: String(row['id']) });

/** A cursor of the right list whose key nobody gave out. */
const forged = (key: string, id = ID) => encodeCursor(listDigest(['Payment', 'nested']), { id, values: [key] });

describe('a page under a parent', () => {
  it('goes on where its last cursor says, whatever it is sorted by', () => {
    const page = nestedPage('Payment', rows, map, { first: 1 });
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const position = { key: '2017-01-10 09:00:00+08', id: ID };
    expect(positionAfter('Payment', 'timestamptz', page.pageInfo.endCursor)).toEqual(position);
    expect(positionAfter('Payment', 'date', forged('2017-01-10'))).toEqual({ key: '2017-01-10', id: ID });
    expect(positionAfter('Payment', 'text', forged('340102'))).toEqual({ key: '340102', id: ID });
  });

  it('begins at the first row without a cursor, and is empty without rows', () => {
    expect(positionAfter('Payment', 'date', null)).toBeNull();
    expect(emptyPage({ first: 1 }).pageInfo).toMatchObject({ hasNextPage: false, endCursor: null });
  });

  it.each([
    ['date', forged('2017-02-30')],
    ['timestamptz', forged('2017-01-10')],
    ['timestamptz', forged('yesterday')],
    ['text', forged('x')],
    ['date', forged('2017-01-10', 'no-uuid')],
    ['date', 'x'],
  ] as const)('refuses a cursor sorted by %s that no page gave out: %s', (keyType, cursor) => {
    expect(() => positionAfter('Payment', keyType, cursor)).toThrow(/cursor/);
  });
});
