import { UnauthenticatedError } from '@nuan/errors';
import { errors, type JWTPayload } from 'jose';

import { SERVICE_DEPARTMENT, type Viewer } from './viewer';

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

/**
 * For how long after it was issued a token of another issuer is taken at most, in seconds: what that issuer takes back is on no
 * list of ours, and by clocks that may differ as much again this is the minute within which a right ends everywhere.
 */
export const MAX_FOREIGN_AGE_S = 30;

/** @throws UnauthenticatedError for a token of another issuer that was issued more than `maxAgeS` ago. */
export function assertFresh({ iat = 0 }: JWTPayload, nowS: number, maxAgeS: number): void {
  if (nowS > iat + maxAgeS)
    throw new UnauthenticatedError(undefined, {
      cause: `the token of another issuer is older than ${maxAgeS} s; identity gives one for it that lasts`,
    });
}

/**
 * Refuses what the platform's own issuer alone may say, in the token of another: who is a service of ours, who acts on behalf of
 * another or in an emergency, and how much a program may ask for.
 *
 * @throws UnauthenticatedError for such a token.
 */
export function assertSaysNothingOfOurs({ department, credential }: Viewer): void {
  const { isService = false, onBehalfOf = null, emergencyId = null, rateClass = null } = credential ?? {};
  const isOurs = department === SERVICE_DEPARTMENT || isService;
  if (isOurs || onBehalfOf !== null || emergencyId !== null || rateClass !== null)
    throw new UnauthenticatedError(undefined, { cause: 'the token says what the platform’s own issuer alone may say' });
}

/** Whether the issuer's keys couldn't be had, which says nothing about the token. */
export function isUnreachableIssuer(error: unknown): boolean {
  if (error instanceof UnauthenticatedError) return false;
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  return !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';
}
