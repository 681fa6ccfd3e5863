import type { Role, Viewer } from '@nuan/auth';

/** Who acts in an audit row where no token began the act: the person or client that signs in, or this program itself. */
export function actorOf(subject: string, role: Role): Viewer {
  return {
    subject,
    role,
    readPrefixes: [],
    writePrefixes: [],
    readUnions: null,
    writeUnions: null,
    unionId: null,
    department: null,
    scopes: [],
    subgraph: null,
    credential: null,
  };
}

/** This program itself. */
export const IDENTITY_PROGRAM: Viewer = actorOf('system:identity', 'admin');
