import { readFile, stat } from 'node:fs/promises';

import {
  createFieldCipher,
  type FieldCipher,
  type FieldKeys,
  type KeyProvider,
  openFieldKeys,
  readKeyProvider,
  type RenewableCipher,
} from '@nuan/database';
import { FaultError } from '@nuan/errors';
import type { Logger } from '@nuan/telemetry';

import type { SubgraphConfig } from './subgraph.config';

/** Where a program finds its keys. */
export type KeyConfig = Pick<SubgraphConfig, 'fieldKeysFile' | 'masterKeyFile' | 'masterKeyCommand'>;

/** How often a program looks whether its file of keys has changed. */
export const LOOK_FOR_KEYS_EVERY_MS = 5_000;

/** How long a new key only opens: time enough for every program to have looked. */
export const NEW_KEY_WAITS_MS = 3 * LOOK_FOR_KEYS_EVERY_MS;

/** The master keys, as the configuration names them. */
export function readProvider({ masterKeyFile, masterKeyCommand }: KeyConfig): Promise<KeyProvider> {
  return readKeyProvider({ file: masterKeyFile, command: masterKeyCommand });
}

/** The cipher of a program; where no keys are configured, sealing or opening anything is a fault rather than a silent plain text. */
export async function readCipher(config: KeyConfig): Promise<FieldCipher> {
  return config.fieldKeysFile === null ? noCipher : createFieldCipher(await readKeys(config, config.fieldKeysFile));
}

/**
 * Takes a changed file of keys into a running program's cipher, so that a key that another program added can be opened before anybody
 * seals with it. Returns how to stop looking.
 */
export function followKeys(
  config: KeyConfig,
  cipher: FieldCipher,
  logger: Pick<Logger, 'warn' | 'info'>,
  everyMs = LOOK_FOR_KEYS_EVERY_MS,
): () => void {
  const { fieldKeysFile: file } = config;
  if (file === null || !isRenewable(cipher)) return () => undefined;
  let seen: number | null = null;
  const look = async (): Promise<void> => {
    const { mtimeMs } = await stat(file);
    if (mtimeMs === seen) return;
    // The first time too: it may have changed since the cipher was made.
    cipher.renew(await readKeys(config, file));
    if (seen !== null) logger.info({}, 'the file of field keys has changed and was read');
    seen = mtimeMs;
  };
  const looking = setInterval(() => {
    look().catch((err: unknown) =>
      logger.warn({ err }, 'the file of field keys can’t be read; the keys known so far stay'),
    );
  }, everyMs).unref();
  void look().catch(() => undefined);
  return () => clearInterval(looking);
}

async function readKeys(config: KeyConfig, file: string): Promise<FieldKeys> {
  const json = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new FaultError('The file of field keys can’t be read; check NUAN_FIELD_KEYS.', { cause });
  });
  return openFieldKeys(json, await readProvider(config));
}

function isRenewable(cipher: FieldCipher): cipher is RenewableCipher {
  return 'renew' in cipher;
}

function noKeys(): never {
  throw new FaultError('Personal data needs keys: set NUAN_FIELD_KEYS.');
}

/** For a program without keys. */
export const noCipher: FieldCipher = { seal: noKeys, sealMany: noKeys, open: noKeys, hash: noKeys, header: noKeys };
