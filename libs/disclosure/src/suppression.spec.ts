import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { Recovery } from '@nuan/testing';
import { isSafe, MIN_COUNT } from './cell';
import { type Candidate, hiddenBlock, hiddenParts } from './suppression';

const of = (n: number, before?: number): Candidate => ({
  cell: { n, amountFen: 0n, contributors: n, largestFen: 0n },
  ids: [String(n)],
  before: before === undefined ? [] : [{ n: before, amountFen: 0n }],
});
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

describe('a cell', () => {
  const cell = { n: 12, amountFen: 1000n, contributors: 12, largestFen: 100n };

  it.each([
    ['ten are counted', { ...cell, n: 10 }, true],
    ['nine are counted', { ...cell, n: 9 }, false],
    ['nobody is counted', { ...cell, n: 0 }, false],
    ['nine got all its money', { ...cell, contributors: 9 }, false],
    ['one got seven tenths of its money', { ...cell, largestFen: 700n }, false],
    ['one got a little less', { ...cell, largestFen: 699n }, true],
  ])('is safe or not when %s', (_, given, expected) => {
    expect(isSafe(given)).toBe(expected);
  });

  it.each([
    [{ n: 12, amountFen: 1000n }, true],
    [{ n: 11, amountFen: 1000n }, false],
    [{ n: 21, amountFen: 1000n }, false],
    [{ n: 22, amountFen: 1000n }, true],
    [{ n: 2, amountFen: 1000n }, true],
    [{ n: 12, amountFen: 999n }, false],
  ])('that was %o before is safe only when it is the same, or ten away', (before, expected) => {
    expect(isSafe(cell, [before])).toBe(expected);
    expect(isSafe(cell, [{ n: 100, amountFen: 0n }, before])).toBe(expected);
  });
});

describe('the parts of a whole', () => {
  it('are all shown when each is safe, and hide another one when one must be hidden', () => {
    expect(hiddenParts([of(10), of(20)])).toEqual(new Set());
    expect(hiddenParts([of(3), of(40), of(20)])).toEqual(new Set([0, 2]));
    expect(hiddenParts([of(3), of(4), of(2), of(40), of(20)])).toEqual(new Set([0, 1, 2, 4]));
    expect(hiddenParts([of(8), of(9), of(40)])).toEqual(new Set([0, 1]));
    expect(hiddenParts([of(50)])).toEqual(new Set());
  });

  it('hide a part that changed by few, and another with it', () => {
    expect(hiddenParts([of(43, 40), of(60, 60), of(30, 10)])).toEqual(new Set([0, 2]));
  });

  it('can’t be found out: whoever adds and subtracts is left with an interval of ten or more', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 8 }), (numbers) => {
        fc.pre(sum(numbers) >= MIN_COUNT);
        const hidden = hiddenParts(numbers.map((n) => of(n)));
        const known = numbers.flatMap((value, index) => (hidden.has(index) ? [] : [{ of: [index], value }]));
        const recovery = new Recovery(numbers.length, [
          ...known,
          { of: numbers.map((_, index) => index), value: sum(numbers) },
        ]);
        for (const index of hidden) {
          const { low, high } = recovery.interval([index]);
          expect(high - low).toBeGreaterThanOrEqual(MIN_COUNT);
        }
        numbers.forEach((n, index) => expect(hidden.has(index) || n >= MIN_COUNT).toBe(true));
      }),
    );
  });
});

describe('the cells of a table', () => {
  const tables = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 })).chain(([rows, columns]) =>
    fc.array(
      fc.array(fc.oneof(fc.nat({ max: 12 }), fc.integer({ min: 10, max: 400 })), {
        minLength: columns,
        maxLength: columns,
      }),
      { minLength: rows, maxLength: rows },
    ),
  );
  const marginsAreSafe = (table: readonly (readonly number[])[]): boolean =>
    table.every((row) => sum(row) >= MIN_COUNT) &&
    (table[0] ?? []).every((_, c) => sum(table.map((row) => row[c] ?? 0)) >= MIN_COUNT);

  /** Everything that is shown of a table: margins, and cells for which `isHidden` is false. */
  function attack(table: readonly (readonly number[])[], isHidden: (r: number, c: number) => boolean): number {
    const columns = table[0]?.length ?? 0;
    const at = (r: number, c: number): number => r * columns + c;
    const cells = table.flatMap((row, r) => row.map((value, c) => ({ r, c, value, of: [at(r, c)] })));
    const recovery = new Recovery(table.length * columns, [
      ...cells.filter(({ r, c }) => !isHidden(r, c)),
      ...table.map((row, r) => ({ of: row.map((_, c) => at(r, c)), value: sum(row) })),
      ...(table[0] ?? []).map((_, c) => ({
        of: table.map((_row, r) => at(r, c)),
        value: sum(table.map((row) => row[c] ?? 0)),
      })),
    ]);
    const widths = cells
      .filter(({ r, c }) => isHidden(r, c))
      .map((cell) => recovery.interval(cell.of))
      .map(({ low, high }) => high - low);
    return Math.min(Infinity, ...widths);
  }

  it('can’t be found out from margins and other cells, whatever the numbers', () => {
    fc.assert(
      fc.property(tables, (table) => {
        fc.pre(marginsAreSafe(table));
        const block = hiddenBlock(table.map((row) => row.map((n) => of(n))));
        const isHidden = (r: number, c: number): boolean => block.rows.has(r) && block.columns.has(c);
        table.forEach((row, r) => row.forEach((n, c) => expect(isHidden(r, c) || n >= MIN_COUNT).toBe(true)));
        expect(attack(table, isHidden)).toBeGreaterThanOrEqual(MIN_COUNT);
      }),
      { numRuns: 300 },
    );
  });

  it('can be found out when only the small ones are hidden: the attack is a real one', () => {
    const table = [
      [3, 40, 60],
      [30, 50, 70],
      [20, 80, 90],
    ];
    expect(attack(table, (r, c) => (table[r]?.[c] ?? 0) < MIN_COUNT)).toBe(0);
    const block = hiddenBlock(table.map((row) => row.map((n) => of(n))));
    expect(block).toEqual({ rows: new Set([0, 1]), columns: new Set([0, 1]) });
    expect(attack(table, (r, c) => block.rows.has(r) && block.columns.has(c))).toBeGreaterThanOrEqual(MIN_COUNT);
  });

  it('hide nothing when all are safe', () => {
    const block = hiddenBlock([
      [of(10), of(20)],
      [of(30), of(40)],
    ]);
    expect([...block.rows, ...block.columns]).toEqual([]);
  });
});
