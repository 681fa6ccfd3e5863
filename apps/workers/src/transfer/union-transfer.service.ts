import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { type JobProgress, loadProgress } from '@nuan/facts';
import type { Batch } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { UnionTransfer } from './union-transfer.entity';

const rows = rowMapping(UnionTransfer, 'u');

/** Reads the acts that hand on the files of dissolved unions. */
export class UnionTransferService {
  constructor(private readonly db: DataSource) {}

  /**
   * One act, for who did it and for the officers of the dissolved union's region.
   *
   * @throws NotFoundError for everyone else, and for an unknown id.
   */
  async get(viewer: Viewer, id: string): Promise<UnionTransfer> {
    assertCan(viewer, 'household:read');
    const sql = `select ${rows.columns} from union_transfer u where u.id = $1 and (u.region_code like any($2::text[]) or u.proposed_by = $3)`;
    const [row] = isUuid(id)
      ? await this.db.query<Record<string, unknown>[]>(sql, [id, scopePatterns(viewer), viewer.subject])
      : [];
    if (!row) throw new NotFoundError('UnionTransfer', id);
    return rows.map(row);
  }

  /** How many transfers each act has proposed so far, for acts that the viewer already sees; index-aligned. */
  readonly loadProposed: Batch<string, number> = async (_viewer, ids) => {
    const found = await this.db.query<{ id: string; n: number }[]>(
      `select union_transfer_id as id, count(*)::int as n from file_transfer where union_transfer_id = any($1::uuid[]) group by union_transfer_id`,
      [ids],
    );
    const counts = new Map(found.map(({ id, n }) => [id, n]));
    return ids.map((id) => counts.get(id) ?? 0);
  };

  /** How far the job of each act is, for acts that the viewer already sees; index-aligned, null where none was needed. */
  readonly loadProgress: Batch<string, JobProgress | null> = (_viewer, ids) => loadProgress(this.db, ids);
}
