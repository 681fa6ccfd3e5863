import { DataSource } from 'typeorm';
import { type DatabaseDefinition, databaseOptions } from './database-options';

/** Two processes that migrate the same database at once wait for each other by this lock. */
const MIGRATION_LOCK = 7_364_001;

/** Brings a database to its newest schema as its owner; safe to call at once from several processes. Returns the names of what ran. */
export async function migrate(ownerUrl: string, definition: DatabaseDefinition): Promise<string[]> {
  return asOwner(ownerUrl, definition, async (db) => {
    const guard = db.createQueryRunner();
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      const ran = await db.runMigrations({ transaction: 'each' });
      return ran.map((migration) => migration.name);
    } finally {
      await guard.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await guard.release();
    }
  });
}

/** Whether the database lacks a migration that the code has. */
export async function pendingMigrations(ownerUrl: string, definition: DatabaseDefinition): Promise<boolean> {
  return asOwner(ownerUrl, definition, (db) => db.showMigrations());
}

/** Takes back the newest `steps` migrations, newest first; tests use it to prove that `down` is the exact reverse. */
export async function undoMigrations(ownerUrl: string, definition: DatabaseDefinition, steps: number): Promise<void> {
  await asOwner(ownerUrl, definition, async (db) => {
    for (let step = 0; step < steps; step += 1) await db.undoLastMigration({ transaction: 'each' });
  });
}

/**
 * What TypeORM would change to make the tables equal to the entities; empty when they agree. Tables, columns, types and
 * nullability are compared. Constraints, indexes, defaults and comments belong to the migrations alone, whose SQL says
 * more than decorators can, so statements about them are left out.
 */
export async function schemaDrift(db: DataSource): Promise<string[]> {
  const log = await db.driver.createSchemaBuilder().log();
  return log.upQueries.map(({ query }) => query).filter((query) => !OWNED_BY_MIGRATIONS.test(query));
}

const OWNED_BY_MIGRATIONS =
  /^(ALTER TABLE \S+ (ADD|DROP) CONSTRAINT|CREATE (UNIQUE )?INDEX|DROP INDEX|COMMENT ON|ALTER TABLE \S+ ALTER COLUMN \S+ (SET|DROP) DEFAULT)/;

async function asOwner<T>(
  url: string,
  definition: DatabaseDefinition,
  work: (db: DataSource) => Promise<T>,
): Promise<T> {
  const options = databaseOptions({
    ...definition,
    url,
    poolSize: 3,
    applicationName: `${definition.name} owner`,
    statementTimeoutMs: 0,
  });
  const db = await new DataSource(options).initialize();
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
