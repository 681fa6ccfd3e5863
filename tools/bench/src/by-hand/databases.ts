import { NOTHING, scopedClient } from '@nuan/database';
import pg from 'pg';

import type { SubgraphName } from '../bench.config';

/** As many connections per database as a subgraph has. */
const POOL_SIZE = 10;

/** A statement that is prepared once per connection under its name. */
export interface Statement {
  readonly database: SubgraphName;
  readonly name: string;
  readonly text: string;
}

/** Connections to the five databases. */
export class Databases {
  private readonly pools: ReadonlyMap<SubgraphName, pg.Pool>;

  constructor(urls: Readonly<Record<SubgraphName, string>>) {
    const names = Object.keys(urls) as SubgraphName[];
    this.pools = new Map(
      names.map((name) => {
        const pool = new pg.Pool({
          Client: scopedClient(NOTHING),
          connectionString: urls[name],
          max: POOL_SIZE,
          idleTimeoutMillis: 600_000,
          application_name: 'nuan bench by hand',
          statement_timeout: 15_000,
        });
        pool.on('error', () => undefined);
        return [name, pool];
      }),
    );
  }

  /** The rows as arrays in the order of the select list: no object per row, no parse and plan per call. */
  async rows<Row extends readonly unknown[]>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    const { database, name, text } = statement;
    const client = await this.pools.get(database)?.connect();
    try {
      const result = await client?.query({ name, text, values: [...values], rowMode: 'array' });
      return (result?.rows ?? []) as unknown as Row[];
    } finally {
      client?.release();
    }
  }
}
