import { beforeAll, describe, expect, it } from '@jest/globals';
import { isCheckViolation, undoMigrations } from '@nuan/database';
import { newId, systemClock } from '@nuan/kernel';
import { useTestDatabase, viewerWith } from '@nuan/testing';
import type { QueryRunner } from 'typeorm';

import { feedDatabase, published } from '../../testing/feed.database';
import { ChangeFeed } from './change-feed';
import { dropFactTriggers, type FactTable, factTriggers } from './fact-triggers';
import { Department } from './feed-contract';

describe('a table that publishes its facts', () => {
  const db = useTestDatabase(feedDatabase);
  const changesOf = (id: string): Promise<object[]> =>
    db.app.query(
      `select entity, version::int as version, region_code, facts->>'size' as size from change where entity_id = $1 order by xid, id`,
      [id],
    );
  const aDepot = async (size: string): Promise<string> => {
    const id = newId();
    await db.app.query(`insert into depot (id, region_code, size) values ($1, '340102', $2)`, [id, size]);
    return id;
  };

  it('appends a change for a row that is made, in the same transaction', async () => {
    const id = await aDepot('SMALL');
    expect(await changesOf(id)).toEqual([{ entity: 'Depot', version: 1, region_code: '340102', size: 'SMALL' }]);
    const undone = newId();
    await expect(
      db.app.transaction(async (tx) => {
        await tx.query(`insert into depot (id, region_code) values ($1, '340102')`, [undone]);
        throw new Error('given up');
      }),
    ).rejects.toThrow('given up');
    expect(await changesOf(undone)).toEqual([]);
  });

  it('appends a change only when a fact or the region differs, and one row per row of a statement', async () => {
    const ids = [await aDepot('SMALL'), await aDepot('LARGE')];
    await db.app.query(`update depot set note = 'painted', version = version + 1 where id = any($1)`, [ids]);
    await db.app.query(`update depot set size = 'LARGE', version = version + 1 where id = any($1)`, [ids]);
    await db.app.query(`update depot set region_code = '340103', version = version + 1 where id = $1`, [ids[1]]);
    expect(await changesOf(ids[0] ?? '')).toMatchObject([{ version: 1 }, { version: 3, size: 'LARGE' }]);
    expect(await changesOf(ids[1] ?? '')).toMatchObject([{ version: 1 }, { version: 4, region_code: '340103' }]);
  });

  it('I35: refuses a change of facts that does not raise the version, or lowers it', async () => {
    const id = await aDepot('SMALL');
    for (const change of [
      `size = 'LARGE'`,
      `region_code = '340103'`,
      `size = 'LARGE', version = version`,
      `version = 0, size = null`,
    ]) {
      const refused = await db.app.query(`update depot set ${change} where id = $1`, [id]).catch((error) => error);
      expect(isCheckViolation(refused, 'depot_version_forward')).toBe(true);
    }
    await db.app.query(`update depot set note = 'no fact' where id = $1`, [id]);
    expect(await changesOf(id)).toHaveLength(1);
  });

  it('keeps the log from the application: it may read it and nothing else', async () => {
    for (const sql of [
      'delete from change',
      `update change set facts = '{}'`,
      `insert into change (entity, entity_id, version, facts) values ('Depot', gen_random_uuid(), 9, '{}')`,
    ])
      await expect(db.app.query(sql)).rejects.toThrow('permission denied');
  });

  it('goes away without a trace', async () => {
    await undoMigrations(db.ownerUrl, feedDatabase, 1);
    const left = await db.owner.query(
      `select proname from pg_proc where pronamespace = 'public'::regnamespace and proname like '%facts%'`,
    );
    expect(left).toEqual([]);
  });
});

describe('a table that publishes a second entity', () => {
  const db = useTestDatabase(feedDatabase);
  const second: FactTable = { table: 'keeper', facts: 'keeper_turn', entity: 'KeeperTurn', isForPartnersAlone: true };
  const runner = (): QueryRunner => db.owner.createQueryRunner();
  beforeAll(async () => {
    await db.owner.query(`create function keeper_turn_facts(r keeper) returns jsonb language sql stable as
      $$ select jsonb_build_object('isHead', r.is_head, 'turn', r.version) $$`);
    await factTriggers(runner(), second);
  });

  it('appends a change of each, by its own facts, and a snapshot of it shows them', async () => {
    const id = newId();
    await db.app.query(`insert into keeper (id, region_code, name) values ($1, '340102', 'nobody')`, [id]);
    await db.app.query('update keeper set version = 2 where id = $1', [id]);
    const sql =
      'select entity, version::int as version, facts from change where entity_id = $1 order by entity, version';
    expect(await db.app.query(sql, [id])).toEqual([
      { entity: 'Keeper', version: 1, facts: { isHead: false } },
      { entity: 'KeeperTurn', version: 1, facts: { isHead: false, turn: 1 } },
      { entity: 'KeeperTurn', version: 2, facts: { isHead: false, turn: 2 } },
    ]);
    const partners = { [Department.CIVIL_AFFAIRS]: { Keeper: ['isHead'], KeeperTurn: ['turn'] } };
    const feed = new ChangeFeed(db.app, systemClock, { tables: [...published.tables, second], partners });
    const viewer = viewerWith({ role: 'partner', department: Department.CIVIL_AFFAIRS, scopes: ['changes:read'] });
    const { changes } = await feed.read(viewer, { first: 10 });
    expect(changes).toMatchObject([{ entity: 'KeeperTurn', id, version: 2, facts: { turn: 2 } }]);
    expect(changes[0]?.facts).not.toHaveProperty('isHead');
  });

  it('goes away by itself, and leaves the table’s own', async () => {
    await dropFactTriggers(runner(), second.table, second.facts);
    const id = newId();
    await db.app.query(`insert into keeper (id, region_code, name) values ($1, '340102', 'nobody')`, [id]);
    expect(await db.app.query('select entity from change where entity_id = $1', [id])).toEqual([{ entity: 'Keeper' }]);
  });
});
