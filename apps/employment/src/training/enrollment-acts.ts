import { insertRows, isCheckViolation, isUniqueViolation } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import type { ActTransaction } from '@nuan/facts';
import { lockRow, moveState, RuleBroken, TransitionRefused } from '@nuan/federation';
import { type LocalDate, newId, type StateMachine } from '@nuan/kernel';

import { refuseFuture } from '../act-rules';
import { EnrollmentState } from './enrollment-state';
import type { CompleteEnrollmentInput, RecordAttendanceInput } from './enrollment-write.inputs';
import { enrollmentMachine } from './enrollment.machine';

/** The trigger that keeps a session from admitting more than its seats. */
const SEATS = 'enrollment_seats_within_capacity';

/** A person applies once for a session. */
export const ENROLLED_ONCE = new RuleBroken(
  'ENROLLED_ONCE',
  'personId',
  'This person has applied for the session already.',
);

/** A participation as its steps decide by it. */
export interface LockedEnrollment {
  readonly id: string;
  readonly session_id: string;
  readonly person_id: string;
  readonly enrolled_on: LocalDate;
  readonly state: EnrollmentState;
}

/** A session as its steps decide by it. */
export interface SessionRow {
  readonly id: string;
  readonly region_code: string;
  readonly starts_on: LocalDate;
  readonly ends_on: LocalDate;
  readonly capacity: number;
  readonly required_hours: number | null;
}

/** An application to be entered. */
export interface Application {
  readonly personId: string;
  /** Where the person is then. */
  readonly regionCode: string;
  readonly enrolledOn: LocalDate;
}

/** Which participation, and the version that was seen; null for a list, which sees none. */
interface EnrollmentStep {
  readonly id: string;
  readonly expectedVersion: number | null;
}

/** Enters applications for a session in one statement: the id of each, null where the person has applied already; the constraint decides. */
export async function enterApplications(
  tx: ActTransaction,
  sessionId: string,
  applications: readonly Application[],
): Promise<readonly (string | null)[]> {
  const rows = applications.map(({ personId, regionCode, enrolledOn }) => ({
    ...{ id: newId(), session_id: sessionId, person_id: personId, region_code: regionCode },
    ...{ state: enrollmentMachine.initial, enrolled_on: enrolledOn },
  }));
  const onConflict = 'on conflict (session_id, person_id) do nothing';
  const made = await insertRows(tx, { table: 'enrollment', rows, onConflict });
  tx.about('Enrollment', [...made]);
  tx.about(
    'Worker',
    rows.flatMap(({ id, person_id }) => (made.has(id) ? [person_id] : [])),
  );
  return rows.map(({ id }) => (made.has(id) ? id : null));
}

/** Takes a participation to its next state, as far as its version and its state allow; the caller writes what the step changes. */
export async function moveEnrollment(
  tx: ActTransaction,
  { id, expectedVersion }: EnrollmentStep,
  event: 'ADMIT' | 'COMPLETE' | 'DROP',
): Promise<{ readonly row: LockedEnrollment; readonly to: EnrollmentState }> {
  const target = { table: 'enrollment', column: 'state', machine: enrollmentMachine, id, expectedVersion, event };
  const moving = await moveState<LockedEnrollment, EnrollmentState, string>(tx, target);
  tx.about('Worker', moving.row.person_id);
  return moving;
}

/** Admits an applicant to a seat; refuses (SEATS_LEFT) when every seat is taken. */
export async function admit(tx: ActTransaction, step: EnrollmentStep): Promise<void> {
  const { row, to } = await moveEnrollment(tx, step, 'ADMIT');
  const session = await sessionOf(tx, row.session_id);
  if (tx.today > session.ends_on)
    tx.refuse(new RuleBroken('SESSION_OVER', 'id', 'The session is over.', { endedOn: session.ends_on }));
  await orRefuse(tx, 'update enrollment set state = $2, version = version + 1 where id = $1', [row.id, to]);
}

/** Records a day attended and returns the participation's id; the first one makes an admitted person attend. */
export async function attendOn(
  tx: ActTransaction,
  input: Omit<RecordAttendanceInput, 'idempotencyKey'>,
): Promise<string> {
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
}

/** Completes a training: from the last day attended on, with the hours that the session requires. */
export async function complete(
  tx: ActTransaction,
  input: EnrollmentStep & Pick<CompleteEnrollmentInput, 'completedOn' | 'certificate'>,
): Promise<void> {
  const { row, to } = await moveEnrollment(tx, input, 'COMPLETE');
  const completedOn = input.completedOn ?? tx.today;
  refuseFuture(tx, 'completedOn', completedOn);
  await refuseUnattended(tx, row, completedOn);
  await orRefuse(
    tx,
    'update enrollment set state = $2, completed_on = $3, certificate_no = $4, version = version + 1 where id = $1',
    [row.id, to, completedOn, input.certificate ?? null],
  );
  tx.note({ completedOn });
}

/** A session, wherever it is. @throws NotFoundError when there is none. */
export async function sessionOf(tx: ActTransaction, id: string): Promise<SessionRow> {
  const [session] = await tx.query<SessionRow[]>('select * from training_session where id = $1', [id]);
  if (!session) throw new NotFoundError('TrainingSession', id);
  return session;
}

async function attend(tx: ActTransaction, { id, state }: LockedEnrollment): Promise<void> {
  if (state === EnrollmentState.ATTENDING) return;
  const to = enrollmentMachine.target(state, 'ATTEND');
  if (to === null)
    return tx.refuse(new TransitionRefused(enrollmentMachine as unknown as StateMachine, state, 'ATTEND'));
  await orRefuse(tx, 'update enrollment set state = $2, version = version + 1 where id = $1', [id, to]);
  tx.note({ from: state, to });
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
    if (isUniqueViolation(error, 'attendance_enrollment_id_attended_on_unique'))
      tx.refuse(new RuleBroken('ATTENDANCE_ONCE_A_DAY', 'attendedOn', 'This day has been recorded already.'));
    if (isUniqueViolation(error, 'enrollment_certificate_no_unique'))
      tx.refuse(new RuleBroken('CERTIFICATE_ONCE', 'certificate', 'This certificate was given to someone already.'));
    throw error;
  }
}
