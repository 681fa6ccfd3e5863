import { assertCan, type Viewer } from '@nuan/auth';
import { ConflictError, ForbiddenError } from '@nuan/errors';
import type { Acts } from '@nuan/facts';
import { annotatedPart, ListImportService, problemsOfLines, type UploadStore } from '@nuan/intake';
import type { DataSource } from 'typeorm';

import { HouseholdImport } from './household-import.entity';
import { householdImportList } from './household-import.list';
import type { ImportCopyPart } from './import-template';

/** Reads bulk imports (批量导入) within the viewer's regions, with progress and report. */
export class HouseholdImportService extends ListImportService<HouseholdImport> {
  constructor(
    db: DataSource,
    private readonly acts: Acts,
    private readonly store: UploadStore,
  ) {
    super(db, { entity: HouseholdImport, action: 'household:import', list: householdImportList, alias: 'i' });
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
