import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createVerifier,
  type DevelopmentKey,
  type DevelopmentTokenOptions,
  issueDevelopmentToken,
  loadOrCreateDevelopmentKey,
  type Verifier,
} from '@nuan/auth';

/** A real issuer for a spec: real keys, real tokens, the real verifier. */
export interface TestTokens extends DevelopmentKey {
  readonly issuer: string;
  readonly audience: string;
  readonly verifier: Verifier;
  /** A token of an hour; the role and region default to the province. */
  issue(options?: Partial<DevelopmentTokenOptions>): Promise<string>;
}

/** Makes an issuer with a key of its own, so that tokens of one spec are refused in another. */
export function testTokens(): TestTokens {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-test-key-'));
  const key = loadOrCreateDevelopmentKey(dir);
  rmSync(dir, { recursive: true });
  const issuer = 'https://issuer.test';
  const audience = 'nuan-test';
  const defaults = { role: 'province', region: '340000', ttlS: 3600, issuer, audience } as const;
  return {
    ...key,
    issuer,
    audience,
    verifier: createVerifier({ issuers: [{ jwks: key.jwks, issuer, audience, isOwn: true }], clockToleranceS: 30 }),
    issue: (options = {}) => issueDevelopmentToken({ ...defaults, privateJwk: key.privateJwk, ...options }),
  };
}
