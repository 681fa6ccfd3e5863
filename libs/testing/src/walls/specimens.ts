import { FaultError } from '@nuan/errors';
import type { DataSource } from 'typeorm';

import { BareTables } from '../bare/bare-tables';
import type { UnionBound, WalledTable } from './walled-tables';

/** Where a specimen lies, and of which union it is if that matters. */
interface Place {
  readonly regionCode: string;
  readonly unionId?: string;
}

/**
 * A row in each walled table for each of several regions, or unions of one, of nothing but what the walls read: the other rules of
 * this database, which is the spec's own, are taken off, so that no table needs a fixture of its own.
 */
export class Specimens {
  private bare: BareTables | undefined;
  private readonly rows = new Map<string, Readonly<Record<string, unknown>>>();

  constructor(
    private readonly owner: DataSource,
    private readonly tables: readonly WalledTable[],
  ) {}

  /** Takes the other rules off and makes a row in each table for each region. */
  async make(regionCodes: readonly string[]): Promise<void> {
    await this.fill(regionCodes.map((regionCode) => ({ regionCode })));
  }

  /** The same for several unions of one region. */
  async makeOfUnions(regionCode: string, unionIds: readonly string[]): Promise<void> {
    await this.fill(unionIds.map((unionId) => ({ regionCode, unionId })));
  }

  /** Columns of a new row that lies in this region, and is of this union: its key, and what the walls read. */
  async values(table: string, regionCode: string, unionId?: string): Promise<Record<string, unknown>> {
    const walled = this.tables.find((known) => known.table === table);
    if (!walled) throw new FaultError(`${table} hangs on the wall of another and has none itself`);
    const place = { regionCode, ...(unionId !== undefined && { unionId }) };
    const values = this.bare?.freshKey(table) ?? {};
    for (const column of walled.regions) values[column] = regionCode;
    const [parent] = walled.parents;
    if (parent) values[parent.column] = (await this.rowIn(parent.table, place))[parent.key];
    if (unionId !== undefined && walled.union) Object.assign(values, await this.ofUnion(walled.union, unionId, place));
    return values;
  }

  /** Columns and values that find the row of a union: its key. */
  async keyOf(table: string, regionCode: string, unionId: string): Promise<Record<string, unknown>> {
    const row = await this.rowIn(table, { regionCode, unionId });
    const key = Object.keys(this.bare?.freshKey(table) ?? {});
    // A key that the database gives isn't known here: what the walls read tells the row from those of other unions.
    const names = key.length > 0 ? key : Object.keys(row);
    return Object.fromEntries(names.map((name) => [name, row[name]]));
  }

  private async ofUnion(
    { columns, parents, writers }: UnionBound,
    unionId: string,
    place: Place,
  ): Promise<Record<string, unknown>> {
    const values: Record<string, unknown> = {};
    for (const column of columns) values[column] = unionId;
    for (const column of writers) values[column] = [unionId];
    const [parent] = columns.length === 0 ? parents : [];
    if (parent) values[parent.column] = (await this.rowIn(parent.table, place))[parent.key];
    return values;
  }

  private async fill(places: readonly Place[]): Promise<void> {
    this.bare = await BareTables.of(this.owner);
    for (const { table } of this.tables) for (const place of places) await this.rowIn(table, place);
  }

  /** The row of a table in this place, made when it isn't there yet. */
  private async rowIn(table: string, { regionCode, unionId }: Place): Promise<Readonly<Record<string, unknown>>> {
    const name = [table, regionCode, unionId].join(' ');
    const known = this.rows.get(name);
    if (known) return known;
    const values = await this.values(table, regionCode, unionId);
    const columns = Object.keys(values);
    const places = columns.map((_column, at) => `$${at + 1}`);
    await this.owner.query(
      `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
      Object.values(values),
    );
    this.rows.set(name, values);
    return values;
  }
}
