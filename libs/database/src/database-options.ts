import { types } from 'pg';
import type { DataSourceOptions, MigrationInterface } from 'typeorm';

import type { ColumnPolicy } from './column-policy';
import { EVERYTHING, NOTHING } from './region-scope';
import { scopedClient } from './scoped-client';

/** A class whose instances TypeORM maps to rows. */
export type EntityClass = abstract new (...args: never[]) => object;

/** A migration of one subgraph's database. */
export type MigrationClass = new () => MigrationInterface;

/** What a subgraph says of its database: its name, its tables and the history of its schema, oldest migration first. */
export interface DatabaseDefinition {
  /** The subgraph's name; the database is `nuan_<name>`, the roles `nuan_<name>_owner` and `nuan_<name>_app`. */
  readonly name: string;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
  /** How sensitive each column is; a database that a service runs on states it. */
  readonly columns?: ColumnPolicy;
}

/** How to reach a database. */
export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  readonly entities: readonly EntityClass[];
  readonly migrations?: readonly MigrationClass[];
  /** Most connections of this process; default 10. */
  readonly poolSize?: number;
  /** What `pg_stat_activity` shows. */
  readonly applicationName: string;
  /** A statement that runs longer is cancelled; milliseconds, 0 = never, default 15,000. */
  readonly statementTimeoutMs?: number;
  /** What a statement sees that no region scope was opened for: nothing, unless a test or a tool says otherwise. */
  readonly withoutScope?: 'nothing' | 'everything';
}

const DATE_OID = 1082;

/** Calendar dates stay text: a `Date` would shift them by the process's time zone. Everything else as pg has it. */
function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === DATE_OID) return (value) => value;
  const parse: unknown = format === 'binary' ? types.getTypeParser(oid, 'binary') : types.getTypeParser(oid, 'text');
  return parse as (value: string) => unknown;
}

/**
 * TypeORM options for one subgraph's database: the schema is never synchronised, statements time out, each migration is
 * a transaction of its own. Values come as pg gives them, with one exception: `date` is 'YYYY-MM-DD' text. `bigint` and
 * `numeric` are text, `timestamptz` is a `Date`.
 */
export function databaseOptions(options: DatabaseOptions): DataSourceOptions {
  const statementTimeoutMs = options.statementTimeoutMs ?? 15_000;
  return {
    type: 'postgres',
    url: options.url,
    entities: [...options.entities],
    migrations: [...(options.migrations ?? [])],
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    migrationsRun: false,
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName,
    connectTimeoutMS: 5_000,
    extra: {
      Client: scopedClient(options.withoutScope === 'everything' ? EVERYTHING : NOTHING),
      types: { getTypeParser },
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: statementTimeoutMs === 0 ? 0 : 4 * statementTimeoutMs,
      keepAlive: true,
      // Connections stay open: opening one costs more than the queries of a dashboard.
      idleTimeoutMillis: 600_000,
    },
  };
}
