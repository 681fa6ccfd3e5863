import { assertCan, type Viewer } from '@nuan/auth';
import type { Acts } from '@nuan/facts';
import type { RuleBroken } from '@nuan/federation';

import { type Claim, CLAIM_ACTION, settleClaims, type Settled } from './claim-settlement';
import type { PlaceClaim } from './place-claim.entity';
import { lockPlaces } from './place-pools';

/** Claims that one transaction settles at most: enough to spread its commit thin, few enough to answer within moments. */
const MAX_BATCH = 200;

interface QueuedClaim extends Claim {
  readonly resolve: (settled: PlaceClaim | RuleBroken) => void;
  readonly reject: (error: unknown) => void;
}

/** Claims of one pool by callers who see and write the same and act for the same person: they are settled as the first of them. */
interface Line {
  readonly viewer: Viewer;
  readonly entity: string;
  readonly poolId: string;
  readonly claims: QueuedClaim[];
}

/**
 * Lines claims up and settles them in batches, so that a rush costs one commit for many claims. While one batch of a line
 * commits, the claims that arrive meanwhile form the next; a claim that comes alone goes alone and at once. What is fair
 * and what is full is decided in the database, under the pool's lock: any number of processes may each have a line.
 */
export class ClaimQueue {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly acts: Acts) {}

  /**
   * Claims a place of an event or trip.
   *
   * @param entity GraphQL type of the event or trip.
   * @returns the claim as it stands once it is committed, with a place or on the waiting list.
   * @throws NotFoundError when event, trip or person is unknown or outside the viewer's write regions.
   * @throws ConflictError (IDEMPOTENCY_KEY_REUSED) when the key came with another request.
   */
  async claim(viewer: Viewer, entity: string, poolId: string, claim: Claim): Promise<PlaceClaim | RuleBroken> {
    assertCan(viewer, 'event:join');
    const { subject, role, readPrefixes, writePrefixes, readUnions, writeUnions, credential } = viewer;
    const bounds = [readPrefixes, writePrefixes, readUnions, writeUnions];
    const key = JSON.stringify([entity, poolId, subject, role, ...bounds, credential?.onBehalfOf]);
    return new Promise((resolve, reject) => {
      const queued = { ...claim, resolve, reject };
      const line = this.lines.get(key);
      if (line) return void line.claims.push(queued);
      const made: Line = { viewer, entity, poolId, claims: [queued] };
      this.lines.set(key, made);
      void this.drain(key, made);
    });
  }

  /** Settles a line batch by batch until it is empty; whoever comes later begins a new one. */
  private async drain(key: string, line: Line): Promise<void> {
    while (line.claims.length > 0) await this.settle(line, line.claims.splice(0, MAX_BATCH));
    this.lines.delete(key);
  }

  private async settle({ viewer, entity, poolId }: Line, batch: readonly QueuedClaim[]): Promise<void> {
    try {
      const settled = await this.perform(viewer, entity, poolId, batch);
      for (const [at, { resolve, reject }] of batch.entries()) {
        const result = settled[at];
        if (result instanceof Error || result === undefined) reject(result);
        else resolve(result);
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  private async perform(
    viewer: Viewer,
    entity: string,
    poolId: string,
    batch: readonly QueuedClaim[],
  ): Promise<readonly Settled[]> {
    const outcome = await this.acts.perform<Answers, Answers>(viewer, CLAIM_ACTION, async (tx) => {
      const pool = await lockPlaces(tx, entity, poolId);
      const { settled, isChanged } = await settleClaims(tx, pool, batch);
      // An act that changed nothing leaves no audit row; keys of refused claims stay free.
      return isChanged ? { settled } : tx.refuse({ settled });
    });
    return outcome.settled;
  }
}

interface Answers {
  readonly settled: readonly Settled[];
}
