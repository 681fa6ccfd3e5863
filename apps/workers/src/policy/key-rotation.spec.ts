import { randomBytes } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createFieldCipher, type FieldKey } from '@nuan/database';
import { JobRunner, KeyRotation, verifyAudit } from '@nuan/facts';
import { testCipher, testClock, useTestDatabase } from '@nuan/testing';

import { aHousehold, anIdNumber } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { workersColumns } from './columns.sensitivity';

const PERSONS = 1_200;
const hashKey = Buffer.alloc(32, 9);
const older: FieldKey = { id: 'test', key: Buffer.alloc(32, 7) };

describe('the rotation of keys', () => {
  const db = useTestDatabase(workersSubgraph.database);
  let newest: FieldKey;
  let cipher: ReturnType<typeof createFieldCipher>;
  let rotation: KeyRotation;
  let idNumber: string;
  let years = 0;

  beforeEach(async () => {
    years += 1;
    newest = { id: `key ${years}`, key: randomBytes(32) };
    cipher = createFieldCipher({ keys: [newest, older], hashKey });
    rotation = new KeyRotation(db.owner, testClock, cipher, workersColumns);
    idNumber = anIdNumber('1970-05-06');
    const file = await aHousehold(db.owner, {
      address_sealed: testCipher.seal('样例路1号'),
      head: { id_number_sealed: testCipher.seal(idNumber), id_number_hash: testCipher.hash('id-number', idNumber) },
    });
    // As many members again, each with the head's sealed number under a hash of its own.
    await db.owner.query(
      `insert into worker select (jsonb_populate_record(w, jsonb_build_object('id', gen_random_uuid(), 'relation', 'CHILD',
         'id_number_hash', '\\x' || encode(sha256(convert_to(n || w.id::text, 'UTF8')), 'hex')))).*
       from worker w, generate_series(2, $2) n where w.id = $1`,
      [file.headId, PERSONS],
    );
  });
  // Under the newest key each time, so that the next test begins with nothing old but its own rows.
  afterEach(async () => {
    await db.owner.query(
      `update worker set id_number_sealed = null, id_number_hash = null, id_number_mask = null, phone_sealed = null, phone_hash = null,
         phone_mask = null, health_sealed = null, version = version + 1`,
    );
    await db.owner.query(
      'update household set address_sealed = null, bank_account_sealed = null, bank_account_hash = null',
    );
  });

  const namedKeys = async () => [...new Set((await rotation.uses()).map(({ keyId }) => keyId))];
  const opened = async (with_ = cipher) => {
    const rows = await db.app.query<{ sealed: Buffer }[]>(
      'select id_number_sealed as sealed from worker where id_number_sealed is not null',
    );
    return rows.map(({ sealed }) => with_.open(sealed));
  };

  it('seals everything anew, after which the older key is needed by nothing', async () => {
    expect(await namedKeys()).toEqual(['test']);
    expect(await rotation.run()).toEqual({ resealed: PERSONS + 1, left: 0 });
    expect(await namedKeys()).toEqual([newest.id]);
    const alone = createFieldCipher({ keys: [newest], hashKey });
    expect(new Set(await opened(alone))).toEqual(new Set([idNumber]));
    expect(await rotation.run()).toEqual({ resealed: 0, left: 0 });
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
    const acts = await db.owner.query<{ actor: string; detail: Record<string, unknown> }[]>(
      `select actor, detail from audit_entry where action = 'keys.rotate' and (detail->>'resealed')::int > 0`,
    );
    expect(acts.length).toBeGreaterThan(2);
    for (const { actor } of acts) expect(actor).toBe('system:rotate-keys');
  });

  it('goes on where it was when it is killed in the middle, and does nothing twice', async () => {
    const id = await rotation.begin();
    let steps = 0;
    const killed = {
      kind: rotation.handler.kind,
      step: async (...given: Parameters<typeof rotation.handler.step>) => {
        const done = await rotation.handler.step(...given);
        if (done.done > given[1].done) steps += 1;
        // The process ends inside the transaction of the third step that found rows.
        if (steps === 3) throw new TypeError('killed');
        return done;
      },
    };
    const runner: JobRunner = new JobRunner(db.owner, testClock, [killed], { onFault: () => void runner.stop() });
    await runner.runAll();
    const before = (await namedKeys()).sort();
    expect(before).toEqual([newest.id, 'test']);
    await db.owner.query(`update job set not_before = now()`);
    expect(await rotation.run()).toEqual({ resealed: PERSONS + 1, left: 0 });
    expect(await rotation.begin()).not.toBe(id);
    expect(await opened()).toHaveLength(PERSONS);
  });

  it('leaves a row that is being changed to its writer, and meets it again', async () => {
    const [row] = await db.app.query<{ id: string }[]>(
      'select id from worker where id_number_sealed is not null limit 1',
    );
    const changed = anIdNumber('1980-01-02');
    const writer = db.owner.createQueryRunner();
    await writer.startTransaction();
    await writer.query('update worker set id_number_sealed = $2, version = version + 1 where id = $1', [
      row?.id,
      testCipher.seal(changed),
    ]);
    const first = await rotation.run();
    expect(first).toEqual({ resealed: PERSONS, left: 1 });
    await writer.commitTransaction();
    await writer.release();
    expect(await rotation.run()).toEqual({ resealed: 1, left: 0 });
    const [kept] = await db.app.query<{ sealed: Buffer }[]>(
      'select id_number_sealed as sealed from worker where id = $1',
      [row?.id],
    );
    expect(kept && cipher.open(kept.sealed)).toBe(changed);
  });

  it('fails no read and no write of a service that works meanwhile', async () => {
    let isOver = false;
    let operations = 0;
    const failures: unknown[] = [];
    const ids = await db.app.query<{ id: string }[]>(
      'select id from worker where id_number_sealed is not null limit 50',
    );
    const service = async (seed: number): Promise<void> => {
      for (let at = seed; !isOver; at += 7) {
        const id = ids[at % ids.length]?.id;
        try {
          const phone = `1000000${String(at % 10_000).padStart(4, '0')}`;
          await db.owner.query(
            `update worker set phone_sealed = $2, phone_hash = $3, phone_mask = '', version = version + 1 where id = $1`,
            [id, cipher.seal(phone), cipher.hash('phone', phone)],
          );
          const [read] = await db.app.query<{ number: Buffer; phone: Buffer }[]>(
            'select id_number_sealed as number, phone_sealed as phone from worker where id = $1',
            [id],
          );
          if (!read || cipher.open(read.number) !== idNumber || cipher.open(read.phone).length !== 11)
            failures.push(`${id} reads otherwise`);
          operations += 1;
        } catch (error) {
          failures.push(error);
        }
      }
    };
    const load = [service(1), service(2), service(3)];
    const { left } = await rotation.run().finally(() => (isOver = true));
    await Promise.all(load);
    expect(failures).toEqual([]);
    expect(operations).toBeGreaterThan(20);
    expect(left).toBe(0);
  });
});
