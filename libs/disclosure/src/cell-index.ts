import { addCells, type Cell, EMPTY } from './cell';
import { sliceName } from './figures';
import { moneyMetric, type MoneySource } from './money-source';
import type { Slicing } from './population';
import { leafCode } from './region-tree';

/** A cell of the rollups, or of what stands beside them. */
export interface SourceCell {
  readonly metric: string;
  readonly regionCode: string;
  readonly campaign: string;
  readonly year: number;
  readonly key: string;
  readonly n: number;
  readonly amountFen: bigint;
}

/** Who is behind the money of a cell, in all its years. */
export interface ContributorCell {
  readonly metric: string;
  readonly regionCode: string;
  readonly campaign: string;
  readonly year: number;
  readonly key: string;
  /** Distinct persons, households or enterprises. */
  readonly contributors: number;
  /** The most that one of them got, in fen. */
  readonly largestFen: bigint;
}

/** What a release is made of. */
export interface ReleaseSource {
  readonly cells: readonly SourceCell[];
  readonly contributors: readonly ContributorCell[];
  /** Of which money it is known who is behind it. */
  readonly money: MoneySource;
}

/** Cells by slice, metric, key and leaf, and under key `*` those of all keys. */
export type CellIndex = ReadonlyMap<string, Cell>;

/**
 * The cells of one slicing. Money of which nobody knows who is behind it is left out of its cell; where it should be known and the rows don't tell,
 * nobody counts as a contributor, so that the cell is unsafe.
 */
export function indexCells({ cells, contributors, money }: ReleaseSource, slicing: Slicing): CellIndex {
  const index = new Map<string, Cell>();
  const add = (id: string, cell: Cell): void => void index.set(id, addCells(index.get(id) ?? EMPTY, cell));
  for (const { metric, key, ...cell } of cells) {
    const slice = valueOf(slicing, cell);
    if (slice === null) continue;
    const leaf = leafCode(cell.regionCode);
    const count = { n: cell.n, amountFen: 0n, contributors: cell.n, largestFen: 0n };
    const own = moneyMetric(money, metric);
    for (const each of [key, '*']) {
      if (own !== metric) add(cellId(slice, metric, each, leaf), count);
      if (own !== null)
        add(cellId(slice, own, each, leaf), {
          ...count,
          amountFen: cell.amountFen,
          contributors: cell.amountFen === 0n ? cell.n : 0,
        });
    }
  }
  const ofMoney = contributors.filter(({ metric }) => money.metrics.includes(metric));
  for (const [id, known] of backing(ofMoney, slicing)) {
    const cell = index.get(id);
    if (cell) index.set(id, { ...cell, ...known });
  }
  return index;
}

/** Name of a cell. */
export function cellId(slice: string, metric: string, key: string, leaf: string): string {
  return `${slice}\n${metric}\n${key}\n${leaf}`;
}

function backing(
  contributors: readonly ContributorCell[],
  slicing: Slicing,
): Map<string, Pick<Cell, 'contributors' | 'largestFen'>> {
  const found = new Map<string, Pick<Cell, 'contributors' | 'largestFen'>>();
  for (const { contributors: count, largestFen, ...cell } of contributors) {
    const slice = valueOf(slicing, cell);
    if (slice === null) continue;
    const id = cellId(slice, cell.metric, cell.key, leafCode(cell.regionCode));
    const known = found.get(id);
    const largest = known && known.largestFen > largestFen ? known.largestFen : largestFen;
    found.set(id, { contributors: (known?.contributors ?? 0) + count, largestFen: largest });
  }
  return found;
}

function valueOf(slicing: Slicing, { campaign, year }: { campaign: string; year: number }): string | null {
  switch (slicing) {
    case 'none':
      return sliceName(slicing, '');
    case 'campaign':
      return campaign === '' ? null : sliceName(slicing, campaign);
    case 'year':
      return sliceName(slicing, String(year));
  }
}
