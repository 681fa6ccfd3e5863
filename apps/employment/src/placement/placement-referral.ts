import { beyondRegions } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { moveState, RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

import type { ReferralState } from '../referral/referral-state';
import { referralMachine } from '../referral/referral.machine';

interface LockedReferral {
  readonly id: string;
  readonly person_id: string;
  readonly employer_id: string;
  readonly vacancy_id: string | null;
  readonly offered_on: LocalDate;
}

/** The job that a referral led to, as it is recorded. */
export interface HiredJob {
  readonly referralId: string;
  readonly personId: string;
  readonly employerId: string | null;
  readonly placedOn: LocalDate;
}

/**
 * Makes a referral HIRED in the same act as its placement; refuses one of somebody else, of another employer, begun before the
 * offer, or to a vacancy whose openings are all taken.
 *
 * @throws NotFoundError when the referral is unknown or outside the viewer's write regions.
 */
export async function hireByReferral(tx: ActTransaction, job: HiredJob): Promise<void> {
  const { row, to } = await moveState<LockedReferral, ReferralState, string>(tx, {
    table: 'job_referral',
    column: 'state',
    machine: referralMachine,
    event: 'HIRE',
    id: job.referralId,
    expectedVersion: null,
  });
  if (row.person_id !== job.personId || row.employer_id !== job.employerId)
    tx.refuse(
      new RuleBroken('REFERRAL_OF_JOB', 'referralId', 'The referral is of another person or to another employer.'),
    );
  if (job.placedOn < row.offered_on)
    tx.refuse(
      new RuleBroken('PLACED_AFTER_OFFER', 'placedOn', 'The job began before the person was referred to it.', {
        earliest: row.offered_on,
      }),
    );
  if (row.vacancy_id !== null) await refuseFilled(tx, row.vacancy_id);
  await tx.query('update job_referral set state = $2, closed_on = $3, version = version + 1 where id = $1', [
    row.id,
    to,
    tx.today,
  ]);
}

/** Locks the vacancy, so that of two hires for the last opening the second sees the first. */
async function refuseFilled(tx: ActTransaction, vacancyId: string): Promise<void> {
  const [vacancy] = await tx.query<{ openings: number }[]>(
    'select openings from job_vacancy where id = $1 for update',
    [vacancyId],
  );
  if (!vacancy) throw new NotFoundError('JobVacancy', vacancyId);
  const [taken] = await beyondRegions('whoever was hired took an opening, of whichever region and union', () =>
    tx.query<{ hired: number }[]>(
      `select count(*)::int as hired from job_referral where vacancy_id = $1 and state = 'HIRED'`,
      [vacancyId],
    ),
  );
  if ((taken?.hired ?? 0) >= vacancy.openings)
    tx.refuse(
      new RuleBroken('OPENINGS_LEFT', 'referralId', 'Every opening of the vacancy is taken.', {
        openings: vacancy.openings,
      }),
    );
}
