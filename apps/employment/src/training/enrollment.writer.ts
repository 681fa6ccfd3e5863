import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { isCheckViolation, isUniqueViolation } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { lockRow, moveState, type Refusal, RuleBroken, TransitionRefused } from '@nuan/federation';
import { isWithin, type LocalDate, newId, regionPrefix, type StateMachine } from '@nuan/kernel';

import { refuseFuture } from '../act-rules';
import { holdPerson } from '../held-person';
import { EnrollmentState } from './enrollment-state';
import type {
  AdmitEnrollmentInput,
  CompleteEnrollmentInput,
  DropEnrollmentInput,
  EnrollPersonInput,
  RecordAttendanceInput,
} from './enrollment-write.inputs';
import type { Enrollment } from './enrollment.entity';
import { enrollmentMachine } from './enrollment.machine';
import type { EnrollmentService } from './enrollment.service';

/** The trigger that keeps a session from admitting more than its seats. */
const SEATS = 'enrollment_seats_within_capacity';

interface LockedEnrollment {
  readonly id: string;
  readonly session_id: string;
  readonly person_id: string;
  readonly enrolled_on: LocalDate;
  readonly state: EnrollmentState;
}

interface SessionRow {
  readonly id: string;
  readonly region_code: string;
  readonly starts_on: LocalDate;
  readonly ends_on: LocalDate;
  readonly capacity: number;
  readonly required_hours: number | null;
}

/** Who takes part in training (参训): applied, admitted, present, completed or gone. */
export class EnrollmentWriter {
  constructor(
    private readonly acts: Acts,
    private readonly enrollments: EnrollmentService,
  ) {}

  /**
   * Enters a person's application for a session; a person applies once for one.
   *
   * @throws NotFoundError when the person is outside the viewer's write regions, or the session neither of the viewer's
   *   regions nor of the person's.
   */
  async enroll(viewer: Viewer, { idempotencyKey: key, ...input }: EnrollPersonInput): Promise<Enrollment | Refusal> {
    assertCan(viewer, 'training:write');
    return this.acts.once<Enrollment, Refusal>(
      viewer,
      'enrollment.enroll',
      { key, request: input },
      async (tx) => {
        const person = await holdPerson(tx, input.personId);
        const session = await sessionFor(tx, input.sessionId, person.regionCode);
        if (tx.today > session.ends_on)
          tx.refuse(
            new RuleBroken('SESSION_OVER', 'sessionId', 'The session is over: apply for another.', {
              endedOn: session.ends_on,
            }),
          );
        const id = newId();
        await orRefuse(
          tx,
          `insert into enrollment (id, session_id, person_id, region_code, state, enrolled_on) values ($1, $2, $3, $4, $5, $6)`,
          [id, session.id, person.id, person.regionCode, enrollmentMachine.initial, tx.today],
        );
        tx.about('Enrollment', id);
        return id;
      },
      (id) => this.enrollments.written(viewer, id),
    );
  }

  /** Admits an applicant to a seat; of two for the last one, one is refused (SEATS_LEFT). */
  admit(viewer: Viewer, input: AdmitEnrollmentInput): Promise<Enrollment | Refusal> {
    return this.move(viewer, 'enrollment.admit', input.id, async (tx) => {
      const { row, to } = await this.step(tx, input, 'ADMIT');
      const session = await sessionOf(tx, row.session_id);
      if (tx.today > session.ends_on)
        tx.refuse(new RuleBroken('SESSION_OVER', 'id', 'The session is over.', { endedOn: session.ends_on }));
      await orRefuse(tx, 'update enrollment set state = $2, version = version + 1 where id = $1', [row.id, to]);
    });
  }

  /** Records a day attended; the first one makes an admitted person attend. */
  async recordAttendance(
    viewer: Viewer,
    { idempotencyKey: key, ...input }: RecordAttendanceInput,
  ): Promise<Enrollment | Refusal> {
    assertCan(viewer, 'training:write');
    return this.acts.once<Enrollment, Refusal>(
      viewer,
      'enrollment.recordAttendance',
      { key, request: input },
      async (tx) => {
        const target = { table: 'enrollment', entity: 'Enrollment', id: input.enrollmentId, expectedVersion: null };
        const row = await lockRow<LockedEnrollment>(tx, target);
        tx.about('Worker', row.person_id);
        await attend(tx, row);
        const attendedOn = input.attendedOn ?? tx.today;
        refuseFuture(tx, 'attendedOn', attendedOn);
        const session = await sessionOf(tx, row.session_id);
        if (attendedOn < session.starts_on || attendedOn > session.ends_on) {
          const facts = { earliest: session.starts_on, latest: session.ends_on };
          tx.refuse(new RuleBroken('DAY_OF_SESSION', 'attendedOn', 'The day lies within the session.', facts));
        }
        await orRefuse(tx, 'insert into attendance (id, enrollment_id, attended_on, hours) values ($1, $2, $3, $4)', [
          ...[newId(), row.id, attendedOn, input.hours],
        ]);
        tx.note({ attendedOn, hours: input.hours });
        return row.id;
      },
      (id) => this.enrollments.written(viewer, id),
    );
  }

  /** Completes a training: from the last day attended on, with the hours that the session requires. */
  complete(viewer: Viewer, input: CompleteEnrollmentInput): Promise<Enrollment | Refusal> {
    return this.move(viewer, 'enrollment.complete', input.id, async (tx) => {
      const { row, to } = await this.step(tx, input, 'COMPLETE');
      const completedOn = input.completedOn ?? tx.today;
      refuseFuture(tx, 'completedOn', completedOn);
      await refuseUnattended(tx, row, completedOn);
      await orRefuse(
        tx,
        'update enrollment set state = $2, completed_on = $3, certificate_no = $4, version = version + 1 where id = $1',
        [row.id, to, completedOn, input.certificate ?? null],
      );
      tx.note({ completedOn });
    });
  }

  /** A person leaves before the end, with the reason; the seat is free again. */
  drop(viewer: Viewer, input: DropEnrollmentInput): Promise<Enrollment | Refusal> {
    return this.move(viewer, 'enrollment.drop', input.id, async (tx) => {
      const { row, to } = await this.step(tx, input, 'DROP');
      await tx.query(
        'update enrollment set state = $2, dropped_on = $3, dropped_reason = $4, version = version + 1 where id = $1',
        [row.id, to, tx.today, input.reason],
      );
      tx.note({ reason: input.reason });
    });
  }

  private async step(
    tx: ActTransaction,
    { id, expectedVersion }: AdmitEnrollmentInput,
    event: 'ADMIT' | 'COMPLETE' | 'DROP',
  ): Promise<{ readonly row: LockedEnrollment; readonly to: EnrollmentState }> {
    const target = { table: 'enrollment', column: 'state', machine: enrollmentMachine, id, expectedVersion, event };
    const moving = await moveState<LockedEnrollment, EnrollmentState, string>(tx, target);
    tx.about('Worker', moving.row.person_id);
    return moving;
  }

  private async move(
    viewer: Viewer,
    action: string,
    id: string,
    work: (tx: ActTransaction) => Promise<void>,
  ): Promise<Enrollment | Refusal> {
    assertCan(viewer, 'training:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, work);
    return refused ?? this.enrollments.written(viewer, id);
  }
}

async function attend(tx: ActTransaction, { id, state }: LockedEnrollment): Promise<void> {
  if (state === EnrollmentState.ATTENDING) return;
  const to = enrollmentMachine.target(state, 'ATTEND');
  if (to === null)
    return tx.refuse(new TransitionRefused(enrollmentMachine as unknown as StateMachine, state, 'ATTEND'));
  await orRefuse(tx, 'update enrollment set state = $2, version = version + 1 where id = $1', [id, to]);
  tx.note({ from: state, to });
}

async function sessionOf(tx: ActTransaction, id: string): Promise<SessionRow> {
  const [session] = await tx.query<SessionRow[]>('select * from training_session where id = $1', [id]);
  if (!session) throw new NotFoundError('TrainingSession', id);
  return session;
}

/** A session is open to those of its region, and to whom the viewer sends there from the regions that they see. */
async function sessionFor(tx: ActTransaction, id: string, personRegion: string): Promise<SessionRow> {
  const session = await sessionOf(tx, id);
  const seen = scopePatterns(tx.viewer).some((pattern) => session.region_code.startsWith(pattern.slice(0, -1)));
  if (!seen && !isWithin(personRegion, regionPrefix(session.region_code)))
    throw new NotFoundError('TrainingSession', id);
  return session;
}

async function refuseUnattended(tx: ActTransaction, row: LockedEnrollment, completedOn: LocalDate): Promise<void> {
  const [attended] = await tx.query<{ lastOn: LocalDate | null; hours: number }[]>(
    'select max(attended_on) as "lastOn", coalesce(sum(hours), 0)::int as hours from attendance where enrollment_id = $1',
    [row.id],
  );
  const earliest = attended?.lastOn ?? row.enrolled_on;
  if (completedOn < earliest) {
    const message = 'A training is completed on the last day attended, or after it.';
    tx.refuse(new RuleBroken('COMPLETED_AFTER_ATTENDANCE', 'completedOn', message, { earliest }));
  }
  const required = (await sessionOf(tx, row.session_id)).required_hours ?? 0;
  const hours = attended?.hours ?? 0;
  if (hours < required) {
    const message = 'The hours attended do not suffice: record the days that are missing, or drop the participation.';
    tx.refuse(new RuleBroken('HOURS_REQUIRED', 'id', message, { hours, required }));
  }
}

/** Runs a statement; what a constraint refuses is an expected outcome, however close the other writer came. */
async function orRefuse(tx: ActTransaction, sql: string, values: readonly unknown[]): Promise<void> {
  try {
    await tx.query(sql, values);
  } catch (error) {
    if (isCheckViolation(error, SEATS))
      tx.refuse(new RuleBroken('SEATS_LEFT', 'id', 'Every seat of the session is taken.'));
    if (isUniqueViolation(error, 'enrollment_session_id_person_id_unique'))
      tx.refuse(new RuleBroken('ENROLLED_ONCE', 'personId', 'This person has applied for the session already.'));
    if (isUniqueViolation(error, 'attendance_enrollment_id_attended_on_unique'))
      tx.refuse(new RuleBroken('ATTENDANCE_ONCE_A_DAY', 'attendedOn', 'This day has been recorded already.'));
    if (isUniqueViolation(error, 'enrollment_certificate_no_unique'))
      tx.refuse(new RuleBroken('CERTIFICATE_ONCE', 'certificate', 'This certificate was given to someone already.'));
    throw error;
  }
}
