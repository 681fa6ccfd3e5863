import { addDays, addMonths, type LocalDate } from '@nuan/kernel';

import { MigrantEvidenceKind } from './migrant-evidence.entity';

/** Months of contract, or of work without one, that make a migrant worker fileable. Source: provincial filing rules (一年以上). */
export const MIGRANT_WORK_MONTHS = 12;

/** What the rule sees of a paper. */
export interface MigrantPaper {
  readonly kind: MigrantEvidenceKind;
  readonly fromOn: LocalDate;
  readonly untilOn: LocalDate | null;
}

/** What is missing for a person to be a migrant worker in the sense of the filing rules; empty when nothing is. */
export function missingMigrantEvidence(
  papers: readonly MigrantPaper[],
  on: LocalDate,
): ('WORK' | 'UNION_CARD' | 'RESIDENCE_PERMIT')[] {
  const holds = ({ fromOn, untilOn }: MigrantPaper): boolean => fromOn <= on && (untilOn === null || untilOn >= on);
  const missing: ('WORK' | 'UNION_CARD' | 'RESIDENCE_PERMIT')[] = [];
  if (!papers.some((paper) => provesWork(paper, on))) missing.push('WORK');
  for (const kind of [MigrantEvidenceKind.UNION_CARD, MigrantEvidenceKind.RESIDENCE_PERMIT] as const)
    if (!papers.some((paper) => paper.kind === kind && holds(paper))) missing.push(kind);
  return missing;
}

/** A contract that has begun and runs for a year, or a year of work already done without one. */
function provesWork({ kind, fromOn, untilOn }: MigrantPaper, on: LocalDate): boolean {
  const yearIsFullOn = addDays(addMonths(fromOn, MIGRANT_WORK_MONTHS), -1);
  if (kind === MigrantEvidenceKind.CONTRACT) return fromOn <= on && (untilOn === null || untilOn >= yearIsFullOn);
  if (kind !== MigrantEvidenceKind.FACTUAL_RELATION) return false;
  return yearIsFullOn <= (untilOn !== null && untilOn < on ? untilOn : on);
}
