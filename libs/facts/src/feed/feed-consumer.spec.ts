import { setTimeout as sleep } from 'node:timers/promises';

import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newId, systemClock } from '@nuan/kernel';
import { useTestDatabase, viewerWith } from '@nuan/testing';
import fc from 'fast-check';

import { feedDatabase, followed, published } from '../../testing/feed.database';
import { appliedAsOf } from './applied-as-of';
import { ChangeFeed, type FeedChange } from './change-feed';
import { FeedConsumer } from './feed-consumer';
import { FeedFollower } from './feed-follower';
import { feedMetrics } from './feed-metrics';
import type { PageReader } from './feed-source';
import { applyChanges } from './projection';

const sibling = viewerWith({ role: 'partner', department: 'nuan', scopes: ['changes:read'] });
// A long transaction of another spec on the same server holds the log back.
jest.setTimeout(120_000);

const WORDS = ['SMALL', 'LARGE', null] as const;

describe('a projection that follows a feed', () => {
  const db = useTestDatabase(feedDatabase);
  const reader =
    (first = 3): PageReader =>
    (after) =>
      new ChangeFeed(db.app, systemClock, published).read(sibling, { after, first });
  const consumer = (readPage = reader()) => new FeedConsumer(db.app, followed, readPage);
  // Versions may differ: an owner raises them for other reasons too, and the log tells of facts alone.
  const owned = () => db.owner.query(`select id, region_code, size, tags, opened_on from depot order by id`);
  const kept = () => db.owner.query(`select id, region_code, size, tags, opened_on from depot_projection order by id`);
  const versionOf = (id: string) =>
    db.owner.query('select source_version as version, size from depot_projection where id = $1', [id]);
  const cursor = async (): Promise<{ cursor: string | null; applied_at: Date } | undefined> => {
    const rows = await db.owner.query<{ cursor: string | null; applied_at: Date }[]>('select * from projection_cursor');
    return rows[0];
  };
  /** Until the projection equals the owner's rows; transactions of other specs may hold the log back for a while. */
  const settle = async (following = consumer()): Promise<void> => {
    const deadline = Date.now() + 60_000;
    do {
      await following.catchUp();
      if (JSON.stringify(await kept()) === JSON.stringify(await owned())) return;
      await sleep(20);
    } while (Date.now() < deadline);
    expect(await kept()).toEqual(await owned());
  };
  const aDepot = async (size: string | null = 'SMALL'): Promise<string> => {
    const id = newId();
    await db.app.query(
      `insert into depot (id, region_code, size, tags, opened_on) values ($1, '340102', $2, '{a,b}', '2017-01-23')`,
      [id, size],
    );
    return id;
  };
  const change = (id: string, version: number, size: string): FeedChange => ({
    entity: 'Depot',
    id,
    version,
    regionCode: '340102',
    changedAt: null,
    facts: { size, tags: [], openedOn: null },
  });
  beforeEach(() => db.owner.query('truncate depot, keeper, season, change, depot_projection, projection_cursor'));

  it('takes over the snapshot and then every change', async () => {
    const ids = [await aDepot(), await aDepot('LARGE'), await aDepot(null), await aDepot()];
    await settle();
    await db.app.query(`update depot set tags = '{c}', version = version + 1 where id = $1`, [ids[0]]);
    await aDepot();
    await settle();
    expect(await kept()).toHaveLength(5);
  });

  it('learns by the snapshot what a row of the same version doesn’t know yet, and changes nothing that it knows', async () => {
    const id = newId();
    const [projection] = followed.projections;
    if (!projection) throw new Error('nothing is followed');
    const told = (size: string, version: number) => applyChanges(db.owner, projection, [change(id, version, size)]);
    await told('SMALL', 4);
    await db.owner.query('update depot_projection set size = null where id = $1', [id]);
    await told('LARGE', 3);
    expect(await versionOf(id)).toEqual([{ version: '4', size: null }]);
    await told('SMALL', 4);
    expect(await versionOf(id)).toEqual([{ version: '4', size: 'SMALL' }]);
    await told('LARGE', 4);
    expect(await versionOf(id)).toEqual([{ version: '4', size: 'SMALL' }]);
  });

  it('I35: a version never goes backwards, in whatever order changes come', async () => {
    const id = newId();
    const [projection] = followed.projections;
    if (!projection) throw new Error('nothing is followed');
    for (const [version, size] of [
      [2, 'TWO'],
      [1, 'ONE'],
      [2, 'TWICE'],
      [4, 'FOUR'],
      [3, 'THREE'],
    ] as const)
      await applyChanges(db.app, projection, [change(id, version, size)]);
    expect(await versionOf(id)).toEqual([{ size: 'FOUR', version: '4' }]);
    await applyChanges(db.app, projection, [change(id, 6, 'SIX'), change(id, 5, 'FIVE'), change(id, 4, 'OLD')]);
    expect(await versionOf(id)).toEqual([{ size: 'SIX', version: '6' }]);
  });

  it('passes over entities that nothing is kept of', async () => {
    await db.app.query(`insert into season (id, title) values ($1, 'spring')`, [newId()]);
    await settle();
    expect(await kept()).toEqual([]);
  });

  it('moves rows and cursor together: a page that cannot be applied whole moves neither', async () => {
    await aDepot();
    await settle();
    const before = await cursor();
    const bad: PageReader = async (after) => {
      const page = await reader()(after);
      return { ...page, cursor: 'elsewhere', changes: [change(newId(), 1, 'OK'), change('no uuid', 1, 'BAD')] };
    };
    await expect(consumer(bad).step()).rejects.toThrow('uuid');
    expect(await cursor()).toEqual(before);
    expect(await kept()).toHaveLength(1);
  });

  it('lets one of two processes that read the same page apply it, and the other go on from there', async () => {
    await aDepot();
    await settle();
    await aDepot('LARGE');
    let arrived = 0;
    let release: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (release = resolve));
    const together: PageReader = async (after) => {
      let page = await reader(10)(after);
      while (page.changes.length === 0) page = await reader(10)(after);
      arrived += 1;
      if (arrived === 2) release();
      await both;
      return page;
    };
    const steps = await Promise.all([consumer(together).step(), consumer(together).step()]);
    expect(steps.map(({ isApplied }) => isApplied).sort()).toEqual([false, true]);
    await settle();
  });

  it('I35: equals one made anew, after any series of changes', async () => {
    const act = fc.record({
      kind: fc.constantFrom('new', 'size', 'tags', 'move', 'follow'),
      at: fc.nat(9),
      word: fc.nat(2),
    });
    const seed = Number.parseInt(newId().slice(-6), 16);
    process.stdout.write(`projection property: seed ${seed}\n`);
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
        await db.owner.query('truncate depot, change, depot_projection, projection_cursor');
        const ids: string[] = [];
        const following = consumer(reader(2));
        for (const { kind, at, word } of acts) {
          const id = ids[at % Math.max(1, ids.length)];
          if (kind === 'new' || !id) ids.push(await aDepot(WORDS[word]));
          else if (kind === 'follow') await following.step();
          else {
            const set = {
              size: 'size = $2',
              tags: 'tags = array[$2]',
              move: `region_code = coalesce('3401' || length($2), region_code)`,
            };
            const value = kind === 'tags' ? (WORDS[word] ?? '-') : WORDS[word];
            const typed = set[kind as keyof typeof set].replaceAll('$2', '$2::text');
            await db.app.query(`update depot set ${typed}, version = version + 1 where id = $1`, [id, value]);
          }
        }
        await settle(following);
        const incremental = await kept();
        // What is made anew owes nothing to what was there before, however new that claims to be.
        await db.owner.query(`update depot_projection set tags = '{spoilt}', source_version = source_version + 1000`);
        await consumer(reader(2)).rebuild();
        expect(await kept()).toEqual(incremental);
        await settle(following);
      }),
      { seed, numRuns: 12, endOnFailure: true },
    );
  }, 120_000);

  it('shows readers the old rows until it has been made anew', async () => {
    await aDepot();
    await settle();
    let pages = 0;
    const slow: PageReader = async (after) => {
      pages += 1;
      expect(await kept()).toHaveLength(1);
      return reader()(after);
    };
    await consumer(slow).rebuild();
    expect(pages).toBeGreaterThan(1);
    expect(await kept()).toEqual(await owned());
  });

  it('follows by itself, tells its lag, and goes on after a failure', async () => {
    await aDepot();
    let isDown = false;
    const told: string[] = [];
    const flaky: PageReader = async (after) => {
      if (isDown) throw new Error('down');
      return reader()(after);
    };
    const follower = new FeedFollower(db.app, [{ followed, readPage: flaky }], {
      onFailure: (source) => void told.push(`failed ${source}`),
      onRecovery: (source) => void told.push(`recovered ${source}`),
    });
    const until = async (isTrue: () => boolean | Promise<boolean>): Promise<void> => {
      const deadline = Date.now() + 60_000;
      while (!(await isTrue())) {
        if (Date.now() > deadline) throw new Error('it never came true');
        await sleep(10);
      }
    };
    follower.start(20);
    await until(async () => (await kept()).length === 1 && follower.lags()[0]?.asOf !== null);
    isDown = true;
    await until(() => told.includes('failed depots'));
    await aDepot();
    isDown = false;
    await until(async () => told.includes('recovered depots') && (await kept()).length === 2);
    await follower.stop();
    const text = feedMetrics('parcels', follower.lags(), systemClock);
    expect(text).toMatch(/^# HELP nuan_feed_lag_seconds .+\n# TYPE nuan_feed_lag_seconds gauge\n/);
    expect(text).toMatch(/\nnuan_feed_lag_seconds\{subgraph="parcels",source="depots"\} \d+(\.\d+)?\n/);
    expect(text).toMatch(/\nnuan_feed_rows_behind\{subgraph="parcels",source="depots"\} 0\n/);
    expect(text).toMatch(/\nnuan_feed_failures_total\{subgraph="parcels",source="depots"\} [1-9]/);
  });

  it('gives figures the time of the oldest feed that they depend on', async () => {
    const now = new Date('2017-01-23T10:00:00Z');
    const clock = { now: () => now };
    expect(await appliedAsOf(db.app, clock, ['depots'])).toEqual(now);
    await db.owner.query(
      `insert into projection_cursor values ('depots', null, '2017-01-23T09:59:00Z'), ('trees', null, '2017-01-23T11:00:00Z')`,
    );
    expect(await appliedAsOf(db.app, clock, ['depots', 'trees'])).toEqual(new Date('2017-01-23T09:59:00Z'));
    expect(await appliedAsOf(db.app, clock, ['trees'])).toEqual(now);
  });
});
