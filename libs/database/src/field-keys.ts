import { randomBytes } from 'node:crypto';

import { FaultError } from '@nuan/errors';

import type { FieldKeys } from './field-cipher';

interface FieldKeysFile {
  readonly hashKey: string;
  readonly keys: readonly { readonly id: string; readonly key: string }[];
}

/**
 * Reads the keys that seal personal data from their file: JSON `{ "hashKey": base64, "keys": [{ "id", "key": base64 }] }`,
 * the newest key first.
 *
 * @throws FaultError when the file isn't of that form; nothing of its content is repeated.
 */
export function readFieldKeys(json: string): FieldKeys {
  try {
    const { hashKey, keys } = JSON.parse(json) as FieldKeysFile;
    return {
      hashKey: Buffer.from(hashKey, 'base64'),
      keys: keys.map(({ id, key }) => ({ id, key: Buffer.from(key, 'base64') })),
    };
  } catch {
    throw new FaultError('The file of field keys is not JSON of the form { "hashKey", "keys": [{ "id", "key" }] }.');
  }
}

/** A new file of field keys with one key, named by the day it was made. */
export function newFieldKeys(keyId: string): string {
  const file: FieldKeysFile = {
    hashKey: randomBytes(32).toString('base64'),
    keys: [{ id: keyId, key: randomBytes(32).toString('base64') }],
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
