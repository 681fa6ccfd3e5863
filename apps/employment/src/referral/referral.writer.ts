import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import type { LocalDate } from '@nuan/kernel';

import { refuseFuture } from '../act-rules';
import type { JobReferral } from './job-referral.entity';
import type { JobReferralService } from './job-referral.service';
import type { JobVacancy } from './job-vacancy.entity';
import type { JobVacancyService } from './job-vacancy.service';
import { postVacancy, referPerson } from './referral-acts';
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
      (tx) => postVacancy(tx, input),
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
      (tx) => referPerson(tx, input),
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
