import { readFileSync } from 'node:fs';
import { type Environment, readConfig, text, url } from '@nuan/config';
import { createFieldCipher, type FieldCipher, readFieldKeys } from '@nuan/database';
import { z } from 'zod';
import type { SampleDatabase } from './databases';

/** What a load needs from the environment. */
export interface LoaderConfig {
  readonly ownerUrls: Readonly<Partial<Record<SampleDatabase, string>>>;
  readonly fieldKeysFile: string;
}

/**
 * Reads `NUAN_<NAME>_OWNER_DATABASE_URL` of each database to be loaded and `NUAN_FIELD_KEYS`, the file of the keys.
 * @throws ConfigError that lists what is missing.
 */
export function readLoaderConfig(databases: readonly SampleDatabase[], env: Environment): LoaderConfig {
  const variable = (database: SampleDatabase): string => `NUAN_${database.toUpperCase()}_OWNER_DATABASE_URL`;
  const urls = Object.fromEntries(databases.map((database) => [variable(database), url()]));
  const config: Record<string, string> = readConfig(z.object({ ...urls, NUAN_FIELD_KEYS: text() }), env);
  return {
    ownerUrls: Object.fromEntries(databases.map((database) => [database, config[variable(database)] ?? ''])),
    fieldKeysFile: config['NUAN_FIELD_KEYS'] ?? '',
  };
}

/** The application's cipher, from the file of its keys. */
export function readLoaderCipher(config: LoaderConfig): FieldCipher {
  return createFieldCipher(readFieldKeys(readFileSync(config.fieldKeysFile, 'utf8')));
}
