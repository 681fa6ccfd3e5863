import { beyondRegions } from '@nuan/database';
import type { DataSource } from 'typeorm';

import type { FeedPage } from './change-feed';
import type { PageReader } from './feed-source';
import { applyChanges, type Followed, type Queryable } from './projection';

/** A cursor that moved and brought nothing is kept at least so often, so that `asOf` stays this close to the truth. */
export const SAVE_IDLE_EVERY_MS = 10_000;

/** What one step of a consumer did. */
export interface FeedStep {
  readonly page: FeedPage;
  /** False when another process of this subgraph applied the page first; the next step goes on from there. */
  readonly isApplied: boolean;
}

/**
 * Follows one owner's feed: applies a page and moves the cursor in one transaction, so that a crash at any point repeats or
 * loses nothing. Several processes may follow the same feed for one database: the cursor's row decides whose page counts.
 */
export class FeedConsumer {
  private savedAtMs = 0;

  constructor(
    private readonly db: DataSource,
    private readonly followed: Followed,
    private readonly readPage: PageReader,
  ) {}

  get source(): string {
    return this.followed.source;
  }

  /** Reads and applies the next page. */
  async step(): Promise<FeedStep> {
    const cursor = await this.cursor(this.db);
    const page = await this.readPage(cursor);
    const isIdle = page.changes.length === 0 && !page.hasMore && cursor !== null;
    if (isIdle && Date.now() - this.savedAtMs < SAVE_IDLE_EVERY_MS) return { page, isApplied: true };
    const isApplied = await beyondRegions('facts of the whole province are kept', () =>
      this.db.transaction(async (manager) => {
        if ((await this.lockCursor(manager)) !== cursor) return false;
        await this.apply(manager, page);
        return true;
      }),
    );
    if (isApplied) this.savedAtMs = Date.now();
    return { page, isApplied };
  }

  /** Applies pages until the owner has no more; for specs and commands. */
  async catchUp(): Promise<void> {
    while ((await this.step()).page.hasMore);
  }

  /**
   * Makes the projections anew from the owner's snapshot, in one transaction: readers see the old rows until it commits. What
   * changes meanwhile comes by the log afterwards. Returns how many rows came.
   */
  async rebuild(): Promise<number> {
    return beyondRegions('facts of the whole province are kept', () =>
      this.db.transaction(async (manager) => {
        await this.lockCursor(manager);
        for (const { table } of this.followed.projections) await manager.query(`delete from ${table}`);
        let [cursor, rows]: [string | null, number] = [null, 0];
        for (let hasMore = true; hasMore;) {
          const page: FeedPage = await this.readPage(cursor);
          await this.apply(manager, page);
          ({ cursor, hasMore } = page);
          rows += page.changes.length;
        }
        return rows;
      }),
    );
  }

  private async cursor(db: Queryable): Promise<string | null> {
    const sql = 'select cursor from projection_cursor where source = $1';
    const [row] = await db.query<{ cursor: string | null }[]>(sql, [this.source]);
    return row?.cursor ?? null;
  }

  /** Takes the cursor for this transaction and says where it stands. */
  private async lockCursor(db: Queryable): Promise<string | null> {
    // Nothing is known of the owner before the snapshot is through: that instant is as old as can be.
    await db.query(
      `insert into projection_cursor (source, cursor, applied_at) values ($1, null, 'epoch') on conflict on constraint projection_cursor_pkey do nothing`,
      [this.source],
    );
    const sql = 'select cursor from projection_cursor where source = $1 for update';
    const [row] = await db.query<{ cursor: string | null }[]>(sql, [this.source]);
    return row?.cursor ?? null;
  }

  private async apply(db: Queryable, page: FeedPage): Promise<void> {
    for (const projection of this.followed.projections) await applyChanges(db, projection, page.changes);
    await db.query(
      'update projection_cursor set cursor = $2, applied_at = coalesce($3, applied_at) where source = $1',
      [this.source, page.cursor, page.asOf],
    );
  }
}
