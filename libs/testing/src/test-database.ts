import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import {
  asAdmin,
  createDatabase,
  type DatabaseDefinition,
  databaseOptions,
  databaseUrls,
  migrate,
  provisionRoles,
} from '@nuan/database';
import { FaultError } from '@nuan/errors';
import { DataSource } from 'typeorm';
import { testServerUrl, WORKSPACE_ROOT } from './test-server';

/** A migrated, empty database of one spec file. */
export interface TestDatabase {
  /** As the application role, so that a missing grant fails a test. */
  readonly app: DataSource;
  /** As the owner role, to build what the application may not. */
  readonly owner: DataSource;
  readonly url: string;
  readonly ownerUrl: string;
}

/** A database that exists until it is dropped. */
export interface DisposableDatabase extends TestDatabase {
  drop(): Promise<void>;
}

/** Test roles are shared by all test runs on a server, so their passwords must agree. */
const SECRET = { secret: 'nuan-test-roles' };

const TEMPLATE_LOCK = 7_364_010;
const STALE_AFTER_MS = 3_600_000;

/**
 * Gives the spec file a database of its own: cloned from a template migrated once per state of the migrations, dropped
 * after the file. Read its members inside tests and hooks only.
 */
export function useTestDatabase(definition: DatabaseDefinition): TestDatabase {
  let database: DisposableDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase(definition);
  }, 120_000);
  afterAll(async () => {
    await database?.drop();
  });
  const opened = (): DisposableDatabase => {
    if (database === undefined) throw new FaultError('a test database is open inside tests and hooks only');
    return database;
  };
  return {
    get app() {
      return opened().app;
    },
    get owner() {
      return opened().owner;
    },
    get url() {
      return opened().url;
    },
    get ownerUrl() {
      return opened().ownerUrl;
    },
  };
}

/** How a database of the test server is reached, as the application role and as the owner; the roles are there once a database of this name was migrated. */
export async function testDatabaseUrls(
  name: string,
  database: string,
): Promise<{ readonly url: string; readonly ownerUrl: string }> {
  return databaseUrls(await testServerUrl(), database, name, SECRET);
}

/** The same database without Jest's hooks, for tools and for specs that need several. */
export async function createTestDatabase(definition: DatabaseDefinition): Promise<DisposableDatabase> {
  const adminUrl = await testServerUrl();
  const clone = `nuan_test_${definition.name}_c_${Date.now().toString(36)}_${randomBytes(3).toString('hex')}`;
  await cloneTemplate(adminUrl, definition, clone);
  const urls = await testDatabaseUrls(definition.name, clone);
  const open = (url: string, role: string): Promise<DataSource> =>
    new DataSource(
      databaseOptions({
        ...definition,
        url,
        applicationName: `test ${definition.name} ${role}`,
        poolSize: 8,
        // A test's own statements see everything; what it runs as a viewer stands behind the viewer's wall.
        withoutScope: 'everything',
      }),
    ).initialize();
  const [app, owner] = await Promise.all([open(urls.url, 'app'), open(urls.ownerUrl, 'owner')]);
  const drop = async (): Promise<void> => {
    await Promise.all([app, owner].filter((db) => db.isInitialized).map((db) => db.destroy()));
    await asAdmin(adminUrl, (admin) => admin.query(`drop database if exists ${clone} with (force)`));
  };
  return { ...urls, app, owner, drop };
}

/** A template can't be cloned while anyone is connected to it, so making and cloning it take turns. */
async function cloneTemplate(adminUrl: string, definition: DatabaseDefinition, clone: string): Promise<void> {
  const { name } = definition;
  const template = `nuan_test_${name}_t_${migrationsHash(definition)}`;
  await asAdmin(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1, hashtext($2))', [TEMPLATE_LOCK, name]);
    const known = await admin.query<{ datname: string }>(
      `select datname from pg_database where datname like 'nuan\\_test\\_' || $1 || '\\_%'`,
      [name],
    );
    const names = known.rows.map((row) => row.datname);
    if (!names.includes(template)) {
      await dropStale(names, (database) => admin.query(`drop database if exists ${database} with (force)`));
      await makeTemplate(adminUrl, template, definition);
    }
    await admin.query(`create database ${clone} template ${template} owner nuan_${name}_owner`);
    await admin.query(`revoke all on database ${clone} from public`);
    await admin.query(`grant connect on database ${clone} to nuan_${name}_app`);
  });
}

/** Migrates under another name first: a template that a crash left half migrated is never cloned. */
async function makeTemplate(adminUrl: string, template: string, definition: DatabaseDefinition): Promise<void> {
  const draft = `${template}_draft`;
  await provisionRoles(adminUrl, definition.name, SECRET);
  await asAdmin(adminUrl, (admin) => admin.query(`drop database if exists ${draft} with (force)`));
  const { ownerUrl } = await createDatabase(adminUrl, draft, definition.name, SECRET);
  await migrate(ownerUrl, definition);
  await asAdmin(adminUrl, (admin) => admin.query(`alter database ${draft} rename to ${template}`));
}

/** Older templates, and clones of runs that were killed. */
async function dropStale(names: readonly string[], drop: (name: string) => Promise<unknown>): Promise<void> {
  for (const name of names) {
    const bornAt = /_c_([0-9a-z]+)_[0-9a-f]+$/.exec(name)?.[1];
    const isFresh = bornAt !== undefined && Date.now() - Number.parseInt(bornAt, 36) < STALE_AFTER_MS;
    if (!isFresh) await drop(name);
  }
}

/** Changes whenever the migrations or what they are built with change. */
function migrationsHash({ name, migrations }: DatabaseDefinition): string {
  const hash = createHash('sha256');
  for (const migration of migrations) hash.update(migration.toString());
  for (const folder of ['libs/database/src', 'libs/facts/src', 'libs/intake/src', `apps/${name}/migrations`]) {
    const path = join(WORKSPACE_ROOT, folder);
    if (!existsSync(path)) continue;
    const all = readdirSync(path, { recursive: true, encoding: 'utf8' });
    const files = all.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
    for (const file of files.sort()) hash.update(readFileSync(join(path, file)));
  }
  return hash.digest('hex').slice(0, 12);
}
