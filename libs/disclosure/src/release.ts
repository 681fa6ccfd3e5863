import type { ShownFigure } from './cell';

/** A figure as it is stored: how many, fen as text, and 1 when it is one of an earlier release that was kept. */
export type StoredFigure = readonly [n: number, amountFen: string, isKept?: 1];

/** Figures of a slice as they are stored: measure → region. */
export type Figures = Record<string, Record<string, StoredFigure>>;

/** A release as it is stored. */
export interface ReleaseDocument {
  /** Regions that the release knows. */
  readonly regions: readonly string[];
  /** What is shown: slice → measure → region. */
  readonly shown: {
    readonly [slice: string]: { readonly [measure: string]: { readonly [region: string]: StoredFigure } };
  };
  /** Measures that hold nothing in the whole province, by slice. */
  readonly empty: { readonly [slice: string]: readonly string[] };
  /** Sums of hidden figures that anyone can compute from what is shown, by slice and the names of the figures. */
  readonly sums: { readonly [slice: string]: { readonly [set: string]: StoredFigure } };
}

/** What analysts were given on one day: figures that stand until the next release. */
export class Release {
  /** Codes of the regions that it knows, the levels of cities themselves among them. */
  readonly regions: ReadonlySet<string>;
  private readonly empty: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(
    /** Counts up from 1. */
    readonly number: number,
    readonly takenAt: Date,
    private readonly document: ReleaseDocument,
  ) {
    this.regions = new Set(document.regions);
    this.empty = new Map(Object.entries(document.empty).map(([slice, measures]) => [slice, new Set(measures)]));
  }

  /** Slices that hold anything. */
  get slices(): readonly string[] {
    return Object.keys(this.document.empty);
  }

  /** Sums of hidden figures of a slice, each with the names of the figures that it is the sum of. */
  sums(slice: string): readonly (ShownFigure & { readonly set: string })[] {
    return Object.entries(this.document.sums[slice] ?? {}).map(([set, [n, amountFen]]) => ({
      ...{ set, n },
      amountFen: BigInt(amountFen),
    }));
  }

  /** What is shown of a measure in a region: zero where the province has none of it, null where it is withheld. */
  figure(slice: string, measure: string, region: string): ShownFigure | null {
    const shown = this.document.shown[slice]?.[measure]?.[region];
    if (shown) return { n: shown[0], amountFen: BigInt(shown[1]) };
    const empty = this.empty.get(slice);
    // A slice that the release doesn't know holds nothing, and so does a division that ended before any row.
    const isNothing = empty === undefined || empty.has(measure) || !this.regions.has(region);
    return isNothing ? { n: 0, amountFen: 0n } : null;
  }
}

/** A release as far as it is made. */
export interface ReleaseInMaking {
  readonly shown: Record<string, Figures>;
  readonly empty: Record<string, string[]>;
  /** The slice that is being made. */
  readonly slice: string;
  /** The releases before, the oldest first. */
  readonly earlier: readonly Release[];
}
