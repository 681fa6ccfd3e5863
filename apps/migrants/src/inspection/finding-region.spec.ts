import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '@nuan/database';
import { newId } from '@nuan/kernel';
import { createTestDatabase, type DisposableDatabase, insertRow } from '@nuan/testing';

import { PublishToDepartments1795565130000 } from '../../migrations/1795565130000-publish-to-departments';
import { migrantsSubgraph } from '../migrants.subgraph';
import { aFinding, anInspection } from '../row-builders';

describe('findings from before they were published', () => {
  const { database } = migrantsSubgraph;
  const epochOf = ({ name }: { readonly name: string }): number => Number(name.slice(-13));
  const before = database.migrations.filter((made) => epochOf(made) < epochOf(PublishToDepartments1795565130000));
  let db: DisposableDatabase;
  beforeAll(async () => {
    db = await createTestDatabase({ ...database, migrations: before });
  }, 120_000);
  afterAll(() => db.drop());

  it('get the region of their inspection, keep it, and are published as they change', async () => {
    const trip = await anInspection(db.owner, { region_code: '340202' });
    const found = { id: newId(), summary: '拖欠工资', state: 'OPEN', found_on: '2016-12-27' };
    const id = await insertRow(db.owner, 'inspection_finding', { ...found, inspection_id: trip });
    await migrate(db.ownerUrl, database);
    const read = 'select region_code as region, version from inspection_finding where id = $1';
    expect(await db.owner.query(read, [id])).toEqual([{ region: '340202', version: 1 }]);
    await expect(aFinding(db.owner, { inspection_id: trip, region_code: '340102' })).rejects.toThrow(
      'inspection_finding_region_of_inspection',
    );
    const order = `update inspection_finding set state = 'ORDERED', deadline_on = '2017-01-15', version = version + 1 where id = $1`;
    await db.owner.query(order, [id]);
    const published = `select region_code as region, facts ->> 'state' as state from change where entity_id = $1`;
    expect(await db.owner.query(published, [id])).toEqual([{ region: '340202', state: 'ORDERED' }]);
  });
});
