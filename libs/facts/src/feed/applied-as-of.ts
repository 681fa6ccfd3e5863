import type { Clock } from '@nuan/kernel';
import type { DataSource } from 'typeorm';

/**
 * The instant of which a figure speaks that depends on facts of other subgraphs: now, or the time until which the oldest of
 * their feeds has been applied. A feed that is at rest keeps its time every ten seconds; one that isn't followed at all
 * (a subgraph that runs alone) keeps that of its load.
 */
export async function appliedAsOf(
  db: Pick<DataSource, 'query'>,
  clock: Clock,
  sources: readonly string[],
): Promise<Date> {
  const [row] = await db.query<{ oldest: Date | null }[]>(
    'select min(applied_at) as oldest from projection_cursor where source = any($1::text[])',
    [sources],
  );
  const now = clock.now();
  return row?.oldest && row.oldest < now ? row.oldest : now;
}
