import { join, resolve } from 'node:path';
import { Platform } from './platform';
import { readPlatformConfig } from './platform.config';

/** Given to the programs as they are: they find commands, time zones and proxies by them. */
const INHERITED = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR', 'NODE_EXTRA_CA_CERTS'];

/**
 * Runs the all-in-one, or the one subgraph that is named, until it is told to stop. `pagesBuilt` is awaited before the programs start: what `npm start` still
 * builds while the database is made and loaded.
 */
export async function main(pagesBuilt: Promise<void> = Promise.resolve()): Promise<void> {
  // dist/main.cjs lies three folders below the root.
  const root = resolve(__dirname, '../../..');
  const inherited = INHERITED.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  let platform: Platform | null = null;
  let signals = 0;
  const stop = (): void => {
    signals += 1;
    // Asked twice: whoever asks is in a hurry, and the next start clears up.
    if (signals > 1) process.exit(130);
    process.stdout.write('\nnuan: stopping\n');
    void Promise.resolve(platform?.stop()).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  try {
    // Within: a fault of the configuration is told in one line too.
    platform = new Platform({
      config: readPlatformConfig(process.env, process.cwd(), process.argv[2]),
      workspace: { root, bundle: (path) => join(root, path, 'dist/main.cjs') },
      inherited: Object.fromEntries(inherited),
      output: process.stdout,
      pagesBuilt,
      startedAtMs: Number(process.env['NUAN_STARTED_AT'] ?? Date.now()),
    });
    await platform.start();
  } catch (error) {
    if (signals > 0) return;
    process.stderr.write(`nuan: ${error instanceof Error ? error.message : String(error)}\n`);
    await platform?.stop();
    process.exit(1);
  }
}

if (require.main === module) void main();
