import { AsyncLocalStorage } from 'node:async_hooks';

import { FaultError } from '@nuan/errors';
import { isUuid } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

/**
 * Which rows statements may see and write: patterns of region codes (`3401%` is a city and all of its counties) and, for who is
 * bounded by unions too, the ids of those at the head of its sub-trees.
 */
export interface RegionScope {
  readonly read: readonly string[];
  readonly write: readonly string[];
  /** Heads of the sub-trees whose rows are seen; absent or null: rows of every union. */
  readonly readUnions?: readonly string[] | null;
  /** Heads of the sub-trees whose rows are written; absent or null: rows of every union. */
  readonly writeUnions?: readonly string[] | null;
}

/** A scope as PostgreSQL is told it. */
export interface ScopeSettings {
  readonly read: string;
  readonly write: string;
  readonly readUnions: string;
  readonly writeUnions: string;
}

/** What a connection is told of who is bounded by no union. It differs from nothing told, which shows no row. */
export const EVERY_UNION = '*';

/** What a connection is told when nothing opened a scope: no row may be seen. */
export const NOTHING: ScopeSettings = { read: '', write: '', readUnions: '', writeUnions: '' };

/** What {@link beyondRegions} tells a connection. */
export const EVERYTHING: ScopeSettings = { read: '%', write: '%', readUnions: EVERY_UNION, writeUnions: EVERY_UNION };

const scopes = new AsyncLocalStorage<ScopeSettings>();

/**
 * Runs `work` so that every statement in it, however deep, sees and writes the rows of these regions and unions alone. The
 * wall stands in the database, so a statement that forgets its own condition finds nothing beyond.
 *
 * @throws FaultError for what is no pattern of a region code, or no id of a union.
 */
export function runInScope<T>({ read, write, readUnions, writeUnions }: RegionScope, work: () => T): T {
  const settings = {
    ...{ read: patterns(read), write: patterns(write) },
    ...{ readUnions: heads(readUnions ?? null), writeUnions: heads(writeUnions ?? null) },
  };
  return scopes.run(settings, work);
}

/**
 * Runs `work` so that its statements see and write the rows of all regions and unions: for what is decided over the whole province (a
 * person has one file, whichever county keeps it) and for what no person asked for (jobs that are due, feeds). Keep `work` as
 * small as the statement that needs it, and let it give back no more than the caller may know.
 *
 * @param _reason why, in a few words; it is for whoever reads the code or searches it.
 */
export function beyondRegions<T>(_reason: string, work: () => T): T {
  return scopes.run(EVERYTHING, work);
}

/**
 * The same for a list that bounds the regions of its rows itself and reads beyond them to decide which they are: its queries alone
 * pass, and stay within the unions of whoever asks.
 */
export function readsBeyondRegions(_reason: string, db: Pick<DataSource, 'query'>): Pick<DataSource, 'query'> {
  const { readUnions, writeUnions } = currentScope() ?? NOTHING;
  const scope = { ...EVERYTHING, readUnions, writeUnions };
  return { query: (sql: string, values?: unknown[]) => scopes.run(scope, () => db.query(sql, values)) };
}

/** The scope that the running code is in; null outside of any. */
export function currentScope(): ScopeSettings | null {
  return scopes.getStore() ?? null;
}

function patterns(list: readonly string[]): string {
  const wrong = list.find((pattern) => !/^\d{0,6}%$/.test(pattern));
  if (wrong !== undefined) throw new FaultError(`not a pattern of region codes: ${wrong}`);
  return [...new Set(list)].join(',');
}

function heads(unions: readonly string[] | null): string {
  if (unions === null) return EVERY_UNION;
  const wrong = unions.find((id) => !isUuid(id));
  if (wrong !== undefined) throw new FaultError(`not an id of a union: ${wrong}`);
  return [...new Set(unions)].sort().join(',');
}
