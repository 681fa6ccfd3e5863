import { assertCan, assertMayWrite, type Viewer } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { type Acts, type ActTransaction, cancelJobs, startJob } from '@nuan/facts';
import { lockRow, moveState, type Refusal } from '@nuan/federation';
import { orUploadOutcome, reportProblems, UploadState, type UploadStore } from '@nuan/intake';
import { newId } from '@nuan/kernel';

import type { HouseholdImport } from './household-import.entity';
import type {
  AppendHouseholdImportInput,
  CancelHouseholdImportInput,
  FinishHouseholdImportInput,
  StartHouseholdImportInput,
} from './household-import.inputs';
import { IMPORT_JOB } from './household-import.job';
import { householdImportMachine } from './household-import.machine';
import type { HouseholdImportService } from './household-import.service';

interface LockedImport {
  readonly id: string;
  readonly state: string;
  readonly upload_id: string;
  readonly region_code: string;
}

/** Purpose of the uploads of imports: the same file of a region is one upload for its dry run and its import. */
const PURPOSE = 'household-import';

/** Takes in files of households (批量导入): announced, sent in pieces, completed, then read, checked and written by a job. */
export class HouseholdImportWriter {
  constructor(
    private readonly acts: Acts,
    private readonly imports: HouseholdImportService,
    private readonly store: UploadStore,
  ) {}

  /**
   * Announces an import. A file that was sent before needs no sending again (its upload is complete at once), and one that was
   * imported before is answered with that import; the unique index decides.
   *
   * @throws ForbiddenError outside the viewer's write regions.
   */
  async start(
    viewer: Viewer,
    { idempotencyKey, ...input }: StartHouseholdImportInput,
  ): Promise<HouseholdImport | Refusal> {
    assertMayWrite(viewer, input.regionCode, 'household:import');
    return this.acts.once<HouseholdImport, Refusal>(
      viewer,
      'household.startImport',
      { key: idempotencyKey, request: input },
      async (tx) => {
        const announced = { purpose: PURPOSE, owner: input.regionCode, ...input };
        const upload = await orUploadOutcome(tx, 'sha256', this.store.begin(tx, actorOf(tx), announced));
        tx.within(input.regionCode);
        tx.note({ mode: input.mode, dryRun: input.dryRun, bytes: upload.bytes, sha256: upload.sha256.toString('hex') });
        return this.importOf(tx, upload.id, input);
      },
      (id) => this.imports.get(viewer, id),
    );
  }

  /** Takes a piece; the last one sent again changes nothing. */
  async append(
    viewer: Viewer,
    { id, offset, content }: AppendHouseholdImportInput,
  ): Promise<HouseholdImport | Refusal> {
    assertCan(viewer, 'household:import');
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'household.appendImport', async (tx) => {
      const run = await this.lock(tx, id);
      await orUploadOutcome(tx, 'offset', this.store.append(tx, actorOf(tx), run.upload_id, offset, content));
      return id;
    });
    return this.answer(viewer, outcome);
  }

  /** Completes the file: the job begins. A checksum that differs refuses it; done again, it changes nothing. */
  async finish(viewer: Viewer, { id }: FinishHouseholdImportInput): Promise<HouseholdImport | Refusal> {
    assertCan(viewer, 'household:import');
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'household.finishImport', async (tx) => {
      const run = await this.lock(tx, id);
      if (run.state !== 'RECEIVING') return id;
      const upload = await orUploadOutcome(tx, 'id', this.store.finish(tx, actorOf(tx), run.upload_id));
      const isComplete = upload.state === UploadState.COMPLETE;
      if (!isComplete) await reportProblems(tx, id, [WRONG_CHECKSUM]);
      await tx.query('update household_import set state = $2, finished_at = $3 where id = $1', [
        id,
        isComplete ? 'READING' : 'REFUSED',
        isComplete ? null : tx.now,
      ]);
      if (isComplete) await startJob(tx, { kind: IMPORT_JOB, subjectId: id, regionCode: run.region_code });
      tx.note({ state: upload.state });
      return id;
    });
    return this.answer(viewer, outcome);
  }

  /** Breaks an import off: households that were written stay, the rest is not. */
  async cancel(viewer: Viewer, { id }: CancelHouseholdImportInput): Promise<HouseholdImport | Refusal> {
    assertCan(viewer, 'household:import');
    const outcome = await this.acts.perform<string, Refusal>(viewer, 'household.cancelImport', async (tx) => {
      await moveState(tx, {
        table: 'household_import',
        id,
        machine: householdImportMachine,
        event: 'REFUSE',
        column: 'state',
        expectedVersion: null,
      });
      await cancelJobs(tx, id);
      await tx.query('delete from household_import_row where import_id = $1', [id]);
      await reportProblems(tx, id, [CANCELLED]);
      await tx.query(`update household_import set state = 'REFUSED', finished_at = $2 where id = $1`, [id, tx.now]);
      return id;
    });
    return this.answer(viewer, outcome);
  }

  /** A new import of an upload; for a file that is being imported or was, that one. */
  private async importOf(
    tx: ActTransaction,
    uploadId: string,
    input: Omit<StartHouseholdImportInput, 'idempotencyKey'>,
  ): Promise<string> {
    const [made] = await tx.query<{ id: string }[]>(
      `insert into household_import (id, upload_id, mode, is_dry_run, region_code, union_id, state, started_by, started_at,
         row_count, household_count, barred_count, imported_count, imported_persons)
       values ($1, $2, $3, $4, $5, $6, 'RECEIVING', $7, $8, 0, 0, 0, 0, 0)
       on conflict (upload_id) where not is_dry_run and state <> 'REFUSED' do update set upload_id = excluded.upload_id returning id`,
      [newId(), uploadId, input.mode, input.dryRun, input.regionCode, input.unionId, tx.viewer.subject, tx.now],
    );
    if (!made) throw new FaultError('an import was neither made nor found');
    tx.about('HouseholdImport', made.id);
    return made.id;
  }

  private lock(tx: ActTransaction, id: string): Promise<LockedImport> {
    return lockRow<LockedImport>(tx, {
      table: 'household_import',
      entity: 'HouseholdImport',
      id,
      expectedVersion: null,
    });
  }

  private answer(viewer: Viewer, outcome: string | Refusal): Promise<HouseholdImport> | Refusal {
    return typeof outcome === 'string' ? this.imports.get(viewer, outcome) : outcome;
  }
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
  message: 'The import was broken off; households that had been written stay.',
  weight: 'NOTE',
} as const;

const actorOf = ({ viewer, now }: ActTransaction): { subject: string; now: Date } => ({ subject: viewer.subject, now });
