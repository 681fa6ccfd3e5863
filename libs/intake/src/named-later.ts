import type { ActTransaction } from '@nuan/facts';

/** An act that may still take back what it does, and so names nothing to the audit until it won't. */
export interface NamedLater {
  /** The act, silent about what it touches. */
  readonly quiet: ActTransaction;
  /** Names what was touched meanwhile. */
  tell(): void;
}

/** Holds back what an act touches, for work inside a savepoint: a row that was rolled back never was, and belongs in no audit row. */
export function namedLater(tx: ActTransaction): NamedLater {
  const named: (() => void)[] = [];
  return {
    quiet: {
      ...tx,
      about: (kind, ids) => void named.push(() => tx.about(kind, ids)),
      elsewhere: (...given) => void named.push(() => tx.elsewhere(...given)),
    },
    tell: () => {
      for (const name of named) name();
    },
  };
}
