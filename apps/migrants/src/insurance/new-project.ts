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

/** Adds a project; null when the builder has one of this name in the region. The unique index decides, not a prior read. */
export async function addProject(tx: ActTransaction, project: NewProject): Promise<string | null> {
  const { name, enterpriseId, regionCode, startedOn, insurance = null, closedOn = null } = project;
  const [made] = await tx.query<{ id: string }[]>(
    `insert into insurance_project (id, name, enterprise_id, region_code, started_on, registered_by, closed_on,
       insured, insured_on, workers_covered, proof_ref)
     values ($1, $2, $3, $4, $5, $6, $7, $8::date is not null, $8, $9, $10)
     on conflict (enterprise_id, region_code, name) where registered_by is not null do nothing returning id`,
    [
      ...[newId(), name, enterpriseId, regionCode, startedOn, tx.viewer.subject, closedOn],
      ...[insurance?.insuredOn ?? null, insurance?.workersCovered ?? 0, insurance?.proofRef ?? null],
    ],
  );
  return made?.id ?? null;
}
