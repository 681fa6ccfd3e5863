import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { type DatabaseDefinition, databaseOptions } from '../src/database-options';
import { startEmbeddedPostgres } from '../src/embedded/embedded-postgres';
import { migrate } from '../src/migration-runner';
import { asAdmin, createDatabase, provisionRoles } from '../src/provision';

/** This library's own specs come before `@nuan/testing`, which is built on it; they share its server and its roles. */
const SERVER_DIR = join(resolve(__dirname, '../../..'), 'node_modules/.cache/nuan/test-postgres');
const SECRET = { secret: 'nuan-test-roles' };

/** The administrator's URL of the test server. */
export async function scratchServerUrl(): Promise<string> {
  const external = process.env['NUAN_TEST_DATABASE_URL'];
  if (external) return external;
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
  return (await startEmbeddedPostgres({ dir: SERVER_DIR, settings })).adminUrl;
}

/** A migrated database of the spec's own. */
export interface ScratchDatabase {
  readonly app: DataSource;
  readonly owner: DataSource;
  readonly url: string;
  readonly ownerUrl: string;
  readonly drop: () => Promise<void>;
}

/** Creates a database for `definition`, migrates it and opens it in both roles. */
export async function scratchDatabase(definition: DatabaseDefinition): Promise<ScratchDatabase> {
  const adminUrl = await scratchServerUrl();
  const database = `nuan_scratch_${randomBytes(5).toString('hex')}`;
  await provisionRoles(adminUrl, definition.name, SECRET);
  const { url, ownerUrl } = await createDatabase(adminUrl, database, definition.name, SECRET);
  await migrate(ownerUrl, definition);
  const open = (address: string): Promise<DataSource> =>
    new DataSource(
      databaseOptions({ ...definition, url: address, applicationName: 'scratch', withoutScope: 'everything' }),
    ).initialize();
  const [app, owner] = await Promise.all([open(url), open(ownerUrl)]);
  const drop = async (): Promise<void> => {
    await Promise.all([app.destroy(), owner.destroy()]);
    await asAdmin(adminUrl, (admin) => admin.query(`drop database ${database} with (force)`));
  };
  return { app, owner, url, ownerUrl, drop };
}
