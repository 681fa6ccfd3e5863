import { readFile } from 'node:fs/promises';
import { type Environment, readConfig, text, url } from '@nuan/config';
import {
  createFieldCipher,
  type FieldCipher,
  type MasterKeySource,
  openFieldKeys,
  readKeyProvider,
} from '@nuan/database';
import { z } from 'zod';
import type { SampleDatabase } from './databases';

/** What a load needs from the environment. */
export interface LoaderConfig {
  readonly ownerUrls: Readonly<Partial<Record<SampleDatabase, string>>>;
  readonly fieldKeysFile: string;
  readonly masterKey: MasterKeySource;
}

/**
 * Reads `NUAN_<NAME>_OWNER_DATABASE_URL` of each database to be loaded and `NUAN_FIELD_KEYS`, the file of the keys, with the master key that opens it.
 * @throws ConfigError that lists what is missing.
 */
export function readLoaderConfig(databases: readonly SampleDatabase[], env: Environment): LoaderConfig {
  const variable = (database: SampleDatabase): string => `NUAN_${database.toUpperCase()}_OWNER_DATABASE_URL`;
  const urls = Object.fromEntries(databases.map((database) => [variable(database), url()]));
  const keys = {
    NUAN_FIELD_KEYS: text(),
    NUAN_MASTER_KEY: text().optional(),
    NUAN_MASTER_KEY_COMMAND: text().optional(),
  };
  const config: Record<string, string | undefined> = readConfig(z.object({ ...urls, ...keys }), env);
  return {
    ownerUrls: Object.fromEntries(databases.map((database) => [database, config[variable(database)] ?? ''])),
    fieldKeysFile: config['NUAN_FIELD_KEYS'] ?? '',
    masterKey: { file: config['NUAN_MASTER_KEY'] ?? null, command: config['NUAN_MASTER_KEY_COMMAND'] ?? null },
  };
}

/** The application's cipher, from the file of its keys. */
export async function readLoaderCipher({ fieldKeysFile, masterKey }: LoaderConfig): Promise<FieldCipher> {
  return createFieldCipher(
    await openFieldKeys(await readFile(fieldKeysFile, 'utf8'), await readKeyProvider(masterKey)),
  );
}
