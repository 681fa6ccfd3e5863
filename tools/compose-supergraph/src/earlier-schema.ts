import { execFileSync } from 'node:child_process';

/**
 * The public schema that clients know: that of `base` when one is given, else the last committed one that differs from
 * `current`. Null where there is none, or no git.
 */
export function earlierSchema(root: string, path: string, current: string, base: string | undefined): string | null {
  if (base !== undefined) return show(root, base, path);
  const commits = git(root, ['log', '-n', '2', '--format=%H', '--', path])?.split('\n').filter(Boolean) ?? [];
  for (const commit of commits) {
    const committed = show(root, commit, path);
    if (committed !== null && committed !== current) return committed;
  }
  return null;
}

function show(root: string, commit: string, path: string): string | null {
  return git(root, ['show', `${commit}:${path}`]);
}

function git(root: string, args: readonly string[]): string | null {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
}
