import type { Viewer } from '@nuan/auth';

/** What came of asking for units. */
export type Charge =
  | { readonly isGranted: true; readonly remaining: number }
  | { readonly isGranted: false; readonly remaining: number; readonly retryAfterS: number };

interface Bucket {
  units: number;
  at: number;
}

/** Clients remembered; beyond it the one that asked longest ago starts afresh with a full allowance, as it would have had by then. */
const MAX_CLIENTS = 50_000;

/**
 * Allowances of clients, in units of cost (限流): each has so many units a minute, spends them by what its operations cost, and gets them back
 * evenly. In this process alone: several processes of one service allow a client that many times as much.
 */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  /** @param nowMs a clock that never goes backwards, in milliseconds. */
  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  /**
   * Takes units from a client's allowance if it has as many. An operation dearer than a whole minute's allowance is granted to a
   * client that has saved all of it, and leaves it in debt.
   *
   * @param perMinute units that come back to the client each minute, and that it has saved at most.
   * @param atLeast what the client must have, where that is more than what is taken.
   */
  take(client: string, perMinute: number, units: number, atLeast = 0): Charge {
    const bucket = this.bucketOf(client, perMinute);
    const wanted = Math.min(Math.max(units, atLeast), perMinute);
    if (bucket.units >= wanted) {
      bucket.units -= units;
      return { isGranted: true, remaining: Math.max(0, Math.floor(bucket.units)) };
    }
    const retryAfterS = Math.max(1, Math.ceil(((wanted - bucket.units) / perMinute) * 60));
    return { isGranted: false, remaining: Math.max(0, Math.floor(bucket.units)), retryAfterS };
  }

  /** Takes units whether the client has them or not: work that was done already. */
  debit(client: string, perMinute: number, units: number): void {
    this.bucketOf(client, perMinute).units -= units;
  }

  private bucketOf(client: string, perMinute: number): Bucket {
    const now = this.nowMs();
    const known = this.buckets.get(client);
    const bucket = known ?? { units: perMinute, at: now };
    bucket.units = Math.min(perMinute, bucket.units + ((now - bucket.at) / 60_000) * perMinute);
    bucket.at = now;
    this.buckets.delete(client);
    this.buckets.set(client, bucket);
    if (this.buckets.size > MAX_CLIENTS) this.buckets.delete(this.buckets.keys().next().value ?? client);
    return bucket;
  }
}

/** Whose allowance a request draws on: the program's if the token names one, else the person's. */
export function clientOf({ credential, subject }: Viewer): string {
  return credential?.client ? `client:${credential.client}` : `subject:${subject}`;
}
