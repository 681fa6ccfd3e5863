import { FaultError, UnauthenticatedError, UnavailableError } from '@nuan/errors';

import type { Viewer } from './viewer';

/** Tells what was taken back before it expired, whichever way it is known. */
export interface Revocations {
  /**
   * Asserts that a viewer's token hasn't been taken back.
   *
   * @throws UnauthenticatedError when it has.
   * @throws UnavailableError when nobody can tell.
   */
  assertStanding(viewer: Viewer): void | Promise<void>;
}

/** What was taken back before it expired: all tokens of a person issued before a moment, or one token. */
interface RevocationPage {
  readonly asOfMs: number;
  /** Subject → tokens issued before this second are void. */
  readonly beforeOf: ReadonlyMap<string, number>;
  readonly tokenIds: ReadonlySet<string>;
}

/** Where revocations (吊销) are read, and how. */
export interface RevocationOptions {
  /** The page of the identity app that lists them. */
  readonly url: URL;
  /** Told of every look that brought no list; tokens are refused once the last list is too old. */
  readonly onTrouble: (error: unknown) => void;
  /** Time between two looks, in milliseconds. */
  readonly everyMs?: number;
  readonly now?: () => number;
}

const EVERY_MS = 10_000;
const TIMEOUT_MS = 5_000;

/** Time between two looks until the first list is there, in milliseconds: programs that start together don't wait for each other. */
const EAGER_MS = 250;

/** Oldest list that is still believed, in milliseconds: so much later at most does a revocation hold everywhere. */
const BELIEVED_MS = 60_000;

/** How far the identity app's clock may run ahead of ours, in milliseconds. */
const AHEAD_MS = 30_000;

/**
 * The list of revoked tokens as the identity app publishes it, looked at every ten seconds. It fails closed: without a list
 * younger than a minute no token is accepted, since nobody could tell whether it still holds.
 */
export class RevocationList implements Revocations {
  private page: RevocationPage | null = null;
  private timer: NodeJS.Timeout | null = null;
  private isStopped = false;
  private readonly now: () => number;

  constructor(private readonly options: RevocationOptions) {
    this.now = options.now ?? Date.now;
  }

  /** Looks once, and goes on looking in the background. */
  async start(): Promise<void> {
    await this.look();
    if (this.isStopped) return;
    const everyMs = this.options.everyMs ?? EVERY_MS;
    this.timer = setTimeout(() => void this.start(), this.page ? everyMs : Math.min(everyMs, EAGER_MS)).unref();
  }

  stop(): void {
    this.isStopped = true;
    if (this.timer) clearTimeout(this.timer);
  }

  /** Looks at the list now. An unreadable list, or one older than what we hold, changes nothing. */
  async look(): Promise<void> {
    try {
      const answer = await fetch(this.options.url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
      if (answer.status !== 200) throw new FaultError(`The list of revocations answers with ${answer.status}.`);
      const page = pageOf(await answer.json());
      if (page.asOfMs > this.now() + AHEAD_MS) throw new FaultError('The list of revocations is of a time to come.');
      if (page.asOfMs >= (this.page?.asOfMs ?? 0)) this.page = page;
    } catch (error) {
      this.options.onTrouble(error);
    }
  }

  /**
   * Asserts that a viewer's token hasn't been taken back.
   *
   * @throws UnauthenticatedError when it has.
   * @throws UnavailableError when no list younger than a minute is at hand.
   */
  assertStanding({ subject, credential }: Viewer): void {
    const { page } = this;
    if (!page || this.now() - page.asOfMs > BELIEVED_MS)
      throw new UnavailableError('Whether this token still holds can not be told now. Try again shortly.');
    const { tokenId = null, issuedAtS = 0 } = credential ?? {};
    const before = page.beforeOf.get(subject);
    const isRevoked = (before !== undefined && issuedAtS < before) || (tokenId !== null && page.tokenIds.has(tokenId));
    if (isRevoked) throw new UnauthenticatedError(undefined, { cause: new FaultError('The token was revoked.') });
  }
}

function pageOf(body: unknown): RevocationPage {
  const { asOf, entries } = (body ?? {}) as { readonly asOf?: unknown; readonly entries?: unknown };
  const asOfMs = typeof asOf === 'string' ? Date.parse(asOf) : Number.NaN;
  if (Number.isNaN(asOfMs) || !Array.isArray(entries)) throw new FaultError('The list of revocations is not readable.');
  const beforeOf = new Map<string, number>();
  const tokenIds = new Set<string>();
  for (const { sub, before, jti } of entries as { sub?: unknown; before?: unknown; jti?: unknown }[]) {
    if (typeof jti === 'string') tokenIds.add(jti);
    else if (typeof sub === 'string' && typeof before === 'number')
      beforeOf.set(sub, Math.max(before, beforeOf.get(sub) ?? 0));
    else throw new FaultError('The list of revocations holds an entry of a kind that is not known here.');
  }
  return { asOfMs, beforeOf, tokenIds };
}
