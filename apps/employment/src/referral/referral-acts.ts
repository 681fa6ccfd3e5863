import { assertMayWrite, covers, scopePatterns } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { type LocalDate, newId } from '@nuan/kernel';

import { employerOf } from '../employer';
import { holdPerson } from '../held-person';
import type { PostVacancyInput, ReferPersonInput } from './referral-write.inputs';
import { referralMachine } from './referral.machine';

/** A person and the job that it is offered, as an officer or a row of a list states them. */
export type JobToOffer = Omit<ReferPersonInput, 'idempotencyKey'>;

interface OfferedJob {
  readonly vacancyId: string | null;
  readonly employerId: string;
  readonly position: string;
}

/** An employer has one open vacancy of a name. */
const VACANCY_KNOWN = new RuleBroken(
  'VACANCY_KNOWN',
  'title',
  'This employer has a vacancy of this name that is open: close it first.',
);

/**
 * Posts in its act jobs that an employer offers, in the employer's region, and returns the vacancy's id; refuses (VACANCY_KNOWN) a second
 * open one of a name.
 *
 * @throws NotFoundError for an unknown employer. @throws ForbiddenError for one outside the viewer's write regions.
 */
export async function postVacancy(
  tx: ActTransaction,
  input: Omit<PostVacancyInput, 'idempotencyKey'>,
): Promise<string> {
  const employer = await employerOf(tx, input.enterpriseId);
  // An employer that the caller may not see is answered like one that there isn't.
  if (!covers(tx.viewer, employer.regionCode)) throw new NotFoundError('Enterprise', input.enterpriseId);
  assertMayWrite(tx.viewer, employer.regionCode, 'placement:write');
  const title = input.title.trim();
  await refuseKnownVacancy(tx, employer.id, title);
  // Of two that are posted at once the unique index lets one stand.
  const [made] = await tx.query<{ id: string }[]>(
    `insert into job_vacancy (id, enterprise_id, region_code, title, openings, posted_on, posted_by) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (enterprise_id, title) where closed_on is null and posted_by is not null do nothing returning id`,
    [newId(), employer.id, employer.regionCode, title, input.openings, tx.today, tx.viewer.subject],
  );
  if (!made) return tx.refuse(VACANCY_KNOWN);
  tx.about('JobVacancy', made.id);
  tx.within(employer.regionCode);
  tx.note({ openings: input.openings });
  return made.id;
}

/** Looks at those too that are older than the index, of which some stand twice. */
async function refuseKnownVacancy(tx: ActTransaction, employerId: string, title: string): Promise<void> {
  const [open] = await beyondRegions('a vacancy stays where the employer was when it was posted', () =>
    tx.query<object[]>(
      'select 1 from job_vacancy where enterprise_id = $1 and title = $2 and (closed_on is null or closed_on > $3)',
      [employerId, title, tx.today],
    ),
  );
  if (open) tx.refuse(VACANCY_KNOWN);
}

/**
 * Recommends a person for a job in its act and returns the referral's id; refuses (REFERRED_ONCE) a second open one.
 *
 * @throws NotFoundError when the person is outside the viewer's write regions, or the vacancy or employer unknown.
 */
export async function referPerson(tx: ActTransaction, input: JobToOffer): Promise<string> {
  const person = await holdPerson(tx, input.personId);
  const job = await jobOf(tx, input);
  await refuseSecondReferral(tx, person.id, job);
  const id = newId();
  await tx.query(
    `insert into job_referral (id, person_id, vacancy_id, employer_id, region_code, position, state, offered_on)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[id, person.id, job.vacancyId, job.employerId, person.regionCode],
      ...[job.position, referralMachine.initial, tx.today],
    ],
  );
  tx.about('JobReferral', id);
  return id;
}

async function jobOf(tx: ActTransaction, input: JobToOffer): Promise<OfferedJob> {
  if (input.vacancyId == null) {
    if (input.employerId == null || input.position == null)
      throw new InvalidInputError('vacancyId', 'JOB_STATED', 'Name a vacancy, or else an employer and a job.');
    const employer = await employerOf(tx, input.employerId);
    return { vacancyId: null, employerId: employer.id, position: input.position.trim() };
  }
  if (input.employerId != null || input.position != null)
    throw new InvalidInputError('vacancyId', 'JOB_STATED', 'The vacancy states employer and job: leave them out.');
  const [vacancy] = await tx.query<{ id: string; enterprise_id: string; title: string; closed_on: LocalDate | null }[]>(
    'select id, enterprise_id, title, closed_on from job_vacancy where id = $1 and region_code like any($2::text[])',
    [input.vacancyId, scopePatterns(tx.viewer)],
  );
  if (!vacancy) throw new NotFoundError('JobVacancy', input.vacancyId);
  if (vacancy.closed_on !== null && vacancy.closed_on <= tx.today)
    tx.refuse(new RuleBroken('VACANCY_OPEN', 'vacancyId', 'The vacancy is closed.', { closedOn: vacancy.closed_on }));
  return { vacancyId: vacancy.id, employerId: vacancy.enterprise_id, position: vacancy.title };
}

async function refuseSecondReferral(tx: ActTransaction, personId: string, job: OfferedJob): Promise<void> {
  const [open] = await beyondRegions('a person may have been offered this job from another county', () =>
    tx.query<{ id: string }[]>(
      `select id from job_referral where person_id = $1 and employer_id = $2 and position = $3 and state in ('OFFERED','INTERVIEW')`,
      [personId, job.employerId, job.position],
    ),
  );
  if (open)
    tx.refuse(
      new RuleBroken('REFERRED_ONCE', 'personId', 'The person has an open referral to this job.', {
        referralId: open.id,
      }),
    );
}
