import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of one check: some 15 ms and 8 MiB. A secret of 256 random bits needs no slow hash; the cost slows a flood of guesses. */
const COST = { N: 2 ** 13, r: 8, p: 1 } as const;
const HASH_BYTES = 32;

/** Secrets of one client that hold at once: the current one, and the one before it. */
export const MAX_LIVE_SECRETS = 2;

/** A secret as it is kept. */
export interface SecretHash {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

/** A new secret of 256 bits, and what is kept of it. */
export async function newClientSecret(): Promise<{ readonly secret: string; readonly kept: SecretHash }> {
  const secret = randomBytes(32).toString('base64url');
  const salt = randomBytes(16);
  return { secret, kept: { salt, hash: await hashOf(secret, salt) } };
}

/**
 * Which of those kept a secret is; null for none. It always does the same work: an unknown client costs as much as a wrong
 * secret, and one secret as much as two.
 */
export async function matchingSecret<Kept extends SecretHash>(
  given: string,
  kept: readonly Kept[],
): Promise<Kept | null> {
  let matching: Kept | null = null;
  for (let index = 0; index < MAX_LIVE_SECRETS; index += 1) {
    const { salt, hash } = kept[index] ?? NOBODY;
    const isEqual = timingSafeEqual(await hashOf(given, salt), hash);
    if (isEqual) matching = kept[index] ?? null;
  }
  return matching;
}

const NOBODY: SecretHash = { salt: randomBytes(16), hash: randomBytes(HASH_BYTES) };

function hashOf(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(secret, salt, HASH_BYTES, COST, (error, hash) => (error ? reject(error) : resolve(hash))),
  );
}
