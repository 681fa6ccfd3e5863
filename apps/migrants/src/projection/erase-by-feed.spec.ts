import { describe, expect, it } from '@jest/globals';
import { type FeedChange, FeedConsumer } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { migrantsFollows } from './migrants.follows';

describe('an erasure that the feed of workers brings to migrants', () => {
  const db = useTestDatabase(migrantsSubgraph.database);

  const fed = async (id: string, version: number, facts: FeedChange['facts']): Promise<unknown> => {
    const [followed] = migrantsFollows.filter(({ source }) => source === 'workers');
    const at = new Date('2017-01-23T10:00+08:00');
    const changes = [{ entity: 'Worker', id, version, regionCode: '340102', changedAt: at, facts }];
    const page = { changes, cursor: newId(), hasMore: false, remaining: 0, asOf: at };
    if (followed) await new FeedConsumer(db.app, followed, () => Promise.resolve(page)).step();
    const sql = 'select number_token as token, erased_on::text as "erasedOn" from worker_projection where id = $1';
    return (await db.owner.query<object[]>(sql, [id]))[0];
  };

  it('takes away by which ID number lists name the person, also when the owner should still tell it', async () => {
    const [known, unknown] = [newId(), newId()];
    const facts = { isMigrant: true, numberToken: 'aabb' };
    expect(await fed(known, 1, { ...facts, erasedOn: null })).toEqual({ token: 'aabb', erasedOn: null });
    const gone = { token: null, erasedOn: '2017-01-23' };
    expect(await fed(known, 2, { ...facts, erasedOn: '2017-01-23' })).toEqual(gone);
    expect(await fed(unknown, 1, { ...facts, erasedOn: '2017-01-23' })).toEqual(gone);
  });
});
