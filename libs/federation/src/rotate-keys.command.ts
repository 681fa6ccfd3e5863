import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Environment } from '@nuan/config';
import {
  acquireFileLock,
  addFieldKey,
  asAdmin,
  createFieldCipher,
  type KeyProvider,
  openFieldKeys,
  retireFieldKey,
  rewrapFieldKeys,
} from '@nuan/database';
import { FaultError } from '@nuan/errors';
import { KeyRotation, keyUses } from '@nuan/facts';

import type { CommandContext, SubgraphCommand } from './commands';
import type { SubgraphDefinition } from './definition';
import { NEW_KEY_WAITS_MS, readProvider } from './field-keys.source';
import { readSubgraphConfig } from './subgraph.config';

/** Waits for another command that writes the same file. */
const LOCK_WAIT_MS = 10_000;

interface Keys {
  readonly file: string;
  readonly provider: KeyProvider;
}

/**
 * `rotate-keys` seals with the newest key what older ones have sealed, while the service runs. `--new-key [id]` adds a key first;
 * `--check` only counts; `--retire <id>` takes out a key that no value names; `--new-master` wraps all keys with the newest master key.
 */
export const rotateKeys = (definition: SubgraphDefinition): SubgraphCommand => ({
  about:
    'seals personal data anew under the newest key; --new-key adds one, --check counts, --retire <id> takes one out, --new-master rewraps',
  run: async (context) => {
    const keys = await keysOf(definition, context.env);
    const [option = '', id] = context.args;
    if (option === '--check') return check(definition, context, keys);
    if (option === '--retire') return retire(context, keys, id ?? '');
    if (option === '--new-master') {
      await rewrite(keys, (json) => rewrapFieldKeys(json, keys.provider));
      context.print('all keys are wrapped by the newest master key');
      return true;
    }
    if (option === '--new-key') await addKey(context, keys, id ?? new Date().toISOString().slice(0, 16));
    else if (option !== '')
      throw new FaultError(`Unknown option ${option}: --new-key, --check, --retire or --new-master.`);
    return rotate(definition, context, keys);
  },
});

async function keysOf(definition: SubgraphDefinition, env: Environment): Promise<Keys> {
  const config = readSubgraphConfig(definition.name, definition.defaultPort, env);
  if (config.fieldKeysFile === null) throw new FaultError('There are no keys to rotate: set NUAN_FIELD_KEYS.');
  return { file: config.fieldKeysFile, provider: await readProvider(config) };
}

async function rotation(
  definition: SubgraphDefinition,
  { db, clock }: CommandContext,
  keys: Keys,
): Promise<KeyRotation> {
  const cipher = createFieldCipher(await openFieldKeys(await readFile(keys.file, 'utf8'), keys.provider));
  return new KeyRotation(db, clock, cipher, definition.database.columns ?? {});
}

async function addKey({ print }: CommandContext, keys: Keys, id: string): Promise<void> {
  await rewrite(keys, (json) => addFieldKey(json, keys.provider, id, new Date(Date.now() + NEW_KEY_WAITS_MS)));
  print(`added key "${id}"; in ${NEW_KEY_WAITS_MS / 1000} s, when every program has read it, it begins to seal`);
}

async function rotate(definition: SubgraphDefinition, context: CommandContext, keys: Keys): Promise<boolean> {
  const { keys: opened } = await openFieldKeys(await readFile(keys.file, 'utf8'), keys.provider);
  const newest = opened[0];
  await sleep(Math.max(0, (newest?.sealsFrom?.getTime() ?? 0) - Date.now()));
  const started = performance.now();
  const { resealed, left } = await (await rotation(definition, context, keys)).run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  context.print(`${definition.name}: ${resealed} rows sealed anew under "${newest?.id ?? ''}" in ${seconds} s`);
  if (left > 0) context.print(`${left} rows name an older key still: they were being written; run it again`);
  return left === 0;
}

async function check(definition: SubgraphDefinition, context: CommandContext, keys: Keys): Promise<boolean> {
  const uses = await (await rotation(definition, context, keys)).uses();
  const { keys: opened } = await openFieldKeys(await readFile(keys.file, 'utf8'), keys.provider);
  for (const { table, column, keyId, values } of uses)
    context.print(`${table}.${column}: ${values} values of ${keyId === null ? 'an unknown form' : `key "${keyId}"`}`);
  const older = uses.filter(({ keyId }) => keyId !== opened[0]?.id);
  context.print(`${definition.name}: ${older.length === 0 ? 'only the newest key is named' : 'older keys are named'}`);
  return older.length === 0;
}

/** Takes a key out when no value names it: in this database, and in every other one whose owner's URL is in the environment. */
async function retire({ env, print }: CommandContext, keys: Keys, id: string): Promise<boolean> {
  const urls = Object.entries(env).filter(([name, url]) => /^NUAN_[A-Z]+_OWNER_DATABASE_URL$/.test(name) && url);
  let isNamed = false;
  for (const [name, url] of urls) {
    const all = await asAdmin(url ?? '', (owner) =>
      keyUses(async <T>(sql: string) => (await owner.query(sql)).rows as T[]),
    );
    const uses = all.filter(({ keyId }) => keyId === id);
    const values = uses.reduce((sum, use) => sum + use.values, 0);
    print(`${/^NUAN_([A-Z]+)_/.exec(name)?.[1]?.toLowerCase() ?? ''}: ${values} values name "${id}"`);
    isNamed ||= values > 0;
  }
  if (isNamed) return false;
  await rewrite(keys, (json) => Promise.resolve(retireFieldKey(json, id)));
  print(`key "${id}" is no longer read; delete it from "retired" when no backup needs it`);
  return true;
}

/** A reader finds the old file or the new, never half of it; two commands take turns. */
async function rewrite({ file }: Keys, change: (json: string) => Promise<string>): Promise<void> {
  const lock = await acquireFileLock(`${file}.lock`, LOCK_WAIT_MS);
  if (lock === null) throw new FaultError(`Another command writes ${file}; try again.`);
  try {
    const draft = `${file}.${randomUUID()}`;
    await writeFile(draft, await change(await readFile(file, 'utf8')), { mode: 0o600 });
    await rename(draft, file);
  } finally {
    lock.release();
  }
}
