import { AsyncLocalStorage } from 'node:async_hooks';

import { FaultError } from '@nuan/errors';

/** SQLSTATE of a statement that was cancelled. */
const QUERY_CANCELED = '57014';

const signals = new AsyncLocalStorage<AbortSignal | null>();

/**
 * Runs `work` for somebody who may hang up: once `signal` is aborted, its statements are cancelled at the server and no further one is
 * sent, however deep in it they are. Transactions that were begun meanwhile end with their connection's own rules, so what writes
 * belongs into {@link whoeverWaits}.
 */
export function forWhomMayHangUp<T>(signal: AbortSignal, work: () => T): T {
  return signals.run(signal, work);
}

/** Runs `work` to its end, whether or not anybody waits for it: what writes is committed or rolled back for reasons of its own. */
export function whoeverWaits<T>(work: () => T): T {
  return signals.run(null, work);
}

/** Whether whoever the running code works for has hung up. */
export function hasHungUp(): boolean {
  return signals.getStore()?.aborted ?? false;
}

/** Thrown in place of a statement that nobody waits for any more. */
export class HungUpError extends FaultError {
  readonly code = QUERY_CANCELED;

  constructor() {
    super('whoever asked has hung up');
  }
}

/** Whether this came of a hang-up: a statement that was cancelled, or not sent. Whatever else fails meanwhile failed for reasons of its own. */
export function isOfHangUp(error: unknown): boolean {
  return hasHungUp() && (error as { readonly code?: unknown } | null)?.code === QUERY_CANCELED;
}

/** The signal of whoever the running code works for; null where nobody can hang up. */
export function hangUpSignal(): AbortSignal | null {
  return signals.getStore() ?? null;
}
