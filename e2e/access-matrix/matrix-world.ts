import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  buildSubgraphSchema,
  policyOfSchema,
  readSubgraphConfig,
  serveSubgraph,
  type SubgraphDefinition,
} from '@nuan/federation';
import { UNION_TREE } from '@nuan/database';
import {
  type Administrator,
  ANOTHER_UNION,
  type KnownValues,
  regionsOfRows,
  ROW_REGIONS,
  rowsOfRegions,
  testCipher,
  testClock,
  testServerUrl,
  testTokens,
  type WalkOptions,
} from '@nuan/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';

import type { SampleDatabase } from '../../tools/sample-data/src';
import { definitionOf } from '../testkit/definitions';
import { copySampleDatabase } from '../testkit/sample-databases';
import { subgraphEnvironment, writeKeys } from '../testkit/sample-supergraph';
import { HttpAsker } from './http-asker';
import { literals } from './literals';
import { SPECIMEN_VALUES } from './specimen-values';
import { actsAndWork } from './worlds/acts-and-work';
import { assistanceRows } from './worlds/assistance-rows';
import { employmentRows } from './worlds/employment-rows';
import { enterprisesRows } from './worlds/enterprises-rows';
import { migrantsRows } from './worlds/migrants-rows';
import { workersRows } from './worlds/workers-rows';

/** One program, served over HTTP, with a row of everything in the two regions that the walk asks about. */
export interface MatrixWorld {
  readonly options: WalkOptions;
  end(): Promise<void>;
}

/** The keys of rows, by region. */
export type Seeds = Readonly<Record<string, KnownValues>>;

/** What rows a subgraph needs beside a specimen of each table; gives the keys that they are asked by. */
const ROWS: Partial<Record<SampleDatabase, (admin: Administrator, seeds: Seeds) => Promise<Seeds>>> = {
  workers: workersRows,
  assistance: assistanceRows,
  enterprises: enterprisesRows,
  employment: employmentRows,
  migrants: migrantsRows,
};

/** Makes the world of one subgraph over the sample. */
export async function sampleWorld(name: SampleDatabase): Promise<MatrixWorld> {
  const database = await copySampleDatabase(name);
  const seeds = await asAdministrator(database.url, async (admin) => {
    const made = await rowsOfRegions(admin, Object.values(ROW_REGIONS), SPECIMEN_VALUES);
    await admin.query(`insert into ${UNION_TREE} (id, source_version) values ($1, 1)`, [ANOTHER_UNION]);
    await actsAndWork(admin, made);
    return (await ROWS[name]?.(admin, made)) ?? made;
  });
  return servedWorld(name, { database, seeds, define: (env) => definitionOf(name, env) });
}

/** What a program is served with. */
interface WorldParts {
  readonly database: { readonly url: string; drop(): Promise<void> };
  readonly seeds: Seeds;
  readonly define: (env: Readonly<Record<string, string>>) => SubgraphDefinition;
}

/** Serves a program over its database, and asks it as its gateway would. */
export async function servedWorld(
  name: SampleDatabase | 'identity',
  { database, seeds, define }: WorldParts,
): Promise<MatrixWorld> {
  const regions = await asAdministrator(database.url, regionsOfRows);
  const tokens = testTokens();
  const dir = mkdtempSync(join(tmpdir(), 'nuan-matrix-'));
  await writeKeys(tokens, dir);
  const env = subgraphEnvironment(name, database.url, tokens, dir);
  const definition = define(env);
  const running = await serveSubgraph(definition, readSubgraphConfig(name, 0, env));
  // The same schema once more, for the walk to read; its resolvers are never called.
  const schema = await buildSubgraphSchema(
    definition,
    definition.compose({ db: new DataSource({ type: 'postgres' }), clock: testClock, cipher: testCipher }),
  );
  const asker = new HttpAsker(`${running.url}/graphql`, name, tokens);
  return {
    options: {
      schema,
      policy: policyOfSchema(schema),
      asker,
      literals,
      seeds: (region) => seeds[region] ?? seeds[ROW_REGIONS.county] ?? new Map(),
      regions,
      askAnonymously: (document) => asker.askAnonymously(document),
    },
    async end() {
      await running.stop();
      await database.drop();
      rmSync(dir, { recursive: true });
    },
  };
}

/** Works on a database of the test server as its administrator. */
export async function asAdministrator<T>(url: string, work: (admin: Administrator) => Promise<T>): Promise<T> {
  const { pathname } = new URL(url);
  const admin = new Client({
    connectionString: Object.assign(new URL(await testServerUrl()), { pathname }).toString(),
  });
  await admin.connect();
  try {
    return await work({
      query: async (sql, values) => ({ rows: (await admin.query(sql, values as unknown[])).rows as never[] }),
    });
  } finally {
    await admin.end();
  }
}
