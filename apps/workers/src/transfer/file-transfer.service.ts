import { assertCan, scopePatterns, type Viewer } from '@nuan/auth';
import { rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { alignMany, alignOne, type Batch, type Connection, type ListRequest } from '@nuan/federation';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

import { FileTransfer } from './file-transfer.entity';
import { fileTransferList } from './file-transfer.list';

const rows = rowMapping(FileTransfer, 't');

/** Reads transfers of files: both the giving and the receiving side see the record. */
export class FileTransferService {
  constructor(private readonly db: DataSource) {}

  /** Transfers by id in one statement; index-aligned, null for an id that is unknown or touches none of the viewer's regions. */
  readonly loadMany: Batch<string, FileTransfer | null> = async (viewer, ids) =>
    alignOne(ids, await this.select(viewer, 't.id = any($1::uuid[])', ids), ({ id }) => id);

  /** The transfers of each file in one statement, newest first; index-aligned. */
  readonly loadByHousehold: Batch<string, readonly FileTransfer[]> = async (viewer, householdIds) =>
    alignMany(
      householdIds,
      await this.select(viewer, 't.household_id = any($1::uuid[])', householdIds),
      ({ householdId }) => householdId,
    );

  /**
   * One transfer.
   *
   * @throws NotFoundError when the id is unknown or touches none of the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<FileTransfer> {
    const [transfer] = isUuid(id) ? await this.loadMany(viewer, [id], undefined) : [];
    if (!transfer) throw new NotFoundError('FileTransfer', id);
    return transfer;
  }

  /** A page of transfers that touch the viewer's regions. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<FileTransfer>> {
    assertCan(viewer, 'household:read');
    return fileTransferList.page(this.db, viewer, request, {
      select: rows.columns,
      map: rows.map,
      where: [(params) => touches(params.add(scopePatterns(viewer)))],
    });
  }

  private async select(viewer: Viewer, condition: string, keys: readonly string[]): Promise<FileTransfer[]> {
    assertCan(viewer, 'household:read');
    const sql = `select ${rows.columns} from file_transfer t where ${condition} and ${touches('$2')} order by t.proposed_at desc, t.id desc`;
    return (await this.db.query<Record<string, unknown>[]>(sql, [keys, scopePatterns(viewer)])).map(rows.map);
  }
}

const touches = (patterns: string): string =>
  `(t.from_region_code like any(${patterns}::text[]) or t.to_region_code like any(${patterns}::text[]))`;
