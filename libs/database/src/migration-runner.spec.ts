import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parcelDatabase } from '../testing/parcel.migration';
import { type ScratchDatabase, scratchDatabase } from '../testing/scratch-database';
import { migrate, pendingMigrations, schemaDrift, undoMigrations } from './migration-runner';
import { inTransaction, isCheckViolation, isUniqueViolation } from './transaction';

describe('a migrated database', () => {
  let scratch: ScratchDatabase;
  beforeAll(async () => {
    scratch = await scratchDatabase(parcelDatabase);
  }, 60_000);
  afterAll(() => scratch.drop());

  const insert = (id: number, amount: number): Promise<unknown> =>
    scratch.app.query(`insert into parcel values ($1, '340102', 'rice', $2, '2017-01-05')`, [id, amount]);

  it('agrees with the entities', async () => {
    expect(await schemaDrift(scratch.owner)).toEqual([]);
  });

  it('shows drift when a column is missing', async () => {
    await scratch.owner.query('alter table parcel rename column content to contents');
    expect((await schemaDrift(scratch.owner)).length).toBeGreaterThan(0);
    await scratch.owner.query('alter table parcel rename column contents to content');
  });

  it('lets two processes migrate at once, and has nothing left to do afterwards', async () => {
    await undoMigrations(scratch.ownerUrl, parcelDatabase, 1);
    expect(await pendingMigrations(scratch.ownerUrl, parcelDatabase)).toBe(true);
    const ran = await Promise.all([
      migrate(scratch.ownerUrl, parcelDatabase),
      migrate(scratch.ownerUrl, parcelDatabase),
    ]);
    expect(ran.flat()).toEqual(['CreateParcel1485160000000']);
    expect(await pendingMigrations(scratch.ownerUrl, parcelDatabase)).toBe(false);
  });

  it('names the constraint that refused', async () => {
    await insert(1, 100);
    const twice = await insert(1, 100).catch((error: unknown) => error);
    expect(isUniqueViolation(twice, 'parcel_pkey')).toBe(true);
    expect(isUniqueViolation(twice, 'other')).toBe(false);
    const free = await insert(2, 0).catch((error: unknown) => error);
    expect(isCheckViolation(free, 'parcel_amount_fen_positive')).toBe(true);
  });

  it('gives dates as text, whatever the time zone of the process', async () => {
    const [row] = (await scratch.app.query(`select date '2017-01-05' as day`)) as { day: unknown }[];
    expect(row?.day).toBe('2017-01-05');
  });

  it('keeps nothing of a transaction that failed', async () => {
    const failed = inTransaction(scratch.app, async (manager) => {
      await manager.query(`insert into parcel values (77, '340102', 'rice', 5, null)`);
      await manager.query('select 1 / 0');
    });
    await expect(failed).rejects.toThrow('division by zero');
    expect(await scratch.app.query('select 1 from parcel where id = 77')).toEqual([]);
  });

  it('gives the application role no more than its grants', async () => {
    await expect(scratch.app.query('create table mine (id int)')).rejects.toThrow(/permission denied/);
    await expect(scratch.app.query('truncate parcel')).rejects.toThrow(/permission denied/);
    await expect(scratch.app.query('delete from schema_migration')).rejects.toThrow(/permission denied/);
    const [role] = (await scratch.app.query(
      'select rolsuper, rolcreatedb, rolcreaterole, rolbypassrls from pg_roles where rolname = current_user',
    )) as object[];
    expect(role).toEqual({ rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false });
  });
});
