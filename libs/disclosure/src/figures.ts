import type { RollupCell } from '@nuan/database';

import { moneyMetric, type MoneySource } from './money-source';
import { type Measure, measureName, type Slicing } from './population';
import type { Release } from './release';

/** Which figure is wanted, beside its region. */
export interface FigureOf extends Measure {
  /** Only of this campaign. */
  readonly campaign?: string | undefined;
  /** Only of this calendar year. */
  readonly year?: number | undefined;
  /** Only of years up to this one: what stands at its end, of a metric that takes itself back. */
  readonly untilYear?: number | undefined;
}

/** The figures of one region, or of several that don't overlap. Null is a figure that is withheld; officers are never given one. */
export interface Figures {
  /** How many are counted. */
  count(of: FigureOf): number | null;
  /** Money in fen. */
  amountFen(of: FigureOf): bigint | null;
  /** Whether a figure that was asked for so far is withheld. */
  readonly suppressed: boolean;
}

/** Exact figures, at the last commit: for those who work with the rows themselves. */
export class ExactFigures implements Figures {
  readonly suppressed = false;
  private readonly byMetric = new Map<string, RollupCell[]>();

  constructor(cells: readonly RollupCell[]) {
    for (const cell of cells) {
      const own = this.byMetric.get(cell.metric);
      if (own) own.push(cell);
      else this.byMetric.set(cell.metric, [cell]);
    }
  }

  count(of: FigureOf): number {
    return this.cells(of).reduce((sum, cell) => (isOf(cell, of) ? sum + cell.n : sum), 0);
  }

  amountFen(of: FigureOf): bigint {
    return this.cells(of).reduce((sum, cell) => (isOf(cell, of) ? sum + cell.amountFen : sum), 0n);
  }

  private cells({ metric }: FigureOf): readonly RollupCell[] {
    return this.byMetric.get(metric) ?? [];
  }
}

/** Figures of a release: for analysts. */
export class ReleasedFigures implements Figures {
  private withheld = false;

  constructor(
    private readonly release: Release,
    private readonly plan: { readonly slicing: ReadonlyMap<string, Slicing>; readonly money: MoneySource },
    private readonly regionCode: string,
    /** Figures about nobody, which are never withheld. */
    private readonly open: { readonly metrics: ReadonlySet<string>; readonly figures: ExactFigures },
  ) {}

  get suppressed(): boolean {
    return this.withheld;
  }

  count(of: FigureOf): number | null {
    if (this.open.metrics.has(of.metric)) return this.open.figures.count(of);
    return this.find(of)?.n ?? null;
  }

  amountFen(of: FigureOf): bigint | null {
    if (this.open.metrics.has(of.metric)) return this.open.figures.amountFen(of);
    const metric = moneyMetric(this.plan.money, of.metric);
    if (metric === null) this.withheld = true;
    return metric === null ? null : (this.find({ ...of, metric })?.amountFen ?? null);
  }

  private find(of: FigureOf): { readonly n: number; readonly amountFen: bigint } | null {
    const name = measureName(of);
    const slice = sliceOf(this.plan.slicing.get(name), of);
    const found = slice === null ? null : this.release.figure(slice, name, this.regionCode);
    if (found === null) this.withheld = true;
    return found;
  }
}

/** Figures of regions that don't overlap, added up; withheld where one of them is. */
export class SummedFigures implements Figures {
  constructor(private readonly parts: readonly Figures[]) {}

  get suppressed(): boolean {
    return this.parts.some((part) => part.suppressed);
  }

  count(of: FigureOf): number | null {
    const counts = this.parts.map((part) => part.count(of));
    return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0 as number | null);
  }

  amountFen(of: FigureOf): bigint | null {
    const amounts = this.parts.map((part) => part.amountFen(of));
    return amounts.reduce(
      (sum, amount) => (sum === null || amount === null ? null : sum + amount),
      0n as bigint | null,
    );
  }
}

/** The slice that a question is about; null when it asks across slices, which isn't released. */
function sliceOf(slicing: Slicing | undefined, { campaign, year }: FigureOf): string | null {
  switch (slicing) {
    case 'none':
      return campaign === undefined && year === undefined ? sliceName('none', '') : null;
    case 'campaign':
      return campaign !== undefined && year === undefined ? sliceName('campaign', campaign) : null;
    case 'year':
      return year !== undefined && campaign === undefined ? sliceName('year', String(year)) : null;
    case undefined:
      return null;
  }
}

/** Name of a slice within a release. */
export function sliceName(slicing: Slicing, value: string): string {
  return `${slicing}:${value}`;
}

/** Whether a cell of the metric counts. */
function isOf(cell: RollupCell, { keys, campaign, year, untilYear }: FigureOf): boolean {
  return (
    (keys === undefined || keys.includes(cell.key)) &&
    (campaign === undefined || cell.campaign === campaign) &&
    (year === undefined || cell.year === year) &&
    (untilYear === undefined || cell.year <= untilYear)
  );
}
