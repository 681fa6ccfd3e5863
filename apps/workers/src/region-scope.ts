import { readScope, type Viewer } from '@nuan/auth';

/** Patterns for `region_code like any($n::text[])`: the regions whose rows the viewer may read. Empty selects no row. */
export function scopePatterns(viewer: Viewer): string[] {
  return readScope(viewer).map((prefix) => `${prefix}%`);
}
