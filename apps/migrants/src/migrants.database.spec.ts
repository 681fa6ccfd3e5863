import { foldRollups, rollupDrift, schemaDrift, undoMigrations } from '@nuan/database';
import { createTestDatabase, useTestDatabase } from '@nuan/testing';
import { describe, expect, it } from '@jest/globals';

import { migrantsSubgraph } from './migrants.subgraph';
import { aHealthCheckBatch, anInsuranceProject, aReturnService, aStation, aWageCase } from './row-builders';

describe('the migrants database', () => {
  const db = useTestDatabase(migrantsSubgraph.database);

  it('has exactly the columns that the entities map', async () => {
    expect(await schemaDrift(db.owner)).toEqual([]);
  });

  it('goes back to nothing, migration by migration', async () => {
    const own = await createTestDatabase(migrantsSubgraph.database);
    try {
      await undoMigrations(own.ownerUrl, migrantsSubgraph.database, migrantsSubgraph.database.migrations.length);
      const left = await own.owner.query<{ name: string }[]>(
        `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r','v') and relname <> 'schema_migration'
         union all select proname from pg_proc where pronamespace = 'public'::regnamespace`,
      );
      expect(left).toEqual([]);
    } finally {
      await own.drop();
    }
  }, 60_000);

  it('keeps the rollups equal to the rows through inserts, updates, deletes and folds', async () => {
    const station = await aStation(db.owner);
    const open = await aWageCase(db.owner, { state: 'ORDERED' });
    await anInsuranceProject(db.owner, { insured: false, insured_on: null, workers_covered: 0 });
    const trip = await aReturnService(db.owner);
    await aHealthCheckBatch(db.owner);
    expect(await rollupDrift(db.owner)).toEqual([]);
    await db.owner.query(
      `update service_station set state = 'CLOSED', closed_on = '2017-01-10', amenities = '{}', version = version + 1 where id = $1`,
      [station],
    );
    await db.owner.query(
      `update wage_case set state = 'PAID', recovered_fen = owed_fen, settled_on = '2017-01-20', version = version + 1 where id = $1`,
      [open],
    );
    await foldRollups(db.app);
    await db.owner.query('delete from return_service where id = $1', [trip]);
    expect(await rollupDrift(db.owner)).toEqual([]);
  });

  it('does not let the application delete or rewrite rollups', async () => {
    await expect(db.app.query('delete from wage_case')).rejects.toThrow('permission denied');
    await expect(db.app.query('update rollup_counter set n = 0')).rejects.toThrow('permission denied');
  });

  it.each([
    [
      'recovers more than is owed',
      { recovered_fen: '10000001', state: 'PART_PAID' },
      'wage_case_recovered_fen_within_owed',
    ],
    [
      'is PAID with money outstanding',
      { state: 'PAID', recovered_fen: '1', settled_on: '2017-01-01' },
      'wage_case_paid_whole',
    ],
    ['has all its money and is not PAID', { state: 'PART_PAID', recovered_fen: '10000000' }, 'wage_case_paid_whole'],
    ['is PART_PAID with nothing paid', { state: 'PART_PAID' }, 'wage_case_part_paid_some'],
    ['lies in the province itself', { region_code: '340000' }, 'wage_case_region_code_form'],
  ])('refuses a wage case that %s', async (_what, row, constraint) => {
    await expect(aWageCase(db.owner, row)).rejects.toThrow(constraint);
  });

  it.each([
    ['a point on the map', { longitude: null, latitude: null }],
    ['hours', { hours: '[]' }],
    ['a responsible person', { responsible_name: null }],
    ['drinking water', { amenities: ['MICROWAVE'] }],
  ])('refuses an open facility without %s', async (_what, row) => {
    await expect(aStation(db.owner, row)).rejects.toThrow('service_station_open_complete');
  });
});
