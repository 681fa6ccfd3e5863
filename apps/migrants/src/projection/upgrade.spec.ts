import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '@nuan/database';
import { FeedConsumer } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { createTestDatabase, type DisposableDatabase } from '@nuan/testing';

import { BoundByUnions1795565006000 } from '../../migrations/1795565006000-bound-by-unions';
import { migrantsSubgraph } from '../migrants.subgraph';
import { migrantsFollows } from './migrants.follows';

const { database } = migrantsSubgraph;
const epochOf = ({ name }: { readonly name: string }): number => Number(name.slice(-13));
const BEFORE = database.migrations.filter((made) => epochOf(made) < epochOf(BoundByUnions1795565006000));

describe('a database of before rows were bounded by unions', () => {
  let db: DisposableDatabase;
  beforeAll(async () => {
    db = await createTestDatabase({ ...database, migrations: BEFORE });
  }, 120_000);
  afterAll(() => db.drop());

  it('keeps every person that it knows, and learns the union and the token of each from the snapshot', async () => {
    const [id, unionId] = [newId(), newId()];
    await db.owner.query(
      `insert into worker_projection (id, region_code, is_migrant, source_version) values ($1, '340102', true, 1)`,
      [id],
    );
    await db.owner.query(
      `insert into projection_cursor (source, cursor, applied_at) values ('workers', 'there', now())`,
    );
    await migrate(db.ownerUrl, database);
    const person = async () =>
      (
        await db.owner.query<object[]>(
          'select union_id, number_token, source_version from worker_projection where id = $1',
          [id],
        )
      )[0];
    expect(await person()).toEqual({ union_id: null, number_token: null, source_version: '1' });
    const [followed] = migrantsFollows.filter(({ source }) => source === 'workers');
    if (!followed) throw new Error('workers is not followed');
    const cursors: (string | null)[] = [];
    const facts = { unionId, numberToken: 'aabb', isMigrant: true };
    const changes = [{ entity: 'Worker', id, version: 1, regionCode: '340102', changedAt: null, facts }];
    const readPage = (cursor: string | null) => {
      cursors.push(cursor);
      return Promise.resolve({ changes, cursor: 'after', hasMore: false, remaining: 0, asOf: new Date() });
    };
    await new FeedConsumer(db.app, followed, readPage).step();
    expect(cursors).toEqual([null]);
    expect(await person()).toEqual({ union_id: unionId, number_token: 'aabb', source_version: '1' });
  }, 60_000);
});
