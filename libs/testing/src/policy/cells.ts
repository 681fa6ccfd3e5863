import { type AskerName, ASKERS, type Position } from './positions';

/** The ways by which a value can be asked for or told. */
export const WAYS = [
  'list',
  'look-up',
  'edge',
  '_entities',
  'aggregate',
  'totalCount',
  'filter',
  'sort',
  'change feed',
  'export',
  'mutation',
] as const;

/** One of them. */
export type Way = (typeof WAYS)[number];

/**
 * What an answer held at a place: a value, nothing though the row was there, a refusal, nothing since what it hangs on was refused, or
 * nothing since there was no row.
 */
export type Verdict = 'seen' | 'empty' | 'refused' | 'covered' | 'hidden';

/** One cell of the product: this field, by this way, as this asker, from this position. */
export interface CellName {
  readonly way: Way;
  readonly asker: AskerName;
  readonly position: Position;
  /** Such as `Household.fileNo`; of a filter `HouseholdWhere.fileNo`. */
  readonly field: string;
}

/** How often each verdict came in one cell. */
export interface Cell extends CellName {
  readonly counts: Record<Verdict, number>;
  /** The operation by which each verdict first came. */
  readonly firstBy: Partial<Record<Verdict, string>>;
}

/** Every cell that was walked, and what came of it. */
export class Cells {
  private readonly cells = new Map<string, Cell>();

  note(name: CellName, verdict: Verdict, by: string): void {
    const key = keyOf(name);
    let cell = this.cells.get(key);
    if (!cell) {
      cell = { ...name, counts: { seen: 0, empty: 0, refused: 0, covered: 0, hidden: 0 }, firstBy: {} };
      this.cells.set(key, cell);
    }
    cell.counts[verdict] += 1;
    cell.firstBy[verdict] ??= by;
  }

  get(name: CellName): Cell | undefined {
    return this.cells.get(keyOf(name));
  }

  get size(): number {
    return this.cells.size;
  }

  [Symbol.iterator](): IterableIterator<Cell> {
    return this.cells.values();
  }

  /** The cells of a way. */
  countOf(way: Way, asker?: AskerName): number {
    let count = 0;
    for (const cell of this.cells.values())
      if (cell.way === way && (asker === undefined || cell.asker === asker)) count += 1;
    return count;
  }

  /** How many cells were walked by each way as each asker, as a table to be read. */
  table(title: string): string {
    const rows = WAYS.filter((way) => this.countOf(way) > 0).map((way) => [
      way,
      ...ASKERS.map((asker) => String(this.countOf(way, asker))),
      String(this.countOf(way)),
    ]);
    const head = [title, ...ASKERS.map((asker) => asker.replace('partner with every scope', '+ scopes')), 'all'];
    const widths = head.map((text, column) => Math.max(text.length, ...rows.map((row) => (row[column] ?? '').length)));
    const lines = [head, ...rows].map((row) =>
      row.map((text, column) => text.padStart(widths[column] ?? 0)).join('  '),
    );
    return `${lines.join('\n')}\n${this.size} cells`;
  }
}

function keyOf({ way, asker, position, field }: CellName): string {
  return `${way}|${asker}|${position}|${field}`;
}
