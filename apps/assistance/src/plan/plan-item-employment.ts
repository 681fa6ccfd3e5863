import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

import { evidenceNeeded } from './plan-item-evidence';
import type { PlanItemKind } from './plan-item-kind';

/** A record of employment of a person of the household, as the feed tells it. */
export interface EmploymentRecord {
  /** The kind of measure that it delivers. */
  readonly kind: PlanItemKind.JOB | PlanItemKind.TRAINING;
  /** First day in the job, or last of the training; null while the training isn't completed. */
  readonly doneOn: LocalDate | null;
  /** How far a training is; null for a placement. */
  readonly state: string | null;
  readonly isOfHousehold: boolean;
}

const RECORD = `
select case when e.session_id is null then 'JOB' else 'TRAINING' end as kind, e.state,
  case when e.session_id is null then e.placed_on when e.state = 'COMPLETED' then e.completed_on end as "doneOn",
  exists (select from worker_projection w where w.id = e.person_id and w.household_id = $2) as "isOfHousehold"
from employment_record_projection e where e.id = $1`;

/** The record of this id; null while no feed brought it. */
export async function employmentRecord(
  tx: ActTransaction,
  ref: string,
  householdId: string,
): Promise<EmploymentRecord | null> {
  const [record] = await beyondRegions('a person may find work or training in another county', () =>
    tx.query<EmploymentRecord[]>(RECORD, [ref, householdId]),
  );
  return record ?? null;
}

/** Refuses what doesn't show that a measure was delivered: a record of another household, of another kind, or not complete. */
export async function assertEmployment(
  tx: ActTransaction,
  ref: string,
  { kind, householdId }: { readonly kind: PlanItemKind; readonly householdId: string },
): Promise<void> {
  const record = await employmentRecord(tx, ref, householdId);
  if (!record?.isOfHousehold) return refuseForeign(tx);
  assertFits(tx, kind, record);
  if (record.doneOn === null)
    tx.refuse(
      new RuleBroken('EMPLOYMENT_NOT_DONE', 'employmentRef', 'The training is not completed yet.', {
        state: record.state ?? '',
      }),
    );
}

/**
 * Lets a measure that begins name the record that will close it. One that no feed brought yet may be named; it closes nothing unless
 * it turns out to be of the household. Holds off the feed until the end of the act, which then sees the name.
 */
export async function assertNameable(
  tx: ActTransaction,
  ref: string,
  { kind, householdId }: { readonly kind: PlanItemKind; readonly householdId: string },
): Promise<void> {
  if (evidenceNeeded(kind) !== 'EMPLOYMENT')
    tx.refuse(
      new RuleBroken('EMPLOYMENT_KIND', 'employmentRef', 'Only a job or a training is shown by employment.', { kind }),
    );
  await tx.query(`select pg_advisory_xact_lock_shared(hashtext('employment_record'))`);
  const record = await employmentRecord(tx, ref, householdId);
  if (record === null) return;
  if (!record.isOfHousehold) return refuseForeign(tx);
  assertFits(tx, kind, record);
}

function refuseForeign(tx: ActTransaction): never {
  const message = 'This is no placement or training of a person of the household, as far as is known.';
  return tx.refuse(new RuleBroken('EMPLOYMENT_NOT_OF_HOUSEHOLD', 'employmentRef', message));
}

/** A job is shown by a placement, training by training; measures that need neither may name either. */
function assertFits(tx: ActTransaction, kind: PlanItemKind, record: EmploymentRecord): void {
  if (evidenceNeeded(kind) === 'EMPLOYMENT' && record.kind !== kind)
    tx.refuse(
      new RuleBroken('EMPLOYMENT_KIND', 'employmentRef', 'A job is shown by a placement, training by training.', {
        kind,
        record: record.kind,
      }),
    );
}
