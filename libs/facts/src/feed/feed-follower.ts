import { setTimeout as sleep } from 'node:timers/promises';

import type { DataSource } from 'typeorm';

import { FeedConsumer } from './feed-consumer';
import type { FeedLag } from './feed-metrics';
import type { PageReader } from './feed-source';
import type { Followed } from './projection';

/** A feed to follow, and how its pages are read. */
export interface FollowedFeed {
  readonly followed: Followed;
  readonly readPage: PageReader;
}

/** What a follower tells its process. */
export interface FeedEvents {
  /** Reading or applying failed; it is tried again after a pause. */
  onFailure(source: string, error: unknown): void;
  /** It works again. */
  onRecovery(source: string): void;
}

/** The shortest pause between two questions to an owner that has no more. */
const SHORTEST_PAUSE_MS = 10;

/** The longest pause after failures. */
const LONGEST_PAUSE_MS = 5_000;

interface Follow {
  readonly consumer: FeedConsumer;
  lag: FeedLag;
}

/** Follows the feeds of the subgraphs that this one keeps facts of, each at its own pace, until it is stopped. */
export class FeedFollower {
  private readonly follows: readonly Follow[];
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    db: DataSource,
    feeds: readonly FollowedFeed[],
    private readonly events: FeedEvents,
  ) {
    this.follows = feeds.map(({ followed, readPage }) => ({
      consumer: new FeedConsumer(db, followed, readPage),
      lag: { source: followed.source, asOf: null, rowsBehind: 0, changes: 0, failures: 0 },
    }));
  }

  /** Asks each feed for more every `everyMs`, and at once while there is more. */
  start(everyMs: number): void {
    const pauseMs = Math.max(SHORTEST_PAUSE_MS, everyMs);
    this.running = Promise.all(this.follows.map((follow) => this.follow(follow, pauseMs)));
  }

  /** Ends after the pages that are being applied. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** How far each feed is behind its owner. */
  lags(): FeedLag[] {
    return this.follows.map(({ lag }) => lag);
  }

  private async follow(follow: Follow, everyMs: number): Promise<void> {
    let failures = 0;
    while (!this.stopping.signal.aborted) {
      let pauseMs = everyMs;
      try {
        if (await this.step(follow)) pauseMs = 0;
        if (failures > 0) this.events.onRecovery(follow.lag.source);
        failures = 0;
      } catch (error) {
        failures += 1;
        follow.lag = { ...follow.lag, failures: follow.lag.failures + 1 };
        if (failures === 1) this.events.onFailure(follow.lag.source, error);
        pauseMs = Math.min(LONGEST_PAUSE_MS, everyMs * 2 ** failures);
      }
      await sleep(pauseMs, undefined, { signal: this.stopping.signal, ref: false }).catch(() => undefined);
    }
  }

  /** One page; true when there is more at once. */
  private async step(follow: Follow): Promise<boolean> {
    const { page, isApplied } = await follow.consumer.step();
    const { lag } = follow;
    follow.lag = {
      ...lag,
      asOf: page.asOf ?? lag.asOf,
      rowsBehind: page.remaining,
      changes: lag.changes + (isApplied ? page.changes.length : 0),
    };
    return page.hasMore || !isApplied;
  }
}
