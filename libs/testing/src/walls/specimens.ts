import { FaultError } from '@nuan/errors';
import type { DataSource } from 'typeorm';

import { BareTables } from '../bare/bare-tables';
import type { WalledTable } from './walled-tables';

/**
 * A row in each walled table for each of two regions, of nothing but what the walls read: the other rules of this database, which
 * is the spec's own, are taken off, so that no table needs a fixture of its own.
 */
export class Specimens {
  private bare: BareTables | undefined;
  private readonly rows = new Map<string, Readonly<Record<string, unknown>>>();

  constructor(
    private readonly owner: DataSource,
    private readonly tables: readonly WalledTable[],
  ) {}

  /** Takes the other rules off and makes the rows. */
  async make(regionCodes: readonly string[]): Promise<void> {
    this.bare = await BareTables.of(this.owner);
    for (const { table } of this.tables) for (const code of regionCodes) await this.rowIn(table, code);
  }

  /** Columns of a new row that lies in this region: its key, its region or its parent. */
  async values(table: string, regionCode: string): Promise<Record<string, unknown>> {
    const walled = this.tables.find((known) => known.table === table);
    if (!walled) throw new FaultError(`${table} hangs on the wall of another and has none itself`);
    const values = this.bare?.freshKey(table) ?? {};
    for (const column of walled.regions) values[column] = regionCode;
    const [parent] = walled.parents;
    if (parent) values[parent.column] = (await this.rowIn(parent.table, regionCode))[parent.key];
    return values;
  }

  /** The row of a table in this region, made when it isn't there yet. */
  private async rowIn(table: string, regionCode: string): Promise<Readonly<Record<string, unknown>>> {
    const known = this.rows.get(`${table} ${regionCode}`);
    if (known) return known;
    const values = await this.values(table, regionCode);
    const columns = Object.keys(values);
    const places = columns.map((_column, at) => `$${at + 1}`);
    await this.owner.query(
      `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')})`,
      Object.values(values),
    );
    this.rows.set(`${table} ${regionCode}`, values);
    return values;
  }
}
