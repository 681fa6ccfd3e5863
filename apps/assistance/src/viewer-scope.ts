import { readScope, type Viewer } from '@nuan/auth';

/** The viewer's regions as patterns for `like any($n::text[])`; no pattern, no row. */
export function likePatterns(viewer: Viewer): string[] {
  return readScope(viewer).map((prefix) => `${prefix}%`);
}

/** The viewer's regions as division codes, for rollups: '34' → '340000', '3411' → '341100'. They never overlap. */
export function scopeCodes(viewer: Viewer): string[] {
  return readScope(viewer).map((prefix) => prefix.padEnd(6, '0'));
}

/** The viewer's regions and every region above one of them: '341102' → 340000, 341100, 341102. */
export function enclosingCodes(viewer: Viewer): string[] {
  const codes = readScope(viewer).flatMap((prefix) =>
    [2, 4, 6].filter((length) => length <= prefix.length).map((length) => prefix.slice(0, length).padEnd(6, '0')),
  );
  return [...new Set(codes)];
}
