import { type Action, assertCan, scopePatterns, type Viewer, writePatterns } from '@nuan/auth';
import { prepared, type RowMapping, rowMapping } from '@nuan/database';
import { NotFoundError } from '@nuan/errors';
import { isUuid } from '@nuan/kernel';
import { type DataSource, getMetadataArgsStorage } from 'typeorm';

import { alignMany, alignOne } from './batch-alignment';
import type { Batch } from './context';
import type { Connection } from './list/connection';
import type { List } from './list/list';
import type { ListRequest } from './list/options';
import { unionCondition } from './union-bound';

/** What a reader needs to know of its rows. */
export interface RegionalSource<T extends { readonly id: string }> {
  /** Entity class; its columns are what is read. It must have `regionCode`. */
  readonly entity: new () => T;
  /** Right that every read asserts. */
  readonly action: Action;
  readonly list: List;
  /** Alias of the entity's table in the list's `from`. */
  readonly alias: string;
  /** Columns of its unions, with their alias, where the table has no wall that bounds them; a row with several is of each. */
  readonly unionColumns?: readonly string[];
}

/**
 * Reads rows that belong to a region (look-up, batch, page), each asserted and bounded to the viewer's regions. The
 * columns come from the entity, so that a page, a batch and a look-up return the same thing.
 */
export class RegionalReader<T extends { readonly id: string }> {
  protected readonly rows: RowMapping<T>;
  protected readonly table: string;

  constructor(
    protected readonly db: DataSource,
    protected readonly source: RegionalSource<T>,
  ) {
    this.rows = rowMapping(source.entity, source.alias);
    this.table = tableOf(source.entity);
  }

  /** Rows by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, T | null> = async (viewer, ids) =>
    alignOne(ids, await this.select(viewer, `${this.source.alias}.id = any($1::uuid[])`, ids), (row) => row.id);

  /**
   * One row.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<T> {
    const [row] = isUuid(id) ? await this.loadMany(viewer, [id], undefined) : [];
    if (!row) throw new NotFoundError(this.source.entity.name, id);
    return row;
  }

  /**
   * What came of an act of this viewer: a row of the write regions. The act asserted its own right, and who may write and not
   * read is shown what was written.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's write regions.
   */
  async written(viewer: Viewer, id: string): Promise<T> {
    const { alias, entity } = this.source;
    const [row] = await this.db.query<Record<string, unknown>[]>(
      `select ${this.rows.columns} from ${this.table} ${alias} where ${alias}.id = $1 and ${alias}.region_code like any($2::text[]) ${this.andOfUnions(viewer)}`,
      [id, writePatterns(viewer)],
    );
    if (!row) throw new NotFoundError(entity.name, id);
    return this.rows.map(row);
  }

  /** A page of rows. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<T>> {
    assertCan(viewer, this.source.action);
    const bound = this.ofUnions(viewer);
    return this.source.list.page(this.db, viewer, request, {
      ...{ select: this.rows.columns, map: this.rows.map },
      ...(bound && { where: [() => bound] }),
    });
  }

  /** What bounds the rows of a table without a wall to the viewer's unions; null when nothing has to. */
  protected ofUnions(viewer: Viewer): string | null {
    const { unionColumns } = this.source;
    return unionColumns ? unionCondition(viewer, ...unionColumns) : null;
  }

  /** The same as one more condition of a statement. */
  protected andOfUnions(viewer: Viewer): string {
    const bound = this.ofUnions(viewer);
    return bound === null ? '' : `and ${bound}`;
  }

  /** Rows under `condition`, which names the keys as `$1`, within the viewer's regions; one statement. */
  protected async select(viewer: Viewer, condition: string, keys: readonly string[], order = ''): Promise<T[]> {
    assertCan(viewer, this.source.action);
    const { alias } = this.source;
    const rows = await this.db.query<Record<string, unknown>[]>(
      prepared(
        `select ${this.rows.columns} from ${this.table} ${alias} where ${condition} and ${alias}.region_code like any($2::text[]) ${this.andOfUnions(viewer)} ${order}`,
      ),
      [keys, scopePatterns(viewer)],
    );
    return rows.map(this.rows.map);
  }

  /**
   * The first rows of each key in one statement; index-aligned with `keys`.
   */
  protected async selectFirst(viewer: Viewer, keys: readonly string[], read: FirstRows): Promise<T[][]> {
    assertCan(viewer, this.source.action);
    const { alias } = this.source;
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select wanted.key::text as wanted_key, ${alias}.* from unnest($1::${read.keyType}[]) wanted(key)
       cross join lateral (
         select ${this.rows.columns} from ${read.from ?? `${this.table} ${alias}`}
         where ${read.condition} and ${alias}.region_code like any($2::text[]) ${this.andOfUnions(viewer)} order by ${read.order} limit $3
       ) ${alias}`,
      [keys, scopePatterns(viewer), read.first],
    );
    const pairs = rows.map((row) => ({ key: String(row['wanted_key']), value: this.rows.map(row) }));
    return alignMany(keys, pairs, (pair) => pair.key).map((group) => group.map((pair) => pair.value));
  }
}

/** Which rows of each key are wanted first. */
export interface FirstRows {
  readonly keyType: 'uuid' | 'text';
  /** SQL that yields the rows under their alias; the entity's own table when absent. */
  readonly from?: string;
  /** Condition that compares a row to `wanted.key`. */
  readonly condition: string;
  readonly order: string;
  readonly first: number;
}

function tableOf(entity: new () => object): string {
  const table = getMetadataArgsStorage().tables.find(({ target }) => target === entity);
  return table?.name ?? entity.name;
}
