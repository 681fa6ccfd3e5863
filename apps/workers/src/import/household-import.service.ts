import { assertCan, type Viewer } from '@nuan/auth';
import { ConflictError, ForbiddenError } from '@nuan/errors';
import { type Acts, type JobProgress, loadProgress } from '@nuan/facts';
import { alignOne, type Batch, type Connection, type ListRequest, RegionalReader } from '@nuan/federation';
import { rowMapping } from '@nuan/database';
import {
  annotatedPart,
  problemPage,
  problemsOfLines,
  type ReportedProblem,
  Upload,
  type UploadStore,
} from '@nuan/intake';
import type { DataSource } from 'typeorm';

import { HouseholdImport } from './household-import.entity';
import { householdImportList } from './household-import.list';
import type { ImportCopyPart } from './import-template';

const uploads = rowMapping(Upload, 'u');

/** Reads bulk imports (批量导入) within the viewer's regions, with progress and report. */
export class HouseholdImportService extends RegionalReader<HouseholdImport> {
  constructor(
    db: DataSource,
    private readonly acts: Acts,
    private readonly store: UploadStore,
  ) {
    super(db, { entity: HouseholdImport, action: 'household:import', list: householdImportList, alias: 'i' });
  }

  /** Uploads by id in one statement, for imports that the viewer already sees; index-aligned. */
  readonly loadUploads: Batch<string, Upload | null> = async (_viewer, ids) => {
    const sql = `select ${uploads.columns} from upload u where u.id = any($1::uuid[])`;
    const rows = await this.db.query<Record<string, unknown>[]>(sql, [ids]);
    return alignOne(ids, rows.map(uploads.map), ({ id }) => id);
  };

  /** How far each import is, for those that the viewer already sees; index-aligned. */
  readonly loadProgress: Batch<string, JobProgress | null> = (_viewer, ids) => loadProgress(this.db, ids);

  /** A page of what was wrong with the rows, for who sees the import. */
  problems(viewer: Viewer, run: HouseholdImport, request: ListRequest): Promise<Connection<ReportedProblem>> {
    return problemPage(this.db, viewer, run.id, request);
  }

  /**
   * A part of the file as it was sent, with what is wrong beside each row. It shows personal data, so it is an act of its own, and
   * only for who sent the file.
   *
   * @throws ForbiddenError for anyone else.
   * @throws ConflictError (CONTENT_GONE) when the content was deleted after thirty days.
   */
  async copy(viewer: Viewer, id: string, fromLine: number): Promise<ImportCopyPart> {
    assertCan(viewer, 'household:import');
    const run = await this.get(viewer, id);
    if (run.startedBy !== viewer.subject)
      throw new ForbiddenError('household:import', 'Only who sent a file gets a copy of it.');
    const upload = await this.store.find(this.db, run.uploadId);
    if (!upload || upload.contentDiscardedAt !== null)
      throw new ConflictError('CONTENT_GONE', 'The file was deleted after thirty days.');
    const part = await annotatedPart(this.store.open(this.db, upload), upload.fileName, fromLine, (from, to) =>
      problemsOfLines(this.db, run.id, from, to),
    );
    await this.acts.perform(viewer, 'household.copyImport', (tx) => {
      tx.about('HouseholdImport', run.id);
      tx.within(run.regionCode);
      tx.note({ fromLine });
      return Promise.resolve();
    });
    return part;
  }
}
