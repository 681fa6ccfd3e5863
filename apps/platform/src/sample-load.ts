import { asAdmin } from '@nuan/database';
import { FaultError } from '@nuan/errors';
import type { DatabaseUrls } from './database-server';
import type { SubgraphName } from './platform.config';

/** How far the loader is. */
export interface LoadProgress {
  /** 0..1 over all databases. */
  readonly share: number;
  readonly what: string;
}

/**
 * Those of the named subgraphs whose sample is missing. Each database is loaded in one transaction that also writes its `bulk_load` row,
 * so a load that was cut off has left nothing there and is simply done again.
 * @throws FaultError when a database holds the sample at another scale.
 */
export async function findUnloaded(
  databases: DatabaseUrls,
  names: readonly SubgraphName[],
  scale: number,
): Promise<SubgraphName[]> {
  const scales = await Promise.all(names.map((name) => loadedScale(databases[name].ownerUrl)));
  const other = scales.find((loaded) => loaded !== null && loaded !== scale);
  if (other !== undefined) {
    throw new FaultError(
      `the data holds the sample campaign at scale ${other}, and NUAN_SCALE is ${scale}: set NUAN_SCALE=${other}, ` +
        'run "npm run reset" to start over, or set NUAN_DATA_DIR to another directory',
    );
  }
  return names.filter((_name, index) => scales[index] === null);
}

/** When the sample was loaded; the latest of the databases, since a load may have gone on after a kill. */
export async function findLoadedAt(databases: DatabaseUrls, names: readonly SubgraphName[]): Promise<Date> {
  const times = await Promise.all(
    names.map((name) =>
      asAdmin(databases[name].ownerUrl, (owner) =>
        owner.query<{ at: Date }>(`select finished_at as at from bulk_load where kind = 'SAMPLE'`),
      ),
    ),
  );
  return new Date(Math.max(...times.flatMap(({ rows }) => rows.map(({ at }) => at.getTime()))));
}

/** Reads a line of the loader's output; null when it says nothing about progress. */
export function parseProgress(line: string): LoadProgress | null {
  try {
    const { progress } = JSON.parse(line) as { progress?: Readonly<Record<string, unknown>> };
    if (typeof progress?.['overall'] !== 'number') return null;
    const { overall, database, table, phase } = progress;
    const part = typeof table === 'string' ? table : String(phase ?? '').toLowerCase();
    return { share: overall, what: `${String(database ?? '')} ${part}` };
  } catch {
    return null;
  }
}

async function loadedScale(ownerUrl: string): Promise<number | null> {
  const loads = await asAdmin(ownerUrl, (owner) =>
    owner.query<{ scale: string }>(`select scale::text as scale from bulk_load where kind = 'SAMPLE'`),
  );
  const [load] = loads.rows;
  return load === undefined ? null : Number(load.scale);
}
