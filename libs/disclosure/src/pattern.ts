import { type Cell, EMPTY, isEmpty, MIN_COUNT, restOf, type ShownFigure, sumCells } from './cell';
import { type Difference, type Division, type Guard, type Measure, measureName, type Part } from './population';
import type { RegionNode } from './region-tree';
import {
  type Candidate,
  type HiddenBlock,
  hiddenBlock,
  hiddenParts,
  type KnownSums,
  maybeKnown,
  sumCandidates,
  type Table,
} from './suppression';

/** What one slice of a population holds, and what an earlier release showed of it. */
export interface SliceSource {
  /** The cell of a measure in a leaf of the tree. */
  cell(measure: Measure, leaf: string): Cell;
  /** What each earlier release showed of a measure in a region; undefined where one showed nothing. */
  before(measure: string, region: string): readonly (ShownFigure | undefined)[];
  /** What anyone could compute of sums of hidden figures in earlier releases. */
  knownSums?: KnownSums;
  /** Whether a figure must be hidden whatever it counts. */
  isForced?(measure: string, region: string): boolean;
}

/** Name of a figure among those of a slice. */
export function figureId(measure: string, region: string): string {
  return `${measure}@${region}`;
}

/** What may be shown of one slice. */
export interface Pattern {
  /** Figures that may be shown, by measure and region. */
  readonly shown: ReadonlyMap<string, ReadonlyMap<string, Cell>>;
  /** Measures that hold nothing in the whole province: nobody is behind a zero that holds everywhere. */
  readonly empty: ReadonlySet<string>;
  /** Sums of hidden figures that anyone can compute: by the figures that each is the sum of. */
  readonly sums: readonly Candidate[];
}

/** Name of what no part of a division holds. */
const REST = '~';

/** Name of what anyone can compute of a part and other populations. */
const GUARD = '!';

/** Columns of a division that are known in a region only together. */
type ColumnGroup = readonly string[];

/**
 * Decides what of one slice of a population may be shown, for every region at once and whoever asks: the same data give the same
 * pattern. See docs/analysts.md for the rules and why nothing hidden can be found out.
 */
export function patternOf(population: Part, tree: RegionNode, source: SliceSource): Pattern {
  return new PatternMaker(tree, source).make(population);
}

class PatternMaker {
  private readonly shown = new Map<string, Map<string, Cell>>();
  private readonly empty = new Set<string>();
  private readonly cells = new Map<string, Map<string, Cell>>();
  private readonly sums: Candidate[] = [];
  private readonly candidates = new Map<string, Candidate>();
  private readonly guards = new Map<string, readonly string[]>();
  private readonly known: KnownSums;

  constructor(
    private readonly tree: RegionNode,
    private readonly source: SliceSource,
  ) {
    this.known = source.knownSums ?? (() => []);
  }

  make(population: Part): Pattern {
    const name = this.fillPart(population);
    const whole = this.candidate(name, this.tree.code);
    if (isEmpty(whole.cell) && !this.wasShown(name)) this.markEmpty(population);
    else if (maybeKnown(whole)) {
      this.show(name, this.tree.code);
      this.showTotals(name, this.tree);
      this.divide(population);
    }
    return { shown: this.shown, empty: this.empty, sums: this.sums };
  }

  /** Totals of the regions below one whose total is shown. */
  private showTotals(name: string, parent: RegionNode): void {
    const parts = parent.children.map(({ code }) => this.candidate(name, code));
    const hidden = hiddenParts(parts, this.known);
    this.noteSum(parts.filter((_, index) => hidden.has(index)));
    parent.children.forEach((child, index) => {
      if (hidden.has(index)) return;
      this.show(name, child.code);
      this.showTotals(name, child);
    });
  }

  private divide(part: Part): void {
    for (const [index, division] of (part.divisions ?? []).entries()) this.divideBy(part, division, index);
  }

  private divideBy(part: Part, division: Division, index: number): void {
    const name = measureName(part);
    const rest = `${name}${REST}${index}`;
    const parts = division.map((inner) => this.fillPart(inner));
    this.fill(rest, (leaf) =>
      restOf(
        this.at(name, leaf),
        parts.map((inner) => this.at(inner, leaf)),
      ),
    );
    const live = [...parts, rest].filter((column) => !this.isVoid(column));
    const together = this.hiddenColumns(live);
    for (const inner of division) if (!live.includes(measureName(inner)) && !together.tooFew) this.markEmpty(inner);
    const apart = live.filter((column) => !together.columns.includes(column));
    for (const column of apart) this.show(column, this.tree.code);
    const groups = together.columns.length === 0 ? apart.map(alone) : [...apart.map(alone), together.columns];
    this.showColumns(name, this.tree, groups);
    for (const inner of division) if (this.isShown(measureName(inner), this.tree.code)) this.divide(inner);
  }

  /**
   * Columns that are hidden in the whole province. That they hold something is known, since the others are zero: their sum allows
   * for one each, or, where it can't, zeros are hidden too.
   */
  private hiddenColumns(live: readonly string[]): { columns: string[]; tooFew: boolean } {
    const candidates = live.map((column) => this.candidate(column, this.tree.code));
    const hidden = [...hiddenParts(candidates, this.known, (count) => MIN_COUNT + count)].sort((a, b) => a - b);
    const sum = this.noteSum(hidden.map((index) => candidates[index] as Candidate));
    return {
      columns: hidden.map((index) => live[index] as string),
      tooFew: hidden.length > 0 && sum.cell.n < MIN_COUNT + hidden.length,
    };
  }

  /** The columns of the regions below one, whose own columns are known by `groups`. */
  private showColumns(name: string, parent: RegionNode, groups: readonly ColumnGroup[]): void {
    const single = parent.children.filter(({ code }) => this.isShown(name, code));
    const merged = parent.children.filter(({ code }) => !this.isShown(name, code));
    const rows = [...single.map((row) => [row]), ...(merged.length === 0 ? [] : [merged])];
    const table = rows.map((row) => groups.map((group) => this.together(group, row)));
    const block = hiddenBlock(table, this.known);
    this.noteBlock(table, block);
    single.forEach((child, r) => {
      const inBlock = (c: number): boolean => block.rows.has(r) && block.columns.has(c);
      const apart = groups.filter((_, c) => !inBlock(c));
      for (const [column, ...others] of apart)
        if (column !== undefined && others.length === 0) this.show(column, child.code);
      const hidden = groups.filter((_, c) => inBlock(c)).flat();
      if (child.children.length > 0) this.showColumns(name, child, hidden.length === 0 ? apart : [...apart, hidden]);
    });
  }

  private noteBlock(table: Table, { rows, columns }: HiddenBlock): void {
    const inBlock = (r: number, c: number): Candidate => table[r]?.[c] as Candidate;
    for (const r of rows) this.noteSum([...columns].map((c) => inBlock(r, c)));
    for (const c of columns) this.noteSum([...rows].map((r) => inBlock(r, c)));
  }

  private noteSum(hidden: readonly Candidate[]): Candidate {
    const sum = sumCandidates(hidden);
    if (hidden.length > 0) this.sums.push(sum, ...(sum.guards ?? []));
    return sum;
  }

  private together(group: ColumnGroup, row: readonly RegionNode[]): Candidate {
    return sumCandidates(group.flatMap((column) => row.map(({ code }) => this.candidate(column, code))));
  }

  private markEmpty(part: Part): void {
    this.empty.add(measureName(part));
    for (const division of part.divisions ?? []) for (const inner of division) this.markEmpty(inner);
  }

  /** Whether a column holds nothing anywhere and nothing was shown of it. */
  private isVoid(column: string): boolean {
    const cells = this.cells.get(column) ?? new Map<string, Cell>();
    return [...cells.values()].every(isEmpty) && !this.wasShown(column);
  }

  private wasShown(name: string): boolean {
    const before = this.source.before(name, this.tree.code);
    return before.some((figure) => figure !== undefined && (figure.n !== 0 || figure.amountFen !== 0n));
  }

  /** Computes a part and its guards for every region; a guard that has nothing anywhere guards nothing, unless it must hold. */
  private fillPart(part: Part): string {
    const name = measureName(part);
    this.fill(name, (leaf) => this.source.cell(part, leaf));
    const guards = (part.guards ?? []).flatMap((guard, index) => {
      const own = `${name}${GUARD}${index}`;
      this.fill(own, (leaf) => this.guardCell(guard, leaf));
      return guard.mustHold === true || !this.isVoid(own) ? [own] : [];
    });
    this.guards.set(name, guards);
    return name;
  }

  private guardCell({ least }: Guard, leaf: string): Cell {
    const cells = (measures: Difference['of']): Cell[] => measures.map((measure) => this.source.cell(measure, leaf));
    const differences = least.map(({ of, less = [] }) => restOf(sumCells(cells(of)), cells(less)));
    return differences.reduce((smallest, cell) => (cell.n < smallest.n ? cell : smallest), differences[0] ?? EMPTY);
  }

  /** Computes a measure for every region of the tree from its leaves. */
  private fill(name: string, leaf: (code: string) => Cell): void {
    const cells = new Map<string, Cell>();
    const visit = (node: RegionNode): Cell => {
      const cell = node.children.length === 0 ? leaf(node.code) : sumCells(node.children.map(visit));
      cells.set(node.code, cell);
      return cell;
    };
    visit(this.tree);
    this.cells.set(name, cells);
  }

  private at(name: string, code: string): Cell {
    return this.cells.get(name)?.get(code) ?? EMPTY;
  }

  private candidate(name: string, code: string): Candidate {
    const id = figureId(name, code);
    let candidate = this.candidates.get(id);
    if (candidate === undefined) {
      const isForced = this.source.isForced?.(name, code) ?? false;
      const guards = (this.guards.get(name) ?? []).map((guard) => this.candidate(guard, code));
      candidate = { cell: this.at(name, code), ids: [id], before: this.source.before(name, code), isForced, guards };
      this.candidates.set(id, candidate);
    }
    return candidate;
  }

  private show(name: string, code: string): void {
    const figures = this.shown.get(name) ?? new Map<string, Cell>();
    figures.set(code, this.at(name, code));
    this.shown.set(name, figures);
    for (const guard of this.guards.get(name) ?? []) this.show(guard, code);
  }

  private isShown(name: string, code: string): boolean {
    return this.shown.get(name)?.has(code) ?? false;
  }
}

const alone = (column: string): ColumnGroup => [column];
