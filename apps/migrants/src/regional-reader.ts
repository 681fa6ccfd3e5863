import { type Action, assertCan, readScope, type Viewer } from '@nuan/auth';
import { FaultError, NotFoundError } from '@nuan/errors';
import type { Batch, Connection, List, ListRequest } from '@nuan/federation';
import type { DataSource } from 'typeorm';

import { alignMany, alignOne } from './batch-alignment';

/** What a reader needs to know of its rows. */
export interface RegionalSource<T extends { readonly id: string }> {
  /** Entity class; its columns are what is read. It must have `regionCode`. */
  readonly entity: new () => T;
  /** Right that every read asserts. */
  readonly action: Action;
  readonly list: List;
  /** Alias of the entity's table in the list's `from`. */
  readonly alias: string;
}

interface ColumnReader {
  readonly property: string;
  readonly from: ((value: unknown) => unknown) | null;
}

/**
 * Reads rows that belong to a region (look-up, batch, page), each asserted and bounded to the viewer's regions. The
 * columns come from the entity, so that a page, a batch and a look-up return the same thing.
 */
export class RegionalReader<T extends { readonly id: string }> {
  private layout: { readonly select: string; readonly table: string; readonly readers: readonly ColumnReader[] } | undefined;

  constructor(
    protected readonly db: DataSource,
    private readonly source: RegionalSource<T>,
  ) {}

  /** Rows by id in one statement; index-aligned, null for an id that is unknown or outside the viewer's regions. */
  readonly loadMany: Batch<string, T | null> = async (viewer, ids) =>
    alignOne(ids, await this.select(viewer, `${this.source.alias}.id = any($1::uuid[])`, ids), (row) => row.id);

  /**
   * One row.
   *
   * @throws NotFoundError when the id is unknown or outside the viewer's regions.
   */
  async get(viewer: Viewer, id: string): Promise<T> {
    const [row] = await this.loadMany(viewer, [id], undefined);
    if (!row) throw new NotFoundError(this.source.entity.name, id);
    return row;
  }

  /** A page of rows. */
  async list(viewer: Viewer, request: ListRequest): Promise<Connection<T>> {
    assertCan(viewer, this.source.action);
    return this.source.list.page(this.db, viewer, request, { select: this.columns().select, map: (row) => this.toEntity(row) });
  }

  /** Rows under `condition`, which names the keys as `$1`, within the viewer's regions; one statement. */
  protected async select(viewer: Viewer, condition: string, keys: readonly string[], order = ''): Promise<T[]> {
    assertCan(viewer, this.source.action);
    const { select, table } = this.columns();
    const { alias } = this.source;
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select ${select} from ${table} ${alias} where ${condition} and ${alias}.region_code like any($2::text[]) ${order}`,
      [keys, patterns(viewer)],
    );
    return rows.map((row) => this.toEntity(row));
  }

  /**
   * The first rows of each key in one statement; index-aligned with `keys`.
   */
  protected async selectFirst(viewer: Viewer, keys: readonly string[], read: FirstRows): Promise<T[][]> {
    assertCan(viewer, this.source.action);
    const { select, table } = this.columns();
    const { alias } = this.source;
    const rows = await this.db.query<Record<string, unknown>[]>(
      `select wanted.key::text as wanted_key, ${alias}.* from unnest($1::${read.keyType}[]) wanted(key)
       cross join lateral (
         select ${select} from ${read.from ?? `${table} ${alias}`}
         where ${read.condition} and ${alias}.region_code like any($2::text[]) order by ${read.order} limit $3
       ) ${alias}`,
      [keys, patterns(viewer), read.first],
    );
    const pairs = rows.map((row) => ({ key: String(row['wanted_key']), value: this.toEntity(row) }));
    return alignMany(keys, pairs, (pair) => pair.key).map((group) => group.map((pair) => pair.value));
  }

  private toEntity(row: Record<string, unknown>): T {
    const values: Record<string, unknown> = {};
    for (const { property, from } of this.columns().readers) values[property] = from ? from(row[property]) : row[property];
    return Object.assign(new this.source.entity(), values);
  }

  /** Read from the entity's metadata on first use: at composition the data source may not be open yet. */
  private columns(): NonNullable<typeof this.layout> {
    if (this.layout) return this.layout;
    const metadata = this.db.getMetadata(this.source.entity);
    const select = metadata.columns.map((column) => `${this.source.alias}.${column.databaseName} as "${column.propertyName}"`).join(', ');
    const readers = metadata.columns.map(({ propertyName, transformer }) => {
      if (Array.isArray(transformer)) throw new FaultError(`${metadata.name}.${propertyName} has more than one transformer.`);
      return { property: propertyName, from: transformer ? (value: unknown): unknown => transformer.from(value) as unknown : null };
    });
    return (this.layout = { select, table: metadata.tableName, readers });
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

function patterns(viewer: Viewer): string[] {
  return readScope(viewer).map((prefix) => `${prefix}%`);
}
