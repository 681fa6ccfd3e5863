import { type Action, assertCan, type Viewer } from '@nuan/auth';
import { FaultError } from '@nuan/errors';
import { type Acts, type ActTransaction, type AuditFact, cancelJobs, startJob } from '@nuan/facts';
import { lockRow, moveState, type Refusal, RuleBroken } from '@nuan/federation';
import { isUuid, newId, type StateMachine } from '@nuan/kernel';

import { reportProblems } from '../problem-report';
import { orUploadOutcome } from '../upload-outcome';
import { UploadState } from '../upload.entity';
import type { UploadActor, UploadStore } from '../upload-store';
import type { AnnouncedFile, ListImportPiece, ListImportStep } from './list-import.inputs';
import type { ListImportNames } from './list-import-names';

/** Where the rows of a file go. */
export interface ImportTarget {
  /** Within which the same file is recognised: a region, a session. */
  readonly owner: string;
  readonly region: string;
  /** Further columns of the import's row. */
  readonly columns?: Readonly<Record<string, unknown>>;
  /** Further facts of the audit row. */
  readonly facts?: Readonly<Record<string, AuditFact>>;
}

/** What the writer needs to know of one kind of import. */
export interface ListImportWriting<Start> {
  readonly names: Pick<ListImportNames, 'type' | 'things'>;
  readonly table: string;
  /** What is imported, as the audit names it: `<noun>.startImport`. */
  readonly noun: string;
  readonly action: Action;
  /** Purpose of the uploads: the same file of an owner is one upload for its dry run and its import. */
  readonly purpose: string;
  readonly jobKind: string;
  readonly machine: StateMachine;
  /** Refuses a caller who may not import there at all, before anything is done. */
  assertMayStart(viewer: Viewer, input: Start): void;
  /** Finds the target in the act, and refuses what can't be one. */
  target(tx: ActTransaction, input: Start): ImportTarget | Promise<ImportTarget>;
  /** Forgets what an import has kept, when it is broken off. */
  forget?(tx: ActTransaction, id: string): Promise<void>;
}

/** How what was announced and begun is read back. */
interface Imports<Run> {
  get(viewer: Viewer, id: string): Promise<Run>;
}

interface LockedImport {
  readonly id: string;
  readonly state: string;
  readonly upload_id: string;
  readonly region_code: string;
}

/** An import that was made, or found in the place of a new one. */
interface MadeImport {
  readonly id: string;
  readonly state: string;
  /** The first column in which the found one differs; null for none. */
  readonly other: string | null;
}

/** Takes in files (批量导入): announced, sent in pieces, completed, then read and written by a job. */
export class ListImportWriter<Run, Start extends AnnouncedFile> {
  constructor(
    private readonly kind: ListImportWriting<Start>,
    private readonly acts: Acts,
    private readonly imports: Imports<Run>,
    private readonly store: UploadStore,
  ) {}

  /**
   * Announces an import. A file that was imported before is answered with that import; the unique index decides.
   *
   * @throws ForbiddenError for a caller who may not import there.
   */
  async start(viewer: Viewer, input: Start): Promise<Run | Refusal> {
    const { kind } = this;
    kind.assertMayStart(viewer, input);
    const { idempotencyKey, ...request } = input;
    return this.acts.once<Run, Refusal>(
      viewer,
      `${kind.noun}.startImport`,
      { key: idempotencyKey, request },
      async (tx) => {
        const { fileName, bytes, sha256, dryRun } = input;
        const target = await kind.target(tx, input);
        const { region } = target;
        const announced = {
          purpose: kind.purpose,
          owner: ownerOf(target),
          regionCode: region,
          fileName,
          bytes,
          sha256,
        };
        const upload = await orUploadOutcome(tx, 'sha256', this.store.begin(tx, actorOf(tx), announced));
        tx.within(region);
        tx.note({ ...target.facts, dryRun, bytes: upload.bytes, sha256: upload.sha256.toString('hex') });
        return this.importOf(tx, upload.id, dryRun, target);
      },
      (id) => this.imports.get(viewer, id),
    );
  }

  /** Takes a piece; the last one sent again changes nothing. */
  append(viewer: Viewer, { id, offset, content }: ListImportPiece): Promise<Run | Refusal> {
    return this.perform(viewer, 'appendImport', id, async (tx) => {
      const run = await this.lock(tx, id);
      await orUploadOutcome(tx, 'offset', this.store.append(tx, actorOf(tx), run.upload_id, offset, content));
    });
  }

  /** Completes the file: the job begins. A checksum that differs refuses it; done again, it changes nothing. */
  finish(viewer: Viewer, { id }: ListImportStep): Promise<Run | Refusal> {
    return this.perform(viewer, 'finishImport', id, async (tx) => {
      const run = await this.lock(tx, id);
      if (run.state !== this.kind.machine.initial) return;
      const upload = await orUploadOutcome(tx, 'id', this.store.finish(tx, actorOf(tx), run.upload_id));
      const isComplete = upload.state === UploadState.COMPLETE;
      if (!isComplete) await reportProblems(tx, id, [WRONG_CHECKSUM]);
      await this.move(tx, id, isComplete ? 'READING' : 'REFUSED', isComplete ? null : tx.now);
      if (isComplete) await startJob(tx, { kind: this.kind.jobKind, subjectId: id, regionCode: run.region_code });
      tx.note({ state: upload.state });
    });
  }

  /** Breaks an import off: what was written stays, the rest is not. */
  cancel(viewer: Viewer, { id }: ListImportStep): Promise<Run | Refusal> {
    return this.perform(viewer, 'cancelImport', id, async (tx) => {
      const { table, machine, names } = this.kind;
      const step = { table, machine, column: 'state', expectedVersion: null };
      const { to } = await moveState(tx, { ...step, id, event: 'REFUSE' });
      await cancelJobs(tx, id);
      await this.kind.forget?.(tx, id);
      await reportProblems(tx, id, [
        { ...CANCELLED, message: `The import was broken off; ${names.things} that had been written stay.` },
      ]);
      await this.move(tx, id, to, tx.now);
    });
  }

  private async perform(
    viewer: Viewer,
    step: string,
    id: string,
    work: (tx: ActTransaction) => Promise<void>,
  ): Promise<Run | Refusal> {
    assertCan(viewer, this.kind.action);
    const refused = await this.acts.perform<void, Refusal>(viewer, `${this.kind.noun}.${step}`, work);
    return refused ?? this.imports.get(viewer, id);
  }

  /** A new import of an upload; for a file that is being imported or was, that one. */
  private async importOf(
    tx: ActTransaction,
    uploadId: string,
    isDryRun: boolean,
    { region, columns = {} }: ImportTarget,
  ): Promise<string> {
    const names = ['id', 'upload_id', 'is_dry_run', 'region_code', 'state', 'started_by', 'started_at'];
    const own = [newId(), uploadId, isDryRun, region, this.kind.machine.initial, tx.viewer.subject, tx.now];
    const wanted = Object.keys(columns);
    const all = [...names, ...wanted];
    // The database compares, by value: an id is the same in capitals.
    const other = wanted.map(
      (name, at) => `case when ${name} is distinct from $${String(names.length + at + 1)} then '${name}' end`,
    );
    const [made] = await tx.query<MadeImport[]>(
      `insert into ${this.kind.table} (${all.join(', ')}) values (${all.map((_, at) => `$${String(at + 1)}`).join(', ')})
       on conflict (upload_id) where not is_dry_run and state <> 'REFUSED' do update set upload_id = excluded.upload_id
       returning id, state, coalesce(${[...other, 'null'].join(', ')}) as other`,
      [...own, ...Object.values(columns)],
    );
    if (!made) throw new FaultError('an import was neither made nor found');
    if (made.state === this.kind.machine.initial) refuseOtherwise(tx, made);
    tx.about(this.kind.names.type, made.id);
    return made.id;
  }

  private lock(tx: ActTransaction, id: string): Promise<LockedImport> {
    const { table, names } = this.kind;
    return lockRow<LockedImport>(tx, { table, entity: names.type, id, expectedVersion: null });
  }

  private async move(tx: ActTransaction, id: string, state: string, finishedAt: Date | null): Promise<void> {
    await tx.query(`update ${this.kind.table} set state = $2, finished_at = $3 where id = $1`, [id, state, finishedAt]);
  }
}

/** A file that is being taken in one way isn't quietly taken in another: whole and row by row have different ends. */
function refuseOtherwise(tx: ActTransaction, { other }: MadeImport): void {
  if (other === null) return;
  const message = 'An import of this file has begun in another way: cancel it first, or go on with it as it is.';
  tx.refuse(new RuleBroken('IMPORT_BEGUN_OTHERWISE', other, message));
}

const WRONG_CHECKSUM = {
  line: 1,
  column: null,
  rule: 'CHECKSUM',
  message: 'What came is not what was announced: the checksum differs. Send the file again.',
  weight: 'ERROR',
} as const;

const CANCELLED = { line: 1, column: null, rule: 'CANCELLED', weight: 'NOTE' } as const;

/** An id in capitals names the same owner, within which the same file is recognised. */
const ownerOf = ({ owner }: ImportTarget): string => (isUuid(owner) ? owner.toLowerCase() : owner);

const actorOf = ({ viewer, now }: ActTransaction): UploadActor => ({ subject: viewer.subject, now });
