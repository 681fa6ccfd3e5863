import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { type JobProgress, loadProgress } from '@nuan/facts';
import type { Batch } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { EmployerTransfer } from './employer-transfer.entity';

const rows = rowMapping(EmployerTransfer, 'a');

/** Reads the acts that hand on the files of deregistered employers. */
export class EmployerTransferService {
  constructor(private readonly db: DataSource) {}

  /**
   * One act, for who did it and for the officers of the files' region.
   *
   * @throws NotFoundError for everyone else, and for an unknown id.
   */
  async get(viewer: Viewer, id: string): Promise<EmployerTransfer> {
    assertCan(viewer, 'household:read');
    const sql = `select ${rows.columns} from employer_transfer a where a.id = $1 and (a.region_code like any($2::text[]) or a.proposed_by = $3)`;
    const [row] = isUuid(id)
      ? await this.db.query<Record<string, unknown>[]>(sql, [id, scopePatterns(viewer), viewer.subject])
      : [];
    if (!row) throw new NotFoundError('EmployerTransfer', id);
    return rows.map(row);
  }

  /** How many transfers each act has proposed so far, for acts that the viewer already sees; index-aligned. */
  readonly loadProposed: Batch<string, number> = async (_viewer, ids) => {
    const found = await this.db.query<{ id: string; n: number }[]>(
      `select employer_transfer_id as id, count(*)::int as n from file_transfer where employer_transfer_id = any($1::uuid[]) group by employer_transfer_id`,
      [ids],
    );
    const counts = new Map(found.map(({ id, n }) => [id, n]));
    return ids.map((id) => counts.get(id) ?? 0);
  };

  /** How far the job of each act is, for acts that the viewer already sees; index-aligned, null where none was needed. */
  readonly loadProgress: Batch<string, JobProgress | null> = (_viewer, ids) => loadProgress(this.db, ids);
}
