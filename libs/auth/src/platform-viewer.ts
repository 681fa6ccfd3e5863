import type { Role } from './role';
import type { Viewer } from './viewer';

/** What is said of a caller whom no token describes. */
interface TokenlessCaller {
  readonly subject: string;
  readonly role: Role;
  /** Prefixes of the division codes where it reads; none when absent. */
  readonly readPrefixes?: readonly string[];
  /** Prefixes of the division codes where it writes; none when absent. */
  readonly writePrefixes?: readonly string[];
}

/** Who acts where no token began the act: a command with the rights of a role, or whom a program knows by other papers. No union bounds it. */
export function viewerWithoutToken({ subject, role, readPrefixes = [], writePrefixes = [] }: TokenlessCaller): Viewer {
  return {
    ...{ subject, role, readPrefixes, writePrefixes, readUnions: null, writeUnions: null },
    ...{ unionId: null, department: null, scopes: [], subgraph: null, credential: null },
  };
}

const PLATFORM = 'system:';

/**
 * The platform itself, whoever's command or calendar makes it act: bound by no region, and never by a token's rights.
 *
 * @param part which part of it acts, such as `retention`; audit rows name it `system:retention`.
 */
export function platformViewer(part: string): Viewer {
  return viewerWithoutToken({ subject: `${PLATFORM}${part}`, role: 'admin' });
}

/** Whether a caller is the platform itself. No token makes such a viewer: those of tokens have a credential. */
export function isPlatform({ subject, credential }: Pick<Viewer, 'subject' | 'credential'>): boolean {
  return !credential && subject.startsWith(PLATFORM);
}
