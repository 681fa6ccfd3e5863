import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import {
  createVerifier,
  DEVELOPMENT_ISSUER,
  isDevelopmentKey,
  RevocationList,
  type Revocations,
  type TrustedIssuer,
  type Verifier,
} from '@nuan/auth';
import { ConfigError } from '@nuan/config';
import type { Logger } from '@nuan/telemetry';
import type { JWK } from 'jose';
import { z } from 'zod';

import type { NamedIssuer, TrustConfig } from './trust.config';

/** The verifier of a running program, and the end of what it watches. */
export interface Trust {
  readonly verifier: Verifier;
  stop(): void;
}

/** Allowed difference between an issuer's clock and ours. */
const CLOCK_TOLERANCE_S = 30;

const ISSUER_LIST = z
  .array(z.strictObject({ issuer: z.string().min(1), jwks: z.string().min(1), audience: z.string().min(1) }))
  .min(1);

const KEY_SET = z.object({ keys: z.array(z.record(z.string(), z.unknown())) });

/**
 * Makes the verifier that a configuration describes, and begins to watch the list of revocations: the one place where a program
 * learns whose word it takes. Key files are read once here, so that a missing one is told at start.
 *
 * @param kept the revocations of the program that keeps them itself, which asks nobody for a list.
 * @throws ConfigError on an unreadable file, an issuer named twice, a private key, and in production on the development issuer, an
 *   own issuer whose tokens aren't taken, and no list of revocations.
 */
export async function openTrust(
  config: TrustConfig,
  logger: Pick<Logger, 'warn'>,
  kept: Revocations | null = null,
): Promise<Trust> {
  const listed = await readIssuers(config);
  const issuers = await Promise.all(listed.map(({ source, named }) => trusted(source, named, config)));
  const names = issuers.map(({ issuer }) => issuer);
  if (new Set(names).size < names.length) throw new ConfigError(['NUAN_ISSUERS: an issuer is named twice; keep one']);
  if (config.mode === 'production') assertComplete(config, names, kept);
  const { revocationsUrl, foreignAgeS } = config;
  const polled = kept !== null || revocationsUrl === null ? null : watch(revocationsUrl, config, logger);
  await polled?.start();
  return {
    verifier: createVerifier({ issuers, clockToleranceS: CLOCK_TOLERANCE_S, revocations: kept ?? polled, foreignAgeS }),
    stop: () => polled?.stop(),
  };
}

/** What production can't do without, all faults at once. */
function assertComplete(
  { ownIssuers, revocationsUrl }: TrustConfig,
  taken: readonly string[],
  kept: Revocations | null,
): void {
  const problems = ownIssuers
    .filter((issuer) => !taken.includes(issuer))
    .map((issuer) => `NUAN_IDENTITY_ISSUER: no tokens of ${issuer} are taken; name it in NUAN_ISSUERS too`);
  if (kept === null && revocationsUrl === null)
    problems.push(
      'NUAN_REVOCATIONS: expected the URL of the list of revoked tokens, got nothing; set it to that of identity, such as http://127.0.0.1:4006/revocations',
    );
  if (problems.length > 0) throw new ConfigError(problems);
}

interface ListedIssuer {
  /** The variable that a fault is reported under. */
  readonly source: string;
  readonly named: NamedIssuer;
}

async function readIssuers({ issuer, issuersFile }: TrustConfig): Promise<readonly ListedIssuer[]> {
  const single = issuer === null ? [] : [{ source: 'NUAN_JWKS', named: issuer }];
  if (issuersFile === null) return single;
  const list = ISSUER_LIST.safeParse(await readJson('NUAN_ISSUERS', issuersFile));
  if (!list.success)
    throw new ConfigError([
      `NUAN_ISSUERS: ${issuersFile} is no list of issuers; write [{ "issuer": …, "jwks": URL or path, "audience": … }]`,
    ]);
  return [...single, ...list.data.map((named) => ({ source: 'NUAN_ISSUERS', named }))];
}

async function trusted(
  source: string,
  { issuer, audience, jwks }: NamedIssuer,
  { mode, ownIssuers }: TrustConfig,
): Promise<TrustedIssuer> {
  const isOwn = ownIssuers.includes(issuer);
  if (mode === 'production' && issuer === DEVELOPMENT_ISSUER) throw developmentRefused(source);
  if (/^https?:/.test(jwks)) return { issuer, audience, jwks: new URL(jwks), isOwn };
  const content = await readJson(source, jwks);
  if (mode === 'production' && keysIn(content).some(isDevelopmentKey)) throw developmentRefused(source);
  const keySet = KEY_SET.safeParse(content);
  if (!keySet.success) throw new ConfigError([`${source}: ${jwks} is no set of keys; write { "keys": [ … ] }`]);
  const { keys } = keySet.data;
  if (keys.some((key) => 'd' in key || 'k' in key))
    throw new ConfigError([`${source}: ${jwks} holds a secret key; give the public keys alone`]);
  return { issuer, audience, jwks: pathToFileURL(resolve(jwks)), isOwn };
}

/** The keys of a file, be it a set or one key alone, as the development issuer keeps its own. */
function keysIn(content: unknown): readonly JWK[] {
  const { keys } = (content ?? {}) as { readonly keys?: unknown };
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : [content as JWK];
}

function developmentRefused(source: string): ConfigError {
  return new ConfigError([
    `${source}: the development issuer exists only in the all-in-one; name your own issuer, or set NUAN_MODE=development to try something out`,
  ]);
}

async function readJson(variable: string, path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'holds no JSON' : "can't be read";
    throw new ConfigError([`${variable}: ${path} ${why}; set it to a file of yours`]);
  }
}

function watch(
  revocationsUrl: string,
  { revocationsEveryMs: everyMs }: TrustConfig,
  logger: Pick<Logger, 'warn'>,
): RevocationList {
  return new RevocationList({
    url: new URL(revocationsUrl),
    everyMs,
    onTrouble: (err) =>
      logger.warn({ err }, 'the list of revocations is not to be had; tokens are refused after a minute without it'),
  });
}
