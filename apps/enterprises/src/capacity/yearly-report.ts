import type { ActTransaction } from '@nuan/facts';
import { VersionConflict } from '@nuan/federation';

/** A report for a year that may be on record already. */
export interface YearlyReport {
  readonly entity: string;
  /** The enterprise's id: it, the year and what the report is on are its key. */
  readonly id: string;
  readonly known: { readonly version: number } | undefined;
  /** Whether what is on record says the same. */
  readonly isSame: boolean;
  /** What the client saw; 0 for nothing. */
  readonly expectedVersion: number;
}

/** Whether a report changes what is on record. The same again never does; another is refused unless its version was seen. */
export function decideReport(
  tx: ActTransaction,
  { entity, id, known, isSame, expectedVersion }: YearlyReport,
): 'KEEP' | 'WRITE' {
  if (known && isSame) return 'KEEP';
  const version = known?.version ?? 0;
  if (version !== expectedVersion) tx.refuse(new VersionConflict(entity, id, version));
  return 'WRITE';
}
