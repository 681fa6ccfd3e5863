import { assertCan, type Viewer, writePatterns } from '@nuan/auth';
import { FaultError, NotFoundError } from '@nuan/errors';
import { type Acts, type ActTransaction, cancelJobs, startJob } from '@nuan/facts';
import { lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { orUploadOutcome, reportProblems, UploadState, type UploadStore } from '@nuan/intake';
import { type LocalDate, newId } from '@nuan/kernel';

import type { EnrollmentImport } from './enrollment-import.entity';
import type {
  AppendEnrollmentImportInput,
  CancelEnrollmentImportInput,
  FinishEnrollmentImportInput,
  StartEnrollmentImportInput,
} from './enrollment-import.inputs';
import { ENROLLMENT_IMPORT_JOB } from './enrollment-import.job';
import { enrollmentImportMachine } from './enrollment-import.machine';
import type { EnrollmentImportService } from './enrollment-import.service';

interface LockedImport {
  readonly id: string;
  readonly state: string;
  readonly upload_id: string;
  readonly region_code: string;
}

/** Purpose of the uploads: the same file of a session is one upload for its dry run and its import. */
const PURPOSE = 'enrollment-import';

/** Takes in files of enrolments (批量导入): announced, sent in pieces, completed, then read and written by a job. */
export class EnrollmentImportWriter {
  constructor(
    private readonly acts: Acts,
    private readonly imports: EnrollmentImportService,
    private readonly store: UploadStore,
  ) {}

  /**
   * Announces an import. A file that was imported before is answered with that import; the unique index decides.
   *
   * @throws NotFoundError for a session outside the viewer's write regions.
   */
  async start(
    viewer: Viewer,
    { idempotencyKey, ...input }: StartEnrollmentImportInput,
  ): Promise<EnrollmentImport | Refusal> {
    assertCan(viewer, 'training:write');
    return this.acts.once<EnrollmentImport, Refusal>(
      viewer,
      'enrollment.startImport',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const { fileName, bytes, sha256, sessionId } = input;
        const region = await openSession(tx, sessionId);
        const announced = { purpose: PURPOSE, owner: sessionId, regionCode: region, fileName, bytes, sha256 };
        const upload = await orUploadOutcome(tx, 'sha256', this.store.begin(tx, actorOf(tx), announced));
        tx.within(region);
        tx.note({ dryRun: input.dryRun, bytes: upload.bytes, sha256: upload.sha256.toString('hex') });
        return importOf(tx, upload.id, region, input);
      },
      (id) => this.imports.get(viewer, id),
    );
  }

  /** Takes a piece; the last one sent again changes nothing. */
  append(viewer: Viewer, { id, offset, content }: AppendEnrollmentImportInput): Promise<EnrollmentImport | Refusal> {
    return this.perform(viewer, 'enrollment.appendImport', id, async (tx) => {
      const run = await lockImport(tx, id);
      await orUploadOutcome(tx, 'offset', this.store.append(tx, actorOf(tx), run.upload_id, offset, content));
    });
  }

  /** Completes the file: the job begins. A checksum that differs refuses it; done again, it changes nothing. */
  finish(viewer: Viewer, { id }: FinishEnrollmentImportInput): Promise<EnrollmentImport | Refusal> {
    return this.perform(viewer, 'enrollment.finishImport', id, async (tx) => {
      const run = await lockImport(tx, id);
      if (run.state !== enrollmentImportMachine.initial) return;
      const upload = await orUploadOutcome(tx, 'id', this.store.finish(tx, actorOf(tx), run.upload_id));
      const isComplete = upload.state === UploadState.COMPLETE;
      if (!isComplete) await reportProblems(tx, id, [WRONG_CHECKSUM]);
      await tx.query('update enrollment_import set state = $2, finished_at = $3 where id = $1', [
        id,
        isComplete ? 'READING' : 'REFUSED',
        isComplete ? null : tx.now,
      ]);
      if (isComplete) await startJob(tx, { kind: ENROLLMENT_IMPORT_JOB, subjectId: id, regionCode: run.region_code });
      tx.note({ state: upload.state });
    });
  }

  /** Breaks an import off: enrolments that were written stay, the rest is not. */
  cancel(viewer: Viewer, { id }: CancelEnrollmentImportInput): Promise<EnrollmentImport | Refusal> {
    return this.perform(viewer, 'enrollment.cancelImport', id, async (tx) => {
      const step = {
        table: 'enrollment_import',
        machine: enrollmentImportMachine,
        column: 'state',
        expectedVersion: null,
      };
      const { to } = await moveState(tx, { ...step, id, event: 'REFUSE' });
      await cancelJobs(tx, id);
      await reportProblems(tx, id, [CANCELLED]);
      await tx.query('update enrollment_import set state = $2, finished_at = $3 where id = $1', [id, to, tx.now]);
    });
  }

  private async perform(
    viewer: Viewer,
    action: string,
    id: string,
    work: (tx: ActTransaction) => Promise<void>,
  ): Promise<EnrollmentImport | Refusal> {
    assertCan(viewer, 'training:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, work);
    return refused ?? this.imports.get(viewer, id);
  }
}

/** The region of a session that still takes applications, of the viewer's write regions. */
async function openSession(tx: ActTransaction, id: string): Promise<string> {
  const [session] = await tx.query<{ readonly region: string; readonly endsOn: LocalDate }[]>(
    'select region_code as region, ends_on as "endsOn" from training_session where id = $1 and region_code like any($2::text[])',
    [id, writePatterns(tx.viewer)],
  );
  if (!session) throw new NotFoundError('TrainingSession', id);
  tx.about('TrainingSession', id);
  if (tx.today > session.endsOn)
    tx.refuse(
      new RuleBroken('SESSION_OVER', 'sessionId', 'The session is over: apply for another.', {
        endedOn: session.endsOn,
      }),
    );
  return session.region;
}

/** A new import of an upload; for a file that is being imported or was, that one. */
async function importOf(
  tx: ActTransaction,
  uploadId: string,
  region: string,
  { dryRun, sessionId }: Pick<StartEnrollmentImportInput, 'dryRun' | 'sessionId'>,
): Promise<string> {
  const [made] = await tx.query<{ id: string }[]>(
    `insert into enrollment_import (id, upload_id, is_dry_run, region_code, session_id, state, started_by, started_at)
     values ($1, $2, $3, $4, $5, 'RECEIVING', $6, $7)
     on conflict (upload_id) where not is_dry_run and state <> 'REFUSED' do update set upload_id = excluded.upload_id returning id`,
    [newId(), uploadId, dryRun, region, sessionId, tx.viewer.subject, tx.now],
  );
  if (!made) throw new FaultError('an import was neither made nor found');
  tx.about('EnrollmentImport', made.id);
  return made.id;
}

function lockImport(tx: ActTransaction, id: string): Promise<LockedImport> {
  return lockRow<LockedImport>(tx, {
    table: 'enrollment_import',
    entity: 'EnrollmentImport',
    id,
    expectedVersion: null,
  });
}

const WRONG_CHECKSUM = {
  line: 1,
  column: null,
  rule: 'CHECKSUM',
  message: 'What came is not what was announced: the checksum differs. Send the file again.',
  weight: 'ERROR',
} as const;

const CANCELLED = {
  line: 1,
  column: null,
  rule: 'CANCELLED',
  message: 'The import was broken off; enrolments that had been written stay.',
  weight: 'NOTE',
} as const;

const actorOf = ({ viewer, now }: ActTransaction): { subject: string; now: Date } => ({ subject: viewer.subject, now });
