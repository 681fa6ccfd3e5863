import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { type Acts, type ActTransaction, cancelJobs, startJob } from '@nuan/facts';
import { lockRow, moveState, type Refusal } from '@nuan/federation';
import { orUploadOutcome, reportProblems, UploadState, type UploadStore } from '@nuan/intake';
import { newId } from '@nuan/kernel';

import type { StationImport } from './station-import.entity';
import type {
  AppendStationImportInput,
  CancelStationImportInput,
  FinishStationImportInput,
  StartStationImportInput,
} from './station-import.inputs';
import { STATION_IMPORT_JOB } from './station-import.job';
import { stationImportMachine } from './station-import.machine';
import type { StationImportService } from './station-import.service';

interface LockedImport {
  readonly id: string;
  readonly state: string;
  readonly upload_id: string;
  readonly region_code: string;
}

/** Purpose of the uploads: the same file of a region is one upload for its dry run and its import. */
const PURPOSE = 'station-import';

/** Takes in files of stations (批量导入): announced, sent in pieces, completed, then read and written by a job. */
export class StationImportWriter {
  constructor(
    private readonly acts: Acts,
    private readonly imports: StationImportService,
    private readonly store: UploadStore,
  ) {}

  /**
   * Announces an import. A file that was imported before is answered with that import; the unique index decides.
   *
   * @throws ForbiddenError outside the viewer's write regions.
   */
  async start(viewer: Viewer, { idempotencyKey, ...input }: StartStationImportInput): Promise<StationImport | Refusal> {
    assertMayWrite(viewer, input.region, 'station:write');
    return this.acts.once<StationImport, Refusal>(
      viewer,
      'station.startImport',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const { fileName, bytes, sha256, region } = input;
        const announced = { purpose: PURPOSE, owner: region, regionCode: region, fileName, bytes, sha256 };
        const upload = await orUploadOutcome(tx, 'sha256', this.store.begin(tx, actorOf(tx), announced));
        tx.within(region);
        tx.note({ dryRun: input.dryRun, bytes: upload.bytes, sha256: upload.sha256.toString('hex') });
        return importOf(tx, upload.id, input);
      },
      (id) => this.imports.get(viewer, id),
    );
  }

  /** Takes a piece; the last one sent again changes nothing. */
  append(viewer: Viewer, { id, offset, content }: AppendStationImportInput): Promise<StationImport | Refusal> {
    return this.perform(viewer, 'station.appendImport', id, async (tx) => {
      const run = await lockImport(tx, id);
      await orUploadOutcome(tx, 'offset', this.store.append(tx, actorOf(tx), run.upload_id, offset, content));
    });
  }

  /** Completes the file: the job begins. A checksum that differs refuses it; done again, it changes nothing. */
  finish(viewer: Viewer, { id }: FinishStationImportInput): Promise<StationImport | Refusal> {
    return this.perform(viewer, 'station.finishImport', id, async (tx) => {
      const run = await lockImport(tx, id);
      if (run.state !== stationImportMachine.initial) return;
      const upload = await orUploadOutcome(tx, 'id', this.store.finish(tx, actorOf(tx), run.upload_id));
      const isComplete = upload.state === UploadState.COMPLETE;
      if (!isComplete) await reportProblems(tx, id, [WRONG_CHECKSUM]);
      await tx.query('update station_import set state = $2, finished_at = $3 where id = $1', [
        id,
        isComplete ? 'READING' : 'REFUSED',
        isComplete ? null : tx.now,
      ]);
      if (isComplete) await startJob(tx, { kind: STATION_IMPORT_JOB, subjectId: id, regionCode: run.region_code });
      tx.note({ state: upload.state });
    });
  }

  /** Breaks an import off: stations that were written stay, the rest is not. */
  cancel(viewer: Viewer, { id }: CancelStationImportInput): Promise<StationImport | Refusal> {
    return this.perform(viewer, 'station.cancelImport', id, async (tx) => {
      const step = {
        table: 'station_import',
        machine: stationImportMachine,
        column: 'state',
        expectedVersion: null,
      };
      const { to } = await moveState(tx, { ...step, id, event: 'REFUSE' });
      await cancelJobs(tx, id);
      await reportProblems(tx, id, [CANCELLED]);
      await tx.query('update station_import set state = $2, finished_at = $3 where id = $1', [id, to, tx.now]);
    });
  }

  private async perform(
    viewer: Viewer,
    action: string,
    id: string,
    work: (tx: ActTransaction) => Promise<void>,
  ): Promise<StationImport | Refusal> {
    assertCan(viewer, 'station:write');
    const refused = await this.acts.perform<void, Refusal>(viewer, action, work);
    return refused ?? this.imports.get(viewer, id);
  }
}

/** A new import of an upload; for a file that is being imported or was, that one. */
async function importOf(
  tx: ActTransaction,
  uploadId: string,
  { dryRun, region }: Pick<StartStationImportInput, 'dryRun' | 'region'>,
): Promise<string> {
  const [made] = await tx.query<{ id: string }[]>(
    `insert into station_import (id, upload_id, is_dry_run, region_code, state, started_by, started_at)
     values ($1, $2, $3, $4, 'RECEIVING', $5, $6)
     on conflict (upload_id) where not is_dry_run and state <> 'REFUSED' do update set upload_id = excluded.upload_id returning id`,
    [newId(), uploadId, dryRun, region, tx.viewer.subject, tx.now],
  );
  if (!made) throw new FaultError('an import was neither made nor found');
  tx.about('StationImport', made.id);
  return made.id;
}

function lockImport(tx: ActTransaction, id: string): Promise<LockedImport> {
  return lockRow<LockedImport>(tx, {
    table: 'station_import',
    entity: 'StationImport',
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
  message: 'The import was broken off; stations that had been written stay.',
  weight: 'NOTE',
} as const;

const actorOf = ({ viewer, now }: ActTransaction): { subject: string; now: Date } => ({ subject: viewer.subject, now });
