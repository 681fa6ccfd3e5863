import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';

import { FaultError } from '@nuan/errors';
import { type CryptoKey, importJWK, type JSONWebKeySet, type JWK } from 'jose';

import { TOKEN_ALGORITHM } from './verifier';

/** A new key is published this long before it signs, so that every verifier has fetched it; milliseconds. */
const PUBLISHED_BEFORE_MS = 60_000;
/** A key that signs no more is published this long after: longer than any token of ours lives; milliseconds. */
const PUBLISHED_AFTER_MS = 15 * 60_000;

/** One key pair of the file, and from when it signs. */
interface SigningKey {
  readonly from: string;
  readonly jwk: JWK;
}

interface KeyFile {
  readonly keys: readonly SigningKey[];
}

/** What signs now. */
export interface Signer {
  readonly kid: string;
  readonly key: CryptoKey | Uint8Array;
}

function newSigningKey(from: Date): SigningKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), alg: TOKEN_ALGORITHM, use: 'sig' } as JWK;
  return { from: from.toISOString(), jwk };
}

/**
 * Adds a signing key to the file, or makes the file with its first one; returns the new key's id. The first key signs at once,
 * a later one a minute after it was published; the one before stays published until its last token is over, and is then dropped.
 */
export function rotateSigningKeys(file: string, now: Date): string {
  const before = readKeys(file) ?? { keys: [] };
  const isFirst = before.keys.length === 0;
  // Tokens know whole seconds: the first key signs those of the second that it was made in.
  const added = newSigningKey(
    new Date(isFirst ? Math.floor(now.getTime() / 1000) * 1000 : now.getTime() + PUBLISHED_BEFORE_MS),
  );
  const kept = before.keys.filter((_key, index) => isPublished(before, index, now));
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify({ keys: [...kept, added] }, null, 2), { mode: 0o600, flag: 'wx' });
  renameSync(draft, file);
  return String(added.jwk.kid);
}

/** A key is published until some time after its successor began to sign. */
function isPublished({ keys }: KeyFile, index: number, now: Date): boolean {
  const successor = keys[index + 1];
  return successor === undefined || now.getTime() < Date.parse(successor.from) + PUBLISHED_AFTER_MS;
}

function readKeys(file: string): KeyFile | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as KeyFile;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new FaultError(`${file} can't be read as signing keys: restore it from its copy.`, { cause });
  }
}

/** The signing keys of an issuer, from a file that is read again when it changes: a rotation needs no restart. */
export class SigningKeys {
  private read: { readonly keys: KeyFile; readonly version: string } | null = null;
  private readonly imported = new Map<string, Promise<CryptoKey | Uint8Array>>();

  constructor(private readonly file: string) {}

  /**
   * The key that signs at `now`: the newest that has begun.
   *
   * @throws FaultError when the file is missing or damaged.
   */
  async signer(now: Date): Promise<Signer> {
    const { keys } = this.current();
    const found = keys.findLast(({ from }) => Date.parse(from) <= now.getTime());
    if (!found) throw new FaultError(`${this.file} holds no key that signs yet.`);
    const kid = String(found.jwk.kid);
    let key = this.imported.get(kid);
    if (!key) this.imported.set(kid, (key = importJWK(found.jwk, TOKEN_ALGORITHM)));
    return { kid, key: await key };
  }

  /** The public halves that verifiers need at `now`: those that sign, will sign or signed a living token. */
  published(now: Date): JSONWebKeySet {
    const file = this.current();
    const keys = file.keys.filter((_key, index) => isPublished(file, index, now));
    return {
      keys: keys.map(({ jwk }) => {
        const { d: _secret, ...publicJwk } = jwk;
        return publicJwk;
      }),
    };
  }

  private current(): KeyFile {
    const found = statSync(this.file, { throwIfNoEntry: false });
    if (!found)
      throw new FaultError(`${this.file} is missing: make the first signing key with the command rotate-key.`);
    // Two rotations within one tick of the file system's clock still differ by their file.
    const version = `${found.ino}:${found.mtimeMs}:${found.size}`;
    if (this.read?.version !== version) this.read = { keys: readKeys(this.file) ?? { keys: [] }, version };
    return this.read.keys;
  }
}
