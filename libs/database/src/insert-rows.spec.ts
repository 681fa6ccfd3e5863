import { describe, expect, it } from '@jest/globals';

import { insertRows } from './insert-rows';

describe('rows that are inserted together', () => {
  const sent: { readonly sql: string; readonly params: readonly unknown[] }[] = [];
  const tx = {
    query: <T>(sql: string, params: readonly unknown[]): Promise<T> => {
      sent.push({ sql, params });
      return Promise.resolve([{ id: 'b' }] as T);
    },
  };

  it('go in one statement, their values as parameters; the answer is which were inserted', async () => {
    const rows = [
      { id: 'a', title: "it's", openings: 1 },
      { id: 'b', title: '保洁员', openings: null },
    ];
    const onConflict = 'on conflict (title) do nothing';
    expect(await insertRows(tx, { table: 'job', rows, onConflict })).toEqual(new Set(['b']));
    expect(sent).toEqual([
      {
        sql: 'insert into job (id, title, openings) values ($1, $2, $3), ($4, $5, $6) on conflict (title) do nothing returning id',
        params: ['a', "it's", 1, 'b', '保洁员', null],
      },
    ]);
  });

  it('need no statement when there are none', async () => {
    sent.length = 0;
    expect(await insertRows(tx, { table: 'job', rows: [] })).toEqual(new Set());
    expect(sent).toEqual([]);
  });
});
