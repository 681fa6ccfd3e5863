import { AsyncLocalStorage } from 'node:async_hooks';

import { FaultError } from '@nuan/errors';
import type { DataSource } from 'typeorm';

/** Which rows statements may see and write, as patterns of region codes: `3401%` is a city and all of its counties. */
export interface RegionScope {
  readonly read: readonly string[];
  readonly write: readonly string[];
}

/** A scope as PostgreSQL is told it. */
export interface ScopeSettings {
  readonly read: string;
  readonly write: string;
}

/** What a connection is told when nothing opened a scope: no row may be seen. */
export const NOTHING: ScopeSettings = { read: '', write: '' };

/** What {@link beyondRegions} tells a connection. */
export const EVERYTHING: ScopeSettings = { read: '%', write: '%' };

const scopes = new AsyncLocalStorage<ScopeSettings>();

/**
 * Runs `work` so that every statement in it, however deep, sees and writes the rows of these regions alone. The wall stands
 * in the database, so a statement that forgets its own condition finds nothing beyond.
 *
 * @throws FaultError for what is no pattern of a region code.
 */
export function runInScope<T>(scope: RegionScope, work: () => T): T {
  return scopes.run({ read: patterns(scope.read), write: patterns(scope.write) }, work);
}

/**
 * Runs `work` so that its statements see and write the rows of all regions: for what is decided over the whole province (a
 * person has one file, whichever county keeps it) and for what no person asked for (jobs that are due, feeds). Keep `work` as
 * small as the statement that needs it, and let it give back no more than the caller may know.
 *
 * @param _reason why, in a few words; it is for whoever reads the code or searches it.
 */
export function beyondRegions<T>(_reason: string, work: () => T): T {
  return scopes.run(EVERYTHING, work);
}

/** The same for a list that bounds its rows itself and reads beyond them to decide which they are: its queries alone pass. */
export function readsBeyondRegions(reason: string, db: Pick<DataSource, 'query'>): Pick<DataSource, 'query'> {
  return { query: (sql: string, values?: unknown[]) => beyondRegions(reason, () => db.query(sql, values)) };
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
