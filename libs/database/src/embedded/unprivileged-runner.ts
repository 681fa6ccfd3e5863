import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FaultError } from '@nuan/errors';

/** How to run a PostgreSQL program: what to spawn, and as whom. */
export interface UnprivilegedCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly as: { readonly uid?: number; readonly gid?: number };
}

/** Runs PostgreSQL's programs as somebody who isn't root, as they demand. */
export interface UnprivilegedRunner {
  readonly how: 'plain' | 'user namespace' | 'setuid';
  command(program: 'initdb' | 'postgres', args: readonly string[]): UnprivilegedCommand;
  /** Gives a file or folder to whom the programs run as. */
  own(path: string): void;
}

const NAMESPACE = ['--user', '--map-user=65534', '--map-group=65534'];

/**
 * Not root: plainly. Root: in a user namespace, where root looks like nobody and still reads what root reads; where a
 * container forbids that, as `postgres` or `nobody`, who must be able to reach binaries and data.
 * @throws FaultError when the data directory can't be reached by that user.
 */
export function unprivilegedRunner(binariesDir: string, dataDir: string, namespaces = true): UnprivilegedRunner {
  const bin = (root: string, program: string): string => join(root, 'bin', program);
  if (process.getuid?.() !== 0) {
    const command = (program: string, args: readonly string[]) => ({ file: bin(binariesDir, program), args, as: {} });
    return { how: 'plain', command, own: () => undefined };
  }
  if (namespaces && spawnSync('unshare', [...NAMESPACE, 'true']).status === 0) {
    const command = (program: string, args: readonly string[]) => ({
      file: 'unshare',
      args: [...NAMESPACE, bin(binariesDir, program), ...args],
      as: {},
    });
    return { how: 'user namespace', command, own: () => undefined };
  }
  const { name, uid, gid } = unprivilegedUser();
  const closed = closedFolder(dirname(dataDir));
  if (closed !== null) {
    throw new FaultError(
      `PostgreSQL doesn't run as root, and its user ${name} can't reach ${dataDir}: run "chmod o+x ${closed}" or set NUAN_DATA_DIR to a folder open to it`,
    );
  }
  const root = reachableBinaries(binariesDir);
  return {
    how: 'setuid',
    command: (program, args) => ({ file: bin(root, program), args, as: { uid, gid } }),
    own: (path) => chownSync(path, uid, gid),
  };
}

function unprivilegedUser(): { name: string; uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  const [name, , uid, gid] = user ?? [];
  if (name === undefined || uid === undefined || gid === undefined) {
    throw new FaultError(
      "PostgreSQL doesn't run as root and there is no user postgres or nobody: start as a plain user",
    );
  }
  return { name, uid: Number(uid), gid: Number(gid) };
}

/** The first folder on the way to `path` that others can't pass, null when all can be passed. */
function closedFolder(path: string): string | null {
  const parent = dirname(path);
  const above = parent === path ? null : closedFolder(parent);
  if (above !== null) return above;
  return (statSync(path).mode & 0o001) === 0 ? path : null;
}

/** The binaries where others can read them: in place, or a copy under /var/tmp. */
function reachableBinaries(binariesDir: string): string {
  if (closedFolder(binariesDir) === null) return binariesDir;
  const copy = `/var/tmp/nuan-postgres-${statSync(join(binariesDir, 'bin', 'postgres')).size}`;
  // Only a folder of root's own is trusted: /var/tmp is writable by all.
  if (existsSync(join(copy, 'bin', 'postgres')) && statSync(copy).uid === 0) return copy;
  const draft = `${copy}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o755 });
  cpSync(binariesDir, draft, { recursive: true, verbatimSymlinks: true });
  rmSync(copy, { recursive: true, force: true });
  renameSync(draft, copy);
  return copy;
}
