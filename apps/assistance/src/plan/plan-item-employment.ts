import { beyondRegions } from '@nuan/database';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

import { evidenceNeeded } from './plan-item-evidence';
import { PlanItemKind } from './plan-item-kind';

/** The measures that employment delivers. */
type EmploymentKind = PlanItemKind.JOB | PlanItemKind.TRAINING | PlanItemKind.STARTUP | PlanItemKind.ASSET;

/** A record of employment of a person of the household, as the feed tells it. */
export interface EmploymentRecord {
  /** The kind of measure that it delivers. */
  readonly kind: EmploymentKind;
  /** First day in the job, last of the training, day of the funding or of the handing over; null before that and once it was taken back. */
  readonly doneOn: LocalDate | null;
  /** How far it is, in the words of employment; null for a placement. */
  readonly state: string | null;
  readonly isOfHousehold: boolean;
}

const RECORD = `
select case when e.session_id is not null then 'TRAINING' when e.startup_state is not null then 'STARTUP'
    when e.asset_state is not null then 'ASSET' else 'JOB' end as kind,
  coalesce(e.state, e.startup_state, e.asset_state) as state, employment_record_done_on(e) as "doneOn",
  exists (select from worker_projection w where w.id = e.person_id and w.household_id = $2) as "isOfHousehold"
from employment_record_projection e where e.id = $1`;

/** What is not done yet, or no more, of each kind. */
const NOT_DONE: Readonly<Record<EmploymentKind, string>> = {
  [PlanItemKind.JOB]: 'The job has not begun yet.',
  [PlanItemKind.TRAINING]: 'The training is not completed yet.',
  [PlanItemKind.STARTUP]: 'The start-up is not funded, or its support was taken back.',
  [PlanItemKind.ASSET]: 'The asset was taken back or passed on.',
};

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

/**
 * Refuses what doesn't show that a measure was delivered: a record of another household, of another kind, or not complete. Holds off
 * the feed until the end of the act, so that one which brings that it was taken back finds the measure done.
 */
export async function assertEmployment(
  tx: ActTransaction,
  ref: string,
  { kind, householdId }: { readonly kind: PlanItemKind; readonly householdId: string },
): Promise<void> {
  await holdFeed(tx);
  const record = await employmentRecord(tx, ref, householdId);
  if (!record?.isOfHousehold) return refuseForeign(tx);
  assertFits(tx, kind, record);
  if (record.doneOn === null)
    tx.refuse(
      new RuleBroken('EMPLOYMENT_NOT_DONE', 'employmentRef', NOT_DONE[record.kind], { state: record.state ?? '' }),
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
      new RuleBroken(
        'EMPLOYMENT_KIND',
        'employmentRef',
        'Employment shows jobs, trainings, start-ups and assets alone.',
        { kind },
      ),
    );
  await holdFeed(tx);
  const record = await employmentRecord(tx, ref, householdId);
  if (record === null) return;
  if (!record.isOfHousehold) return refuseForeign(tx);
  assertFits(tx, kind, record);
}

/** In common with others who name records; whoever brings some by the feed holds it alone. */
async function holdFeed(tx: ActTransaction): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock_shared(hashtext('employment_record'))`);
}

function refuseForeign(tx: ActTransaction): never {
  const message = 'This is no placement, training, start-up or asset of a person of the household, as far as is known.';
  return tx.refuse(new RuleBroken('EMPLOYMENT_NOT_OF_HOUSEHOLD', 'employmentRef', message));
}

/** A job is shown by a placement, training by training, a start-up by its project, an asset by its grant; other measures may name any. */
function assertFits(tx: ActTransaction, kind: PlanItemKind, record: EmploymentRecord): void {
  if (evidenceNeeded(kind) === 'EMPLOYMENT' && record.kind !== kind)
    tx.refuse(
      new RuleBroken('EMPLOYMENT_KIND', 'employmentRef', 'A measure is shown by a record of its own kind.', {
        kind,
        record: record.kind,
      }),
    );
}
