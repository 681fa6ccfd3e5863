import { randomBytes } from 'node:crypto';

import { FaultError } from '@nuan/errors';

import { AES_256_GCM } from './cipher-suite';
import type { FieldKey, FieldKeys } from './field-cipher';
import type { KeyProvider, WrappedKey } from './key-provider';

interface DataKey extends WrappedKey {
  readonly id: string;
  readonly suite: string;
  /** Instant from which it seals. */
  readonly sealsFrom: string;
}

/** The file of field keys. Nothing in it can be used without the master key. */
interface FieldKeysFile {
  /** Form of file, values and hashes; another number is another form. */
  readonly format: number;
  readonly hashKey: WrappedKey;
  /** Newest first. */
  readonly keys: readonly DataKey[];
  /** No longer read; kept until somebody deletes them by hand, should a backup of older rows be restored. */
  readonly retired: readonly DataKey[];
}

const FORMAT = 2;

const HASH_PURPOSE = 'nuan hash key';
const purposeOf = ({ id, suite }: Pick<DataKey, 'id' | 'suite'>): string => `nuan data key ${id} ${suite}`;

/**
 * Opens the keys that seal personal data with the master key.
 *
 * @throws FaultError when the file is of another form, such as that of an older version; nothing of its content is repeated.
 */
export async function openFieldKeys(json: string, provider: KeyProvider): Promise<FieldKeys> {
  const file = parse(json);
  const open = async (key: DataKey): Promise<FieldKey> => ({
    id: key.id,
    suite: key.suite,
    sealsFrom: new Date(key.sealsFrom),
    key: await provider.unwrap(key, purposeOf(key)),
  });
  const [hashKey, ...keys] = await Promise.all([
    provider.unwrap(file.hashKey, HASH_PURPOSE),
    ...file.keys.map(open),
  ] as const);
  return { hashKey, keys };
}

/** A new file of field keys with one key, which seals at once. */
export function newFieldKeys(keyId: string, provider: KeyProvider): Promise<string> {
  return wrapFieldKeys({ hashKey: randomBytes(32), keys: [{ id: keyId, key: randomBytes(32) }] }, provider);
}

/** A file of the given keys, wrapped by the provider's newest master key. */
export async function wrapFieldKeys({ hashKey, keys }: FieldKeys, provider: KeyProvider): Promise<string> {
  return print({
    format: FORMAT,
    hashKey: await provider.wrap(hashKey, HASH_PURPOSE),
    keys: await Promise.all(keys.map((key) => wrapKey(key, provider))),
    retired: [],
  });
}

/**
 * The file with one more key, which opens at once and seals from `sealsFrom` on.
 *
 * @throws FaultError when a key of that id is or was there.
 */
export async function addFieldKey(
  json: string,
  provider: KeyProvider,
  keyId: string,
  sealsFrom: Date,
): Promise<string> {
  const file = parse(json);
  if ([...file.keys, ...file.retired].some(({ id }) => id === keyId))
    throw new FaultError(`there is a key "${keyId}" already`);
  return print({
    ...file,
    keys: [await wrapKey({ id: keyId, key: randomBytes(32), sealsFrom }, provider), ...file.keys],
  });
}

/** The file with every key wrapped anew, by the provider's newest master key; values in the database stay as they are. */
export async function rewrapFieldKeys(json: string, provider: KeyProvider): Promise<string> {
  const file = parse(json);
  const rewrap = async (key: DataKey): Promise<DataKey> => ({
    ...key,
    ...(await provider.wrap(await provider.unwrap(key, purposeOf(key)), purposeOf(key))),
  });
  return print({
    format: FORMAT,
    hashKey: await provider.wrap(await provider.unwrap(file.hashKey, HASH_PURPOSE), HASH_PURPOSE),
    keys: await Promise.all(file.keys.map(rewrap)),
    retired: await Promise.all(file.retired.map(rewrap)),
  });
}

/**
 * The file without a key: it moves to those that are no longer read.
 *
 * @throws FaultError when there is no such key, or it is the newest.
 */
export function retireFieldKey(json: string, keyId: string): string {
  const file = parse(json);
  const at = file.keys.findIndex(({ id }) => id === keyId);
  const key = file.keys[at];
  if (key === undefined)
    throw new FaultError(`there is no key "${keyId}": ${file.keys.map(({ id }) => id).join(', ')}`);
  if (at === 0) throw new FaultError(`"${keyId}" is the newest key: add another one first`);
  return print({ ...file, keys: file.keys.filter(({ id }) => id !== keyId), retired: [key, ...file.retired] });
}

async function wrapKey(
  { id, key, suite = AES_256_GCM.name, sealsFrom }: FieldKey,
  provider: KeyProvider,
): Promise<DataKey> {
  if (!/^[ -~]{1,100}$/.test(id)) throw new FaultError('the id of a field key is 1 to 100 characters of ASCII');
  const wrapped = await provider.wrap(key, purposeOf({ id, suite }));
  return { id, suite, sealsFrom: (sealsFrom ?? new Date(0)).toISOString(), ...wrapped };
}

function parse(json: string): FieldKeysFile {
  let file: Partial<FieldKeysFile> | null;
  try {
    file = JSON.parse(json) as Partial<FieldKeysFile> | null;
  } catch {
    throw new FaultError('The file of field keys is not JSON.');
  }
  if (typeof file?.hashKey === 'string')
    throw new FaultError(
      'The file of field keys is of an older version, whose hashes and sealed values this one does not read: load the data anew (all-in-one: "npm run reset").',
    );
  const { format, hashKey, keys, retired = [] } = file ?? {};
  if (format !== FORMAT || hashKey === undefined || !Array.isArray(keys) || keys.length === 0)
    throw new FaultError(`The file of field keys is not of the form ${FORMAT}; see docs/privacy.md.`);
  return { format, hashKey, keys: keys as DataKey[], retired };
}

function print(file: FieldKeysFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}
