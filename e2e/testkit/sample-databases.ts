import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asAdmin } from '@nuan/database';
import { createTestDatabase, testCipher, testDatabaseUrls, testServerUrl } from '@nuan/testing';
import { databaseOptions } from '@nuan/database';
import { DataSource } from 'typeorm';
import { loadSample, SAMPLE_DATABASES, type SampleDatabase } from '../../tools/sample-data/src';
import { DEFINITIONS } from './definitions';

/** The scale of the stories: 1,280 filed households. */
export const STORY_SCALE = 0.01;

const ROOT = resolve(__dirname, '../..');
const TEMPLATE_LOCK = 7_364_020;

/** One subgraph's database, with the sample in it, until it is dropped. */
export interface SampleDatabaseCopy {
  readonly name: SampleDatabase;
  /** As the application role: what a subgraph connects as. */
  readonly url: string;
  /** As the owner: what brute-force computations read with. */
  readonly owner: DataSource;
  drop(): Promise<void>;
}

/**
 * The five databases with the sample at the stories' scale, each a copy of its own. The sample is loaded once per state of
 * the migrations and of the generator and kept on the test server as templates.
 */
export async function copySampleDatabases(): Promise<Record<SampleDatabase, SampleDatabaseCopy>> {
  const copies: [SampleDatabase, SampleDatabaseCopy][] = [];
  for (const name of SAMPLE_DATABASES) copies.push([name, await copySampleDatabase(name)]);
  return Object.fromEntries(copies) as Record<SampleDatabase, SampleDatabaseCopy>;
}

/** One of the five alone. */
export async function copySampleDatabase(name: SampleDatabase): Promise<SampleDatabaseCopy> {
  const adminUrl = await testServerUrl();
  const template = `nuan_e2e_${name}_t_${sourcesHash(name)}`;
  const copy = `nuan_test_${name}_c_${Date.now().toString(36)}_${Math.random().toString(16).slice(2, 8)}`;
  await asAdmin(adminUrl, async (admin) => {
    // A template can't be copied while anyone is connected to it, so making and copying it take turns.
    await admin.query('select pg_advisory_lock($1, hashtext($2))', [TEMPLATE_LOCK, name]);
    const found = await admin.query<{ datname: string }>(`select datname from pg_database where datname like $1`, [
      `nuan\\_e2e\\_${name}\\_%`,
    ]);
    const known = found.rows.map(({ datname }) => datname);
    if (!known.includes(template)) await makeTemplate(name, template);
    for (const old of known) if (old !== template) await admin.query(`drop database if exists ${old} with (force)`);
    await admin.query(`create database ${copy} template ${template} owner nuan_${name}_owner`);
    await admin.query(`revoke all on database ${copy} from public`);
    await admin.query(`grant connect on database ${copy} to nuan_${name}_app`);
  });
  const { url, ownerUrl } = await testDatabaseUrls(name, copy);
  const { entities } = DEFINITIONS[name].database;
  const options = { entities, url: ownerUrl, applicationName: `story ${name}`, poolSize: 3 };
  const owner = await new DataSource(databaseOptions(options)).initialize();
  const drop = async (): Promise<void> => {
    await owner.destroy();
    await asAdmin(adminUrl, (admin) => admin.query(`drop database if exists ${copy} with (force)`));
  };
  return { name, url, owner, drop };
}

/** Loads the sample into a migrated database and renames it to the template. */
async function makeTemplate(name: SampleDatabase, template: string): Promise<void> {
  const draft = await createTestDatabase(DEFINITIONS[name].database);
  try {
    await loadSample({ ownerUrls: { [name]: draft.ownerUrl }, scale: STORY_SCALE, cipher: testCipher });
    await Promise.all([draft.app.destroy(), draft.owner.destroy()]);
    const adminUrl = await testServerUrl();
    const database = new URL(draft.url).pathname.slice(1);
    await asAdmin(adminUrl, (admin) => admin.query(`alter database ${database} rename to ${template}`));
  } finally {
    await draft.drop();
  }
}

/** Changes whenever what makes the rows changes. */
function sourcesHash(name: SampleDatabase): string {
  const hash = createHash('sha256').update(String(STORY_SCALE));
  for (const folder of [
    'tools/sample-data/src',
    'libs/database/src',
    'libs/facts/src',
    'libs/kernel/src',
    'libs/regions/src',
    `apps/${name}/migrations`,
  ]) {
    const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts')).sort()) {
      hash.update(file).update(readFileSync(join(ROOT, folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 12);
}
