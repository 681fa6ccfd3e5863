import type { Role, Viewer } from '@nuan/auth';
import { regionPrefix } from '@nuan/kernel';

/** What a test says of its viewer; the rest is a province officer's. */
export interface TestViewerOptions {
  readonly subject?: string;
  /** Default 'province'. */
  readonly role?: Role;
  /** Region codes; default the province. */
  readonly read?: readonly string[];
  /** Region codes; default as `read`. */
  readonly write?: readonly string[];
  /** Heads of the sub-trees of unions that bound its reading; default null: bounded by regions alone. */
  readonly readUnions?: readonly string[] | null;
  /** Heads of the sub-trees of unions that bound its writing; default as `readUnions`. */
  readonly writeUnions?: readonly string[] | null;
  readonly unionId?: string | null;
  readonly department?: string | null;
  readonly scopes?: readonly string[];
  readonly subgraph?: string | null;
}

/** A viewer as a verified token would make it: `viewerWith({ role: 'county', read: ['340102'] })`. */
export function viewerWith(options: TestViewerOptions = {}): Viewer {
  const read = options.read ?? ['340000'];
  return {
    subject: options.subject ?? 'test-viewer',
    role: options.role ?? 'province',
    readPrefixes: read.map(regionPrefix),
    writePrefixes: (options.write ?? read).map(regionPrefix),
    readUnions: options.readUnions ?? null,
    writeUnions: options.writeUnions ?? options.readUnions ?? null,
    unionId: options.unionId ?? null,
    department: options.department ?? null,
    scopes: options.scopes ?? [],
    subgraph: options.subgraph ?? null,
    credential: null,
  };
}
