import { insertRows } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { type LocalDate, newId } from '@nuan/kernel';

/** A construction project that is to be registered. */
export interface NewProject {
  readonly name: string;
  readonly enterpriseId: string;
  readonly regionCode: string;
  readonly startedOn: LocalDate;
  /** Null or absent while it is not insured. */
  readonly insurance?: {
    readonly insuredOn: LocalDate;
    readonly workersCovered: number;
    readonly proofRef: string;
  } | null;
  readonly closedOn?: LocalDate | null;
}

/**
 * Adds projects in one statement: the id of each, null where the builder has one of this name in the region. The unique index decides, not
 * a prior read.
 */
export async function addProjects(
  tx: ActTransaction,
  projects: readonly NewProject[],
): Promise<readonly (string | null)[]> {
  const rows = projects.map(({ name, enterpriseId, regionCode, startedOn, insurance, closedOn }) => ({
    ...{ id: newId(), name, enterprise_id: enterpriseId, region_code: regionCode, started_on: startedOn },
    ...{ registered_by: tx.viewer.subject, closed_on: closedOn ?? null },
    ...{ insured: insurance != null, insured_on: insurance?.insuredOn ?? null },
    ...{ workers_covered: insurance?.workersCovered ?? 0, proof_ref: insurance?.proofRef ?? null },
  }));
  const onConflict = 'on conflict (enterprise_id, region_code, name) where registered_by is not null do nothing';
  const made = await insertRows(tx, { table: 'insurance_project', rows, onConflict });
  return rows.map(({ id }) => (made.has(id) ? id : null));
}
