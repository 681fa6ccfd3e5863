import { durationMs, type Environment, type Mode, mode, readConfig, text, url } from '@nuan/config';
import { z } from 'zod';

/** Longest life of a token of ours; a revocation need not be remembered longer. Seconds. */
export const MAX_TOKEN_TTL_S = 600;

/** How this program issues tokens. What is null is missed when it begins to serve, and not by its other commands. */
export interface IdentitySettings {
  /** In production the development issuer's word is not taken. */
  readonly mode: Mode;
  /** The issuer's name in tokens (`iss`), which is also the URL that its papers are found under. */
  readonly issuer: string | null;
  /** Whom tokens are made out to (`aud`). */
  readonly audience: string;
  /** File with the signing keys. */
  readonly keysFile: string | null;
  /** File with the issuers whose tokens are exchanged. */
  readonly acceptedIssuersFile: string | null;
  readonly tokenTtlS: number;
}

/**
 * Reads how tokens are issued.
 *
 * @throws ConfigError that lists every fault.
 */
export function readIdentitySettings(env: Environment): IdentitySettings {
  const read = readConfig(
    z.object({
      NUAN_MODE: mode(),
      NUAN_IDENTITY_ISSUER: url({ protocols: ['http:', 'https:'] }).optional(),
      NUAN_JWT_AUDIENCE: text('nuan'),
      NUAN_IDENTITY_KEYS: text().optional(),
      NUAN_IDENTITY_ACCEPTS: text().optional(),
      NUAN_IDENTITY_TOKEN_TTL: durationMs(MAX_TOKEN_TTL_S * 1000).refine(
        (value) => value >= 1000 && value <= MAX_TOKEN_TTL_S * 1000,
        'expected 1s to 10m',
      ),
    }),
    env,
  );
  return {
    mode: read.NUAN_MODE,
    issuer: read.NUAN_IDENTITY_ISSUER?.replace(/\/$/, '') ?? null,
    audience: read.NUAN_JWT_AUDIENCE,
    keysFile: read.NUAN_IDENTITY_KEYS ?? null,
    acceptedIssuersFile: read.NUAN_IDENTITY_ACCEPTS ?? null,
    tokenTtlS: Math.floor(read.NUAN_IDENTITY_TOKEN_TTL / 1000),
  };
}
