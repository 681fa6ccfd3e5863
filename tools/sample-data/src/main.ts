import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type { Environment } from '@nuan/config';
import { FaultError } from '@nuan/errors';
import { isSampleDatabase, SAMPLE_DATABASES, type SampleDatabase } from './databases';
import { type LaneLine, runLanes } from './lanes';
import { loadSample } from './load-sample';
import { readLoaderCipher, readLoaderConfig } from './loader.config';

const EVERY_MS = 100;

/** Says a line of JSON, progress at most ten times a second. */
function speaker(): (line: object, isProgress: boolean) => void {
  let spokenAt = 0;
  return (line, isProgress) => {
    const now = Date.now();
    if (isProgress && now - spokenAt < EVERY_MS) return;
    spokenAt = now;
    process.stdout.write(`${JSON.stringify(line)}\n`);
  };
}

async function load(databases: readonly SampleDatabase[], scale: number, env: Environment): Promise<void> {
  readLoaderConfig(databases, env);
  const say = speaker();
  const results = await runLanes(process.argv[1] ?? '', databases, scale, (progress) => {
    say({ progress }, true);
  });
  say({ results }, false);
}

async function lane(databases: readonly SampleDatabase[], scale: number, env: Environment): Promise<void> {
  const config = readLoaderConfig(databases, env);
  const cipher = await readLoaderCipher(config);
  const say = speaker();
  const results = await loadSample({
    ...config,
    cipher,
    scale,
    onProgress: (progress) => {
      say({ progress } satisfies LaneLine, progress.phase === 'ROWS');
    },
  });
  for (const result of results) say({ result } satisfies LaneLine, false);
  // The channel to the process that started this lane would keep it alive.
  process.off('disconnect', endOrphaned);
  process.disconnect?.();
}

/** Whoever started this process by fork is gone; the server rolls back the transaction that is open. */
function endOrphaned(): void {
  process.exit(1);
}

async function main(env: Environment): Promise<void> {
  process.on('disconnect', endOrphaned);
  const { values, positionals } = parseArgs({
    options: { scale: { type: 'string', default: '1' } },
    allowPositionals: true,
  });
  const [command, ...words] = positionals;
  const scale = Number(values.scale);
  const unknown = words.filter((word) => !isSampleDatabase(word));
  if (unknown.length > 0)
    throw new FaultError(`no database is called ${unknown.join(', ')}; there are ${SAMPLE_DATABASES.join(', ')}`);
  if (!(scale > 0)) throw new FaultError(`--scale ${values.scale}: expected a number above 0, such as 1 or 0.01`);
  const databases = words.length === 0 ? SAMPLE_DATABASES : words.filter(isSampleDatabase);
  if (command === 'load') await load(databases, scale, env);
  else if (command === 'lane') await lane(databases, scale, env);
  else throw new FaultError('usage: load [--scale 1] [database …]');
}

main(process.env).catch((error: unknown) => {
  process.stderr.write(`sample-data: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
