import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { migrate, pendingMigrations, schemaDrift, undoMigrations } from '@nuan/database';
import { emitSchema } from '@nuan/federation';
import { createTestDatabase, useTestDatabase } from '@nuan/testing';

import { SignPartnerShops1795565001000 } from '../migrations/1795565001000-sign-partner-shops';
import { aShop, aUnion } from '../testing/rows';
import { enterprisesSubgraph } from './enterprises.subgraph';

describe('the schemas of enterprises', () => {
  const database = useTestDatabase(enterprisesSubgraph.database);

  it('leave no difference between tables and entities', async () => {
    expect(await schemaDrift(database.owner)).toEqual([]);
  });

  it('go back migration by migration and forth again', async () => {
    const { migrations } = enterprisesSubgraph.database;
    await undoMigrations(database.ownerUrl, enterprisesSubgraph.database, migrations.length);
    expect(await pendingMigrations(database.ownerUrl, enterprisesSubgraph.database)).toBe(true);
    expect(await migrate(database.ownerUrl, enterprisesSubgraph.database)).toHaveLength(migrations.length);
  });

  it('go back from contracts with shops that were ended or taken back, which then don’t run again', async () => {
    const own = await createTestDatabase(enterprisesSubgraph.database);
    try {
      const union = await aUnion(own.owner);
      const [stands, ended, wrong] = [
        await aShop(own.owner, union),
        await aShop(own.owner, union),
        await aShop(own.owner, union),
      ];
      await own.owner.query(
        `update partner_shop set status = 'ENDED', ended_on = '2016-12-01', ended_reason = '歇业', version = 2 where id = $1`,
        [ended],
      );
      await own.owner.query(
        `insert into entry_correction (id, shop_id, reason, corrected_on, corrected_by) values (gen_random_uuid(), $1, '误录', '2017-01-23', 'x')`,
        [wrong],
      );
      const { migrations } = enterprisesSubgraph.database;
      const after = migrations.length - migrations.indexOf(SignPartnerShops1795565001000);
      await undoMigrations(own.ownerUrl, enterprisesSubgraph.database, after);
      const left = await own.owner.query<object[]>(
        'select id, valid_to_on as "to" from partner_shop order by valid_to_on nulls last',
      );
      expect(left).toEqual([
        { id: ended, to: '2016-12-01' },
        { id: stands, to: null },
      ]);
      expect(await migrate(own.ownerUrl, enterprisesSubgraph.database)).toHaveLength(after);
    } finally {
      await own.drop();
    }
  });

  it('are committed as they are emitted', async () => {
    const committed = readFileSync(join(__dirname, '..', 'schema.graphql'), 'utf8');
    expect(committed).toBe(await emitSchema(enterprisesSubgraph));
  });

  it('let the application read and record but neither delete nor touch what the database derives', async () => {
    const denied = /permission denied/;
    await expect(database.app.query('delete from enterprise_visit')).rejects.toThrow(denied);
    await expect(database.app.query('delete from distress_period')).rejects.toThrow(denied);
    await expect(database.app.query(`update enterprise set distress_kind = 'OTHER'`)).rejects.toThrow(denied);
    await expect(database.owner.query(`update enterprise set name = name`)).resolves.toBeDefined();
  });
});
