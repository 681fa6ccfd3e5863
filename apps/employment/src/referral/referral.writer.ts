import { assertCan, assertMayWrite, scopePatterns, type Viewer } from '@nuan/auth';
import { beyondRegions } from '@nuan/database';
import { InvalidInputError, NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { type LocalDate, newId } from '@nuan/kernel';

import { refuseFuture } from '../act-rules';
import { employerOf } from '../employer';
import { holdPerson } from '../held-person';
import type { JobReferral } from './job-referral.entity';
import type { JobReferralService } from './job-referral.service';
import type { JobVacancy } from './job-vacancy.entity';
import type { JobVacancyService } from './job-vacancy.service';
import type { ReferralState } from './referral-state';
import type {
  CloseVacancyInput,
  DeclineReferralInput,
  InviteToInterviewInput,
  PostVacancyInput,
  ReferPersonInput,
} from './referral-write.inputs';
import { referralMachine } from './referral.machine';

interface LockedReferral {
  readonly id: string;
  readonly person_id: string;
  readonly offered_on: LocalDate;
}

interface OfferedJob {
  readonly vacancyId: string | null;
  readonly employerId: string;
  readonly position: string;
}

/** Vacancies (岗位信息) and the persons recommended for them (推荐岗位). */
export class ReferralWriter {
  constructor(
    private readonly acts: Acts,
    private readonly referrals: JobReferralService,
    private readonly vacancies: JobVacancyService,
  ) {}

  /** Posts jobs that an employer offers, in the employer's region. @throws NotFoundError for an unknown employer. */
  async postVacancy(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: PostVacancyInput,
  ): Promise<JobVacancy | Refusal> {
    assertCan(viewer, 'placement:write');
    return this.acts.once<JobVacancy, Refusal>(
      viewer,
      'vacancy.post',
      { key, request: input },
      async (tx) => {
        const employer = await employerOf(tx, input.enterpriseId);
        assertMayWrite(viewer, employer.regionCode, 'placement:write');
        const id = newId();
        await tx.query(
          'insert into job_vacancy (id, enterprise_id, region_code, title, openings, posted_on) values ($1, $2, $3, $4, $5, $6)',
          [id, employer.id, employer.regionCode, input.title.trim(), input.openings, tx.today],
        );
        tx.about('JobVacancy', id);
        tx.within(employer.regionCode);
        tx.note({ openings: input.openings });
        return id;
      },
      (id) => this.vacancies.written(viewer, id),
    );
  }

  /** Closes a vacancy from today; open referrals to it go on. */
  async closeVacancy(viewer: Viewer, input: CloseVacancyInput): Promise<JobVacancy | Refusal> {
    assertCan(viewer, 'placement:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, 'vacancy.close', async (tx) => {
      const target = { table: 'job_vacancy', entity: 'JobVacancy', ...input };
      const vacancy = await lockRow<{ readonly closed_on: LocalDate | null }>(tx, target);
      if (vacancy.closed_on !== null && vacancy.closed_on <= tx.today)
        tx.refuse(
          new RuleBroken('VACANCY_OPEN', 'id', 'The vacancy is closed already.', { closedOn: vacancy.closed_on }),
        );
      await tx.query('update job_vacancy set closed_on = $2, version = version + 1 where id = $1', [
        input.id,
        tx.today,
      ]);
    });
    return refused ?? this.vacancies.written(viewer, input.id);
  }

  /**
   * Recommends a person for a job; for one job a person has one open referral.
   *
   * @throws NotFoundError when the person is outside the viewer's write regions, or the vacancy or employer unknown.
   */
  async refer(viewer: Viewer, { idempotencyKey: key, ...input }: ReferPersonInput): Promise<JobReferral | Refusal> {
    assertCan(viewer, 'placement:write');
    return this.acts.once<JobReferral, Refusal>(
      viewer,
      'referral.refer',
      { key, request: input },
      async (tx) => {
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
      },
      (id) => this.referrals.written(viewer, id),
    );
  }

  /** The employer wants to see the person. */
  invite(viewer: Viewer, input: InviteToInterviewInput): Promise<JobReferral | Refusal> {
    return this.move(viewer, 'referral.invite', input, 'INVITE', async (tx, row, to) => {
      await tx.query('update job_referral set state = $2, version = version + 1 where id = $1', [row.id, to]);
    });
  }

  /** Nothing came of it, with the reason. Who is taken on is recorded by the placement. */
  decline(viewer: Viewer, input: DeclineReferralInput): Promise<JobReferral | Refusal> {
    return this.move(viewer, 'referral.decline', input, 'DECLINE', async (tx, row, to) => {
      const closedOn = input.closedOn ?? tx.today;
      refuseFuture(tx, 'closedOn', closedOn);
      if (closedOn < row.offered_on)
        tx.refuse(
          new RuleBroken('CLOSED_AFTER_OFFER', 'closedOn', 'The day is not before the offer.', {
            earliest: row.offered_on,
          }),
        );
      await tx.query(
        'update job_referral set state = $2, closed_on = $3, declined_reason = $4, version = version + 1 where id = $1',
        [row.id, to, closedOn, input.reason],
      );
      tx.note({ closedOn, reason: input.reason });
    });
  }

  private async move(
    viewer: Viewer,
    action: string,
    { id, expectedVersion }: InviteToInterviewInput,
    event: 'INVITE' | 'DECLINE',
    work: (tx: ActTransaction, row: LockedReferral, to: ReferralState) => Promise<void>,
  ): Promise<JobReferral | Refusal> {
    assertCan(viewer, 'placement:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, async (tx) => {
      const target = { table: 'job_referral', column: 'state', machine: referralMachine, id, expectedVersion, event };
      const { row, to } = await moveState<LockedReferral, ReferralState, string>(tx, target);
      tx.about('Worker', row.person_id);
      await work(tx, row, to);
    });
    return refused ?? this.referrals.written(viewer, id);
  }
}

async function jobOf(tx: ActTransaction, input: Omit<ReferPersonInput, 'idempotencyKey'>): Promise<OfferedJob> {
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
