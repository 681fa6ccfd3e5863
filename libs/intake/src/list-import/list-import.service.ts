import type { Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { type JobProgress, loadProgress } from '@nuan/facts';
import { alignOne, type Batch, type Connection, type ListRequest, RegionalReader } from '@nuan/federation';

import { problemPage, type ReportedProblem } from '../reported-problem';
import { Upload } from '../upload.entity';

const uploads = rowMapping(Upload, 'u');

/** Reads bulk imports (批量导入) within the viewer's regions, with file, progress and report. */
export class ListImportService<Run extends { readonly id: string }> extends RegionalReader<Run> {
  /** Uploads by id in one statement, for imports that the viewer already sees; index-aligned. */
  readonly loadUploads: Batch<string, Upload | null> = async (_viewer, ids) => {
    const sql = `select ${uploads.columns} from upload u where u.id = any($1::uuid[])`;
    const rows = await this.db.query<Record<string, unknown>[]>(sql, [ids]);
    return alignOne(ids, rows.map(uploads.map), ({ id }) => id);
  };

  /** How far each import is, for those that the viewer already sees; index-aligned. */
  readonly loadProgress: Batch<string, JobProgress | null> = (_viewer, ids) => loadProgress(this.db, ids);

  /** A page of what was wrong with the rows, for who sees the import. */
  problems(viewer: Viewer, run: Run, request: ListRequest): Promise<Connection<ReportedProblem>> {
    return problemPage(this.db, viewer, run.id, request);
  }
}
