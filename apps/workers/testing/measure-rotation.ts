import 'reflect-metadata';

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import {
  asAdmin,
  createDatabase,
  createFieldCipher,
  databaseOptions,
  migrate,
  provisionRoles,
  startEmbeddedPostgres,
} from '@nuan/database';
import { KeyRotation } from '@nuan/facts';
import { fixedClock } from '@nuan/kernel';
import { DataSource } from 'typeorm';

import { workersColumns } from '../src/policy/columns.sensitivity';
import { workersSubgraph } from '../src/workers.subgraph';

const SECRET = { secret: 'nuan-test-roles' };
const clock = fixedClock(new Date('2017-01-23T18:00:00+08:00'));
const [older, newest] = ['older', 'newest'].map((id) => ({ id, key: randomBytes(32) })) as [Key, Key];
const hashKey = randomBytes(32);
const before = createFieldCipher({ keys: [older], hashKey });
const cipher = createFieldCipher({ keys: [newest, older], hashKey });

interface Key {
  readonly id: string;
  readonly key: Buffer;
}

/** Persons with a sealed number, phone and state of health each. */
async function load(owner: DataSource, persons: number): Promise<void> {
  await owner.query(
    `insert into worker (id, name, id_number_mask, id_number_sealed, id_number_hash, phone_mask, phone_sealed, phone_hash, health_sealed, birth_year,
       gender, region_code, is_migrant, employment_status, is_union_member, version)
     select gen_random_uuid(), '张小明', '', $2, sha256(convert_to('i' || n, 'UTF8')), '', $3, sha256(convert_to('p' || n, 'UTF8')), $4, 1970,
       'MALE', '340103', false, 'ON_POST', true, 1 from generate_series(1, $1) n`,
    [persons, ...['349900197001011234', '10000000001', 'LIVER'].map((text) => before.seal(text))],
  );
}

/**
 * Measures by hand a rotation under load: one connection reads and rewrites persons all the while. Arguments: persons, folder of the
 * embedded server. For example
 * `SWC_NODE_PROJECT=tsconfig.base.json node -r @swc-node/register apps/workers/testing/measure-rotation.ts 100000 node_modules/.cache/nuan/test-postgres`
 */
async function main([persons = '100000', dir = '']: readonly string[]): Promise<void> {
  const { adminUrl } = await startEmbeddedPostgres({ dir });
  await provisionRoles(adminUrl, 'workers', SECRET);
  const name = `nuan_test_workers_c_${Date.now().toString(36)}_bbbbbb`;
  const { ownerUrl } = await createDatabase(adminUrl, name, 'workers', SECRET);
  await migrate(ownerUrl, workersSubgraph.database);
  const options = { url: ownerUrl, entities: [], applicationName: 'measure rotation', statementTimeoutMs: 0 };
  const owner = await new DataSource(databaseOptions(options)).initialize();
  await load(owner, Number(persons));
  const ids = await owner.query<{ id: string }[]>('select id from worker limit 1000');
  const seen = { isOver: false, operations: 0, failures: 0, slowestMs: 0 };
  const service = async (): Promise<void> => {
    while (!seen.isOver) {
      const id = ids[seen.operations % ids.length]?.id;
      const began = performance.now();
      const sealed = cipher.seal('10000000002');
      await owner
        .query('update worker set phone_sealed = $2, version = version + 1 where id = $1', [id, sealed])
        .then(() =>
          owner.query<{ number: Buffer }[]>('select id_number_sealed as number from worker where id = $1', [id]),
        )
        .then(([row]) => row && cipher.open(row.number))
        .catch(() => (seen.failures += 1));
      seen.operations += 1;
      seen.slowestMs = Math.max(seen.slowestMs, performance.now() - began);
      await sleep(2);
    }
  };
  const [working, began] = [service(), performance.now()];
  const { resealed, left } = await new KeyRotation(owner, clock, cipher, workersColumns).run();
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  seen.isOver = true;
  await working;
  const figures = { persons: Number(persons), resealed, left, seconds, ...seen, slowestMs: Math.round(seen.slowestMs) };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  await owner.destroy();
  await asAdmin(adminUrl, (admin) => admin.query(`drop database ${name}`));
}

void main(process.argv.slice(2));
