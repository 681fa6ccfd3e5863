import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { NotFoundError } from '@nuan/errors';
import { type JobProgress, loadProgress } from '@nuan/facts';
import type { Batch } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import type { BulkTransferKind } from './bulk-transfer';
import type { BulkTransfer } from './bulk-transfer.entity';

/** Reads the acts of one kind that hand on many files. */
export class BulkTransferService<Act extends BulkTransfer> {
  constructor(
    private readonly db: DataSource,
    private readonly kind: Pick<BulkTransferKind<Act>, 'rows' | 'type' | 'table' | 'column'>,
  ) {}

  /**
   * One act, for who did it and for the officers of its region.
   *
   * @throws NotFoundError for everyone else, and for an unknown id.
   */
  async get(viewer: Viewer, id: string): Promise<Act> {
    assertCan(viewer, 'household:read');
    const sql = `select ${this.kind.rows.columns} from ${this.kind.table} a where a.id = $1 and (a.region_code like any($2::text[]) or a.proposed_by = $3)`;
    const [row] = isUuid(id)
      ? await this.db.query<Record<string, unknown>[]>(sql, [id, scopePatterns(viewer), viewer.subject])
      : [];
    if (!row) throw new NotFoundError(this.kind.type, id);
    return this.kind.rows.map(row);
  }

  /** How many transfers each act has proposed so far, for acts that the viewer already sees; index-aligned. */
  readonly loadProposed: Batch<string, number> = async (_viewer, ids) => {
    const { column } = this.kind;
    const found = await this.db.query<{ id: string; n: number }[]>(
      `select ${column} as id, count(*)::int as n from file_transfer where ${column} = any($1::uuid[]) group by ${column}`,
      [ids],
    );
    const counts = new Map(found.map(({ id, n }) => [id, n]));
    return ids.map((id) => counts.get(id) ?? 0);
  };

  /** How far the job of each act is, for acts that the viewer already sees; index-aligned, null where none was needed. */
  readonly loadProgress: Batch<string, JobProgress | null> = (_viewer, ids) => loadProgress(this.db, ids);
}
