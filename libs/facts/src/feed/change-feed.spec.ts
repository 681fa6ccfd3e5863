import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newId, systemClock } from '@nuan/kernel';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { feedDatabase, published } from '../../testing/feed.database';
import { ChangeFeed, type FeedChange, type FeedPage } from './change-feed';
import { encodePosition, LOG_START } from './feed-cursor';

// A long transaction of another spec on the same server holds the log back.
jest.setTimeout(120_000);

const partner = (department: string | null, read = ['340000'], scopes = ['changes:read']) =>
  viewerWith({ role: 'partner', department, read, scopes });
const sibling = partner('nuan');

describe('the change feed', () => {
  const db = useTestDatabase(feedDatabase);
  const feed = () => new ChangeFeed(db.app, systemClock, published);
  const aDepot = async (region = '340102', size = 'SMALL'): Promise<string> => {
    const id = newId();
    await db.app.query('insert into depot (id, region_code, size) values ($1, $2, $3)', [id, region, size]);
    return id;
  };
  /** Everything from a cursor on, waiting for transactions of other specs on the same server; and the last page. */
  const readAll = async (
    after: string | null,
    wanted: number | ((change: FeedChange) => boolean),
    viewer = sibling,
    first = 2,
  ) => {
    const isEnough = (found: readonly FeedChange[]): boolean =>
      typeof wanted === 'number' ? found.length >= wanted : found.some(wanted);
    const changes: FeedChange[] = [];
    const deadline = Date.now() + 60_000;
    let page: FeedPage;
    do {
      page = await feed().read(viewer, { after, first });
      after = page.cursor;
      changes.push(...page.changes);
    } while (page.hasMore || (!isEnough(changes) && Date.now() < deadline));
    return { changes, page };
  };
  beforeEach(() => db.owner.query('truncate depot, keeper, season, delivery, change'));

  it('begins with a snapshot of every entity, page by page, and goes on with the log', async () => {
    const ids = [await aDepot(), await aDepot(), await aDepot()];
    const season = newId();
    await db.app.query(`insert into season (id, title) values ($1, 'spring')`, [season]);
    const start = await readAll(null, 4);
    expect(start.changes.map(({ id }) => id).slice(0, 4)).toEqual([...ids, season]);
    expect(start.changes[0]).toMatchObject({
      entity: 'Depot',
      version: 1,
      regionCode: '340102',
      changedAt: null,
      facts: { size: 'SMALL', tags: [], openedOn: null },
    });
    await db.app.query(`update depot set size = 'LARGE', version = 2 where id = $1`, [ids[1]]);
    const { changes, page } = await readAll(start.page.cursor, ({ version }) => version === 2);
    expect(changes.at(-1)).toMatchObject({ id: ids[1], version: 2, facts: { size: 'LARGE' } });
    expect(changes.at(-1)?.changedAt).toBeInstanceOf(Date);
    expect(page).toMatchObject({ hasMore: false, remaining: 0 });
  });

  it('never skips a row that is committed late by a transaction begun before others', async () => {
    const late = db.app.createQueryRunner();
    await late.startTransaction();
    const lateId = newId();
    await late.query(`insert into depot (id, region_code) values ($1, '340102')`, [lateId]);
    const early = await aDepot();
    const before = await feed().read(sibling, { after: encodePosition(LOG_START), first: 10 });
    // The early row is committed, yet it waits behind the one that may still come.
    expect(before).toMatchObject({ changes: [], hasMore: false, remaining: 1 });
    await late.commitTransaction();
    await late.release();
    const { changes } = await readAll(before.cursor, 2);
    expect(changes.map(({ id }) => id)).toEqual([lateId, early]);
  });

  it('says until when it is complete: not beyond a row that waits', async () => {
    const late = db.app.createQueryRunner();
    await late.startTransaction();
    await late.query(`insert into depot (id, region_code) values ($1, '340102')`, [newId()]);
    await aDepot();
    const written = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 60));
    const page = await feed().read(sibling, { after: encodePosition(LOG_START), first: 10 });
    expect(page.asOf?.getTime()).toBeLessThanOrEqual(written + 20);
    await late.rollbackTransaction();
    await late.release();
  });

  it('delivers in the log what changed while the snapshot was read', async () => {
    const ids = [await aDepot(), await aDepot(), await aDepot()].sort();
    const first = await feed().read(sibling, { after: null, first: 2 });
    await db.app.query(`update depot set size = 'LARGE', version = 2 where id = $1`, [ids[0]]);
    // One more row of the snapshot, and in the log at least the change; the three beginnings too where they were held back.
    const isIt = ({ id, version }: FeedChange) => id === ids[0] && version === 2;
    const { changes } = await readAll(first.cursor, isIt);
    expect(changes.find(isIt)).toMatchObject({ facts: { size: 'LARGE' } });
  });

  it('moves past what a reader is not shown, so that it is not passed over again and again', async () => {
    const start = encodePosition(LOG_START);
    await db.app.query(`insert into keeper (id, region_code, name) values ($1, '340102', '某某')`, [newId()]);
    const { changes, page } = await readAll(start, 0, partner('民政'));
    expect(changes).toEqual([]);
    expect(page.cursor).not.toBe(start);
  });

  it('gives a reader those entities alone that it wants, and refuses one that is not there for it', async () => {
    await aDepot();
    const season = newId();
    await db.app.query(`insert into season (id, title) values ($1, 'spring')`, [season]);
    const page = await feed().read(sibling, { after: null, first: 10, entities: ['Season'] });
    expect(page.changes.map(({ id }) => id)).toEqual([season]);
    for (const [viewer, wanted] of [
      [sibling, 'Tree'],
      [partner('民政'), 'Keeper'],
    ] as const) {
      const reading = feed().read(viewer, { after: null, first: 10, entities: [wanted] });
      await expect(reading).rejects.toMatchObject({ code: 'BAD_USER_INPUT', rule: 'UNKNOWN_ENTITY' });
    }
  });

  describe('under contract', () => {
    it('gives a partner department its entities and their granted facts, and never a person', async () => {
      const depot = await aDepot();
      await db.app.query(`insert into keeper (id, region_code, name) values ($1, '340102', '某某')`, [newId()]);
      const season = newId();
      await db.app.query(`insert into season (id, title) values ($1, 'spring')`, [season]);
      for (const after of [null, encodePosition(LOG_START)]) {
        const { changes } = await readAll(after, 2, partner('民政'), 10);
        const seen = new Map(changes.map(({ id, entity, facts }) => [id, { entity, facts }]));
        expect([...seen]).toEqual([
          [depot, { entity: 'Depot', facts: { size: 'SMALL' } }],
          [season, { entity: 'Season', facts: { title: 'spring' } }],
        ]);
      }
    });

    it('limits a partner to its region, and shows what belongs to none to all', async () => {
      await aDepot('340102');
      const own = await aDepot('341102');
      const season = newId();
      await db.app.query(`insert into season (id, title) values ($1, 'spring')`, [season]);
      for (const after of [null, encodePosition(LOG_START)]) {
        const { changes } = await readAll(after, 2, partner('民政', ['341100']), 10);
        expect([...new Set(changes.map(({ id }) => id))]).toEqual([own, season]);
      }
    });

    it('gives a department its own rows alone of an entity that belongs to departments, in the snapshot and in the log', async () => {
      const ids: Record<string, string> = {};
      for (const department of ['民政', '财政']) {
        const id = (ids[department] = newId());
        await db.app.query(`insert into delivery (id, region_code, department, crates) values ($1, '340102', $2, 3)`, [
          ...[id, department],
        ]);
      }
      for (const [department, id] of Object.entries(ids)) {
        for (const after of [null, encodePosition(LOG_START)]) {
          const { changes, page } = await readAll(after, 1, partner(department), 10);
          expect([...new Set(changes.map((change) => change.id))]).toEqual([id]);
          expect(changes[0]?.facts).toEqual({ crates: 3 });
          // Its own row may wait behind a transaction of another spec; the row of the other is not counted.
          expect(page.remaining).toBeLessThanOrEqual(1);
        }
        const { changes } = await readAll(null, 1, partner(department === '民政' ? 'CIVIL_AFFAIRS' : 'FINANCE'), 10);
        expect([...new Set(changes.map((change) => change.id))]).toEqual([id]);
      }
      const one = await feed().read(partner('财政'), { after: encodePosition(LOG_START), first: 10 });
      expect(JSON.stringify(one)).not.toContain(ids['民政']);
      const { changes } = await readAll(encodePosition(LOG_START), 0);
      expect(changes).toEqual([]);
    });

    it.each([
      ['a department without a contract', partner('税务')],
      ['a partner of no department', partner(null)],
      ['a partner without the scope', partner('民政', ['340000'], ['region:aggregate'])],
      ['a sibling without the scope', partner('nuan', ['340000'], [])],
      ['a province officer', viewerWith({ role: 'province' })],
    ])('refuses %s', async (_who, viewer) => {
      await expect(feed().read(viewer, { after: null, first: 10 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    });

    it('refuses a cursor of a snapshot that stands at an entity outside the contract', async () => {
      const after = encodePosition({ phase: 'SNAPSHOT', since: '0', entity: 'Keeper', afterId: null });
      await expect(feed().read(partner('民政'), { after, first: 10 })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        field: 'after',
      });
    });
  });

  it.each([
    'x',
    Buffer.from('l:1:99999999999999999999').toString('base64url'),
    Buffer.from("s:1:De'pot:").toString('base64url'),
  ])('refuses a cursor that it has not given: %s', async (after) => {
    const reading = feed().read(sibling, { after, first: 10 });
    await expect(reading).rejects.toMatchObject({ code: 'BAD_USER_INPUT', field: 'after', rule: 'CURSOR' });
  });

  it.each([0, -1, 1001])('refuses a page of %d', async (first) => {
    await expect(feed().read(sibling, { after: null, first })).rejects.toMatchObject({ field: 'first' });
  });
});
