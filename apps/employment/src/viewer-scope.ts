import { readScope, type Viewer } from '@nuan/auth';

/** The viewer's regions as patterns for `like any($n::text[])`; no pattern, no row. */
export function likePatterns(viewer: Viewer): string[] {
  return readScope(viewer).map((prefix) => `${prefix}%`);
}

/** The viewer's regions as division codes, for rollups: '34' → '340000', '3411' → '341100'. They never overlap. */
export function scopeCodes(viewer: Viewer): string[] {
  return readScope(viewer).map((prefix) => prefix.padEnd(6, '0'));
}
