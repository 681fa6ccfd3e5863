import { existsSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileLockHolder, isRunning, type ProcessIdentity, startEmbeddedPostgres } from '@nuan/database';
import { FaultError } from '@nuan/errors';

/** What an all-in-one makes in its data directory; nothing else is ever removed. */
const OWN_ENTRIES =
  /^(postgres|logs|(secrets|field-keys|development-key|jwks|state|children)\.json(\..*)?|platform\.lock(\..*)?|\.writable-\d+)$/;

/**
 * Removes everything that an all-in-one keeps in `dataDir`; returns the lines that say what was done.
 * @throws FaultError when one runs there.
 */
export async function reset(dataDir: string): Promise<string[]> {
  if (!existsSync(dataDir)) return [`nothing to reset: ${dataDir} doesn't exist`];
  const running = fileLockHolder(join(dataDir, 'platform.lock'));
  if (running !== null) {
    throw new FaultError(`Nuan runs on ${dataDir} (process ${running.pid}): stop it first (Ctrl-C where it runs)`);
  }
  const own = readdirSync(dataDir).filter((entry) => OWN_ENTRIES.test(entry));
  if (own.length === 0) return [`nothing to reset: ${dataDir} holds nothing of ours`];
  const lines = await endLeftovers(dataDir);
  for (const entry of own) rmSync(join(dataDir, entry), { recursive: true, force: true });
  lines.push(`removed ${own.join(', ')} from ${dataDir}`);
  if (readdirSync(dataDir).length === 0) rmdirSync(dataDir);
  else lines.push(`left what isn't ours: ${readdirSync(dataDir).join(', ')}`);
  lines.push('the next "npm start" begins with a new database, new keys and a new sample load');
  return lines;
}

/** A killed start leaves its programs and its database server running; both would write into what is being removed. */
async function endLeftovers(dataDir: string): Promise<string[]> {
  const lines: string[] = [];
  const left = readChildren(join(dataDir, 'children.json')).filter(isRunning);
  left.forEach(({ pid }) => process.kill(pid, 'SIGKILL'));
  if (left.length > 0) lines.push(`ended ${left.length} processes that a killed start had left running`);
  if (existsSync(join(dataDir, 'postgres/data/postmaster.pid'))) {
    const server = await startEmbeddedPostgres({ dir: join(dataDir, 'postgres') });
    await server.stop();
    lines.push('stopped the database server');
  }
  return lines;
}

function readChildren(file: string): ProcessIdentity[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity[]) : [];
}
