import { databaseOptions } from '@nuan/database';
import { buildSubgraphSchema, policyOfSchema } from '@nuan/federation';
import { newId } from '@nuan/kernel';
import { Asker, fillEmptyTables, testCipher, testClock, testServerUrl, type WalkOptions } from '@nuan/testing';
import { Client } from 'pg';
import { DataSource } from 'typeorm';

import type { SampleDatabase } from '../../tools/sample-data/src';
import { DEFINITIONS } from '../testkit/definitions';
import { copySampleDatabase } from '../testkit/sample-databases';
import { LITERALS } from './literals';

/** One subgraph over the sample and a specimen of everything that the sample lacks, as the application's role. */
export interface MatrixWorld {
  readonly options: WalkOptions;
  end(): Promise<void>;
}

/** Entities of others, of which a subgraph knows the key alone. */
const FOREIGN = ['Household', 'Worker', 'Student', 'Enterprise', 'TradeUnion'];

/** Makes the world of one subgraph. */
export async function matrixWorld(name: SampleDatabase): Promise<MatrixWorld> {
  const copy = await copySampleDatabase(name);
  const seeds = await specimens(copy.url);
  const definition = DEFINITIONS[name];
  const options = { ...definition.database, url: copy.url, applicationName: `access matrix ${name}` };
  const db = await new DataSource(databaseOptions(options)).initialize();
  const schema = await buildSubgraphSchema(
    definition,
    definition.compose({ db, clock: testClock, cipher: testCipher }),
  );
  const all = new Map([...FOREIGN.map((type): [string, string] => [type, newId()]), ...seeds]);
  return {
    options: {
      schema,
      policy: policyOfSchema(schema),
      asker: new Asker(schema, testClock),
      literals: LITERALS,
      seeds: all,
    },
    async end() {
      await db.destroy();
      await copy.drop();
    },
  };
}

async function specimens(url: string): Promise<ReadonlyMap<string, string>> {
  const connectionString = Object.assign(new URL(await testServerUrl()), {
    pathname: new URL(url).pathname,
  }).toString();
  const admin = new Client({ connectionString });
  await admin.connect();
  try {
    return await fillEmptyTables(
      { query: async (sql, values) => ({ rows: (await admin.query(sql, values as unknown[])).rows as never[] }) },
      '340102',
    );
  } finally {
    await admin.end();
  }
}
