import { execFile } from 'node:child_process';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

import { FaultError } from '@nuan/errors';

/** A key sealed by a master key: safe to lie in a file, a backup or a configuration store. */
export interface WrappedKey {
  /** Id of the master key that opens it. */
  readonly master: string;
  /** Base64. */
  readonly wrapped: string;
}

/** Holds the master keys (主密钥) and never gives them away: a file here, a hardware module or a key service elsewhere. */
export interface KeyProvider {
  /** Wraps with the newest master key; `purpose` must be the same when it is opened. */
  wrap(key: Buffer, purpose: string): Promise<WrappedKey>;
  /** @throws FaultError when the master key isn't here, or the key was wrapped for another purpose. */
  unwrap(wrapped: WrappedKey, purpose: string): Promise<Buffer>;
}

/** Where the master keys are found. */
export interface MasterKeySource {
  /** A file of {@link newMasterKeys}. */
  readonly file: string | null;
  /** A program and its arguments, parted by spaces, that prints what the file would hold; used in place of a file. */
  readonly command: string | null;
}

interface MasterKeysFile {
  readonly keys: readonly { readonly id: string; readonly key: string }[];
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A provider over master keys: JSON `{ "keys": [{ "id", "key": base64 of 32 bytes }] }`, the newest first. */
export function keyProvider(json: string): KeyProvider {
  const keys = parseMasterKeys(json);
  return {
    wrap: async (key, purpose) => {
      const [newest] = keys;
      if (newest === undefined) throw new FaultError('there is no master key');
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest.key, nonce).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
      return { master: newest.id, wrapped: body.toString('base64') };
    },
    unwrap: async ({ master, wrapped }, purpose) => {
      const known = keys.find(({ id }) => id === master);
      if (known === undefined)
        throw new FaultError(`a field key is wrapped by the master key "${master}", which isn't here`);
      const body = Buffer.from(wrapped, 'base64');
      const end = body.length - TAG_BYTES;
      try {
        const decipher = createDecipheriv('aes-256-gcm', known.key, body.subarray(0, NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        })
          .setAAD(Buffer.from(purpose))
          .setAuthTag(body.subarray(end));
        return Buffer.concat([decipher.update(body.subarray(NONCE_BYTES, end)), decipher.final()]);
      } catch (cause) {
        throw new FaultError(`the master key "${master}" does not open what it is said to have wrapped`, { cause });
      }
    },
  };
}

/** A new set of master keys with one key; `older` are kept behind it, to open what they wrapped. */
export function newMasterKeys(id: string, older: string | null = null): string {
  const before = older === null ? [] : (JSON.parse(older) as MasterKeysFile).keys;
  const file: MasterKeysFile = { keys: [{ id, key: randomBytes(32).toString('base64') }, ...before] };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * The provider over the master keys of a file or of a command.
 * @throws FaultError when neither is given, or it can't be read.
 */
export async function readKeyProvider({ file, command }: MasterKeySource): Promise<KeyProvider> {
  if (command !== null) return keyProvider(await printed(command));
  if (file === null)
    throw new FaultError(
      'The file of field keys is wrapped by a master key: set NUAN_MASTER_KEY or NUAN_MASTER_KEY_COMMAND.',
    );
  return keyProvider(
    await readFile(file, 'utf8').catch((cause: unknown) => {
      throw new FaultError('The file of master keys can’t be read; check NUAN_MASTER_KEY.', { cause });
    }),
  );
}

async function printed(command: string): Promise<string> {
  const [program = '', ...args] = command.split(/\s+/).filter((word) => word !== '');
  try {
    return (await promisify(execFile)(program, args, { timeout: 30_000 })).stdout;
  } catch (error) {
    // The error itself may hold what the command printed.
    throw new FaultError(
      `The command of NUAN_MASTER_KEY_COMMAND failed (${String((error as { code?: unknown }).code)}).`,
    );
  }
}

function parseMasterKeys(json: string): { readonly id: string; readonly key: Buffer }[] {
  try {
    const keys = (JSON.parse(json) as MasterKeysFile).keys.map(({ id, key }) => ({
      id,
      key: Buffer.from(key, 'base64'),
    }));
    if (keys.length > 0 && keys.every(({ id, key }) => typeof id === 'string' && key.length === 32)) return keys;
  } catch {
    // Nothing of the content is repeated.
  }
  throw new FaultError('Master keys are JSON of the form { "keys": [{ "id", "key": base64 of 32 bytes }] }.');
}
