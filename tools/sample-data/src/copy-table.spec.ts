import { beforeEach, describe, expect, it } from '@jest/globals';
import { asAdmin } from '@nuan/database';
import { useTestDatabase } from '@nuan/testing';
import { depotDatabase } from '../testing/depot.migration';
import { type CopiedTable, copyTable } from './copy-table';
import { sampleId } from './identifiers';
import type { CopyValue } from './table-load';

const COLUMNS = [
  'id',
  'note',
  'brief',
  'flag',
  'tiny',
  'whole',
  'wide',
  'exact',
  'day',
  'instant',
  'sealed',
  'facts',
  'words',
];
const READ = `select id, note, brief, flag, tiny, whole, wide::text, exact, day::text, instant, sealed, facts, words from specimen order by id`;

describe('a table as COPY fills it', () => {
  const database = useTestDatabase(depotDatabase);
  const copy = (rows: readonly (readonly CopyValue[])[], columns: readonly string[] = COLUMNS): Promise<CopiedTable> =>
    asAdmin(database.ownerUrl, async (client) => {
      await client.query('begin');
      await client.query('truncate specimen');
      const copied = await copyTable(client, { table: 'specimen', columns, rows: () => rows }, () => undefined);
      await client.query('commit');
      return copied;
    });
  const specimen = (index: number, over: Readonly<Record<string, CopyValue>> = {}): CopyValue[] =>
    COLUMNS.map((column) => over[column] ?? (column === 'id' ? sampleId('specimen', index) : null));
  const read = (): Promise<unknown[]> => database.app.query(READ);

  beforeEach(async () => {
    await database.owner.query('truncate specimen');
  });

  it('holds every type, the least and the largest, as it was given', async () => {
    const instant = new Date('2017-01-23T18:00:00.123+08:00');
    const rows = [
      [
        '煤 a·é𠮷\t\\\n',
        'short',
        true,
        -32_767,
        -2_147_483_647,
        -9_007_199_254_740_991n,
        -0.1,
        '1915-01-01',
        instant,
        [1, 255, 0],
        '{"a":["煤"]}',
        ['A', '', 'b "c"', '煤'],
      ],
      ['', '', false, 32_767, 2_147_483_647, 9_007_199_254_740_991n, 1e300, '2019-12-31', new Date(0), [], '[]', []],
      [
        null,
        null,
        null,
        0,
        0,
        16_800_000_000n,
        0,
        '2000-01-01',
        new Date('1999-12-31T23:59:59.999Z'),
        null,
        null,
        null,
      ],
    ] as const;
    await copy(
      rows.map(([note, brief, flag, tiny, whole, wide, exact, day, at, sealed, facts, words], index) => [
        sampleId('specimen', index),
        note,
        brief,
        flag,
        tiny,
        whole,
        wide,
        exact,
        day,
        at,
        sealed && Buffer.from(sealed),
        facts,
        words,
      ]),
    );
    expect(await read()).toEqual(
      rows.map(([note, brief, flag, tiny, whole, wide, exact, day, at, sealed, facts, words], index) => ({
        id: sampleId('specimen', index),
        note,
        brief,
        flag,
        tiny,
        whole,
        wide: String(wide),
        exact,
        day,
        instant: at,
        sealed: sealed && Buffer.from(sealed),
        facts: facts === null ? null : (JSON.parse(facts) as unknown),
        words,
      })),
    );
  });

  it('takes numbers, bigints and their texts alike', async () => {
    await copy([
      specimen(0, { whole: 7n, wide: 7 }),
      specimen(1, { whole: '7', wide: '7', instant: '2017-01-23T18:00:00+08:00' }),
    ]);
    expect(await read()).toMatchObject([
      { whole: 7, wide: '7' },
      { whole: 7, wide: '7', instant: new Date('2017-01-23T10:00:00Z') },
    ]);
  });

  it('grows for rows far longer than a chunk', async () => {
    const note = '困难'.repeat(400_000);
    await copy([specimen(0, { note }), specimen(1), specimen(2, { note })]);
    expect(((await read()) as { note: string | null }[]).map((row) => row.note)).toEqual([note, null, note]);
  });

  it('has a checksum of its content and order, sealed fields left out', async () => {
    const of = async (...rows: CopyValue[][]): Promise<string> => (await copy(rows)).checksum;
    const first = await of(specimen(0, { note: 'a', sealed: Buffer.from([1]) }), specimen(1, { note: 'b' }));
    expect(await of(specimen(0, { note: 'a', sealed: Buffer.from([2, 3]) }), specimen(1, { note: 'b' }))).toBe(first);
    expect(await of(specimen(1, { note: 'b' }), specimen(0, { note: 'a' }))).not.toBe(first);
    expect(await of(specimen(0, { note: 'ab' }), specimen(1, { note: '' }))).not.toBe(first);
  });

  it('refuses what a column does not take, and keeps nothing', async () => {
    const refused: [Readonly<Record<string, CopyValue>>, string][] = [
      [{ id: 'x' }, 'no UUID'],
      [{ tiny: 40_000 }, 'no whole number'],
      [{ whole: 1.5 }, 'no whole number'],
      [{ exact: 'many' }, 'numbers only'],
      [{ flag: 'yes' }, 'booleans only'],
      [{ instant: 'soon' }, 'ISO texts only'],
      [{ sealed: 'open' }, 'Buffers only'],
      [{ words: 'one' }, 'lists only'],
    ];
    for (const [over, why] of refused) await expect(copy([specimen(0, over)])).rejects.toThrow(why);
    await expect(copy([[sampleId('specimen', 0)]])).rejects.toThrow('a row has 1 values for 13 columns');
    await expect(copy([], ['id', 'nothing'])).rejects.toThrow('specimen.nothing of the type unknown');
    expect(await read()).toEqual([]);
  });
});
