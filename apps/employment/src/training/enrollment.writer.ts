import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import type { Acts, ActTransaction } from '@nuan/facts';
import { type Refusal, RuleBroken } from '@nuan/federation';
import { isWithin, regionPrefix } from '@nuan/kernel';

import { holdPerson } from '../held-person';
import {
  admit,
  attendOn,
  complete,
  enterApplications,
  ENROLLED_ONCE,
  moveEnrollment,
  sessionOf,
  type SessionRow,
} from './enrollment-acts';
import type {
  AdmitEnrollmentInput,
  CompleteEnrollmentInput,
  DropEnrollmentInput,
  EnrollPersonInput,
  RecordAttendanceInput,
} from './enrollment-write.inputs';
import type { Enrollment } from './enrollment.entity';
import type { EnrollmentService } from './enrollment.service';

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
        const application = { personId: person.id, regionCode: person.regionCode, enrolledOn: tx.today };
        const [id = null] = await enterApplications(tx, session.id, [application]);
        return id ?? tx.refuse(ENROLLED_ONCE);
      },
      (id) => this.enrollments.written(viewer, id),
    );
  }

  /** Admits an applicant to a seat; of two for the last one, one is refused (SEATS_LEFT). */
  admit(viewer: Viewer, input: AdmitEnrollmentInput): Promise<Enrollment | Refusal> {
    return this.move(viewer, 'enrollment.admit', input.id, (tx) => admit(tx, input));
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
      (tx) => attendOn(tx, input),
      (id) => this.enrollments.written(viewer, id),
    );
  }

  /** Completes a training: from the last day attended on, with the hours that the session requires. */
  complete(viewer: Viewer, input: CompleteEnrollmentInput): Promise<Enrollment | Refusal> {
    return this.move(viewer, 'enrollment.complete', input.id, (tx) => complete(tx, input));
  }

  /** A person leaves before the end, with the reason; the seat is free again. */
  drop(viewer: Viewer, input: DropEnrollmentInput): Promise<Enrollment | Refusal> {
    return this.move(viewer, 'enrollment.drop', input.id, async (tx) => {
      const { row, to } = await moveEnrollment(tx, input, 'DROP');
      await tx.query(
        'update enrollment set state = $2, dropped_on = $3, dropped_reason = $4, version = version + 1 where id = $1',
        [row.id, to, tx.today, input.reason],
      );
      tx.note({ reason: input.reason });
    });
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

/** A session is open to those of its region, and to whom the viewer sends there from the regions that they see. */
async function sessionFor(tx: ActTransaction, id: string, personRegion: string): Promise<SessionRow> {
  const session = await sessionOf(tx, id);
  const seen = scopePatterns(tx.viewer).some((pattern) => session.region_code.startsWith(pattern.slice(0, -1)));
  if (!seen && !isWithin(personRegion, regionPrefix(session.region_code)))
    throw new NotFoundError('TrainingSession', id);
  return session;
}
