import { isPlatform, scopePatterns, type Viewer, writePatterns } from '@nuan/auth';
import { beyondRegions, runInScope } from '@nuan/database';

/**
 * Runs `work` behind the wall of the caller's regions and unions: its statements see the rows of those in which the caller reads
 * or writes, and write in those in which the caller writes. The platform's own acts have no regions and are bound by none.
 */
export function asViewer<T>(viewer: Viewer, work: () => T): T {
  if (isPlatform(viewer)) return beyondRegions('an act of the platform itself', work);
  const write = writePatterns(viewer);
  const { readUnions, writeUnions } = viewer;
  // Who may write somewhere and not read is shown what was written.
  const regions = { read: [...scopePatterns(viewer), ...write], write };
  const seen = (readUnions ?? null) === null ? null : [...(readUnions ?? []), ...(writeUnions ?? [])];
  return runInScope({ ...regions, readUnions: seen, writeUnions: writeUnions ?? null }, work);
}
