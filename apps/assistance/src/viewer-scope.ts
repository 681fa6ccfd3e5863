import { readScope, type Viewer } from '@nuan/auth';

/** The viewer's regions and every region above one of them: '341102' → 340000, 341100, 341102. */
export function enclosingCodes(viewer: Viewer): string[] {
  const codes = readScope(viewer).flatMap((prefix) =>
    [2, 4, 6].filter((length) => length <= prefix.length).map((length) => prefix.slice(0, length).padEnd(6, '0')),
  );
  return [...new Set(codes)];
}
