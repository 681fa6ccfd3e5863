import { UnauthenticatedError } from '@nuan/errors';
import { errors, type JWTPayload } from 'jose';

/** A longer token is no token. */
export const MAX_TOKEN_CHARS = 8192;

/** Longest lifetime of a token, in seconds: what can't expire within a day opens nothing, whoever signed it. */
const MAX_LIFETIME_S = 24 * 3600;

/**
 * Holds what a token says of its own time against ours, in seconds since 1970; its expiry is checked with its signature.
 *
 * @throws UnauthenticatedError for a token issued in the future, or made to live longer than a day.
 */
export function assertTokenTimes({ iat, exp }: JWTPayload, nowS: number, clockToleranceS: number): void {
  if (iat === undefined || iat > nowS + clockToleranceS)
    throw new UnauthenticatedError(undefined, { cause: 'the token is of a time to come' });
  if (exp === undefined || exp - iat > MAX_LIFETIME_S)
    throw new UnauthenticatedError(undefined, { cause: 'the token lives longer than a day' });
}

/** Whether the issuer's keys couldn't be had, which says nothing about the token. */
export function isUnreachableIssuer(error: unknown): boolean {
  if (error instanceof UnauthenticatedError) return false;
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  return !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';
}
