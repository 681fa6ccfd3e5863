import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { actsOver, parcelDatabase } from '../testing/parcel.database';
import { verifyAudit } from './audit-chain';
import { watchRefusals } from './refusal-watch';

const maker = viewerWith({ role: 'maker', subject: 'maker-1', read: ['340103'] });

/** The maker with a token of that kind. */
function standIn(credential: { readonly onBehalfOf: string | null; readonly emergencyId: string | null }): Viewer {
  const token = { tokenId: null, issuer: 'test', client: null, issuedAtS: 0, contract: null, rateClass: null };
  return { ...maker, credential: { ...token, ...credential } };
}

describe('an act', () => {
  const db = useTestDatabase(parcelDatabase);
  const parcels = async (): Promise<number> => {
    const [row] = await db.app.query<{ count: number }[]>('select count(*)::int as count from parcel');
    return row?.count ?? -1;
  };
  const insert = 'insert into parcel (id, region_code, status, weight) values ($1, $2, $3, $4)';

  it('I33: commits its write together with one audit row that names who, what and whom', async () => {
    const id = newId();
    await actsOver(db.app).perform(maker, 'parcel.pack', async (tx) => {
      await tx.query(insert, [id, '340103', 'PACKED', 3]);
      tx.about('Parcel', id);
      tx.within('340103');
      tx.note({ weight: 3 });
    });
    const [row] = await db.app.query<object[]>(
      'select actor, role, action, region_code, subject_kinds, subject_ids, detail from audit_entry where $1::uuid = any (subject_ids)',
      [id],
    );
    expect(row).toEqual({
      actor: 'maker-1',
      role: 'maker',
      action: 'parcel.pack',
      region_code: '340103',
      subject_kinds: ['Parcel'],
      subject_ids: [id],
      detail: { weight: 3 },
    });
  });

  it('that is refused is told to who watches its database, and to nobody else', async () => {
    const heard: unknown[] = [];
    watchRefusals(db.app, (viewer, action, outcome) => void heard.push([viewer.subject, action, outcome]));
    const outcome = { rule: 'FOUR_EYES' };
    const refuse = () =>
      actsOver(db.app).perform<never, object>(maker, 'parcel.check', async (tx) => tx.refuse(outcome));
    expect(await refuse()).toBe(outcome);
    await actsOver(db.owner).perform<never, object>(maker, 'parcel.check', async (tx) => tx.refuse(outcome));
    await actsOver(db.app).perform(maker, 'parcel.check', async (tx) => tx.about('Parcel', newId()));
    expect(heard).toEqual([['maker-1', 'parcel.check', outcome]]);
  });

  it('I33: is on record in each region whose people it met, with those alone', async () => {
    const [own, theirs] = [newId(), newId()];
    await actsOver(db.app).perform(maker, 'parcel.meet', (tx) => {
      tx.about('Parcel', own);
      tx.within('340103');
      tx.note({ weight: 3 });
      tx.elsewhere('340202', 'Parcel', [theirs], { weight: 5 });
      return Promise.resolve();
    });
    const rows = await db.app.query<object[]>(
      `select region_code, subject_kinds, subject_ids, detail from audit_entry where action = 'parcel.meet' order by seq`,
    );
    expect(rows).toEqual([
      { region_code: '340103', subject_kinds: ['Parcel'], subject_ids: [own], detail: { weight: 3 } },
      {
        region_code: '340202',
        subject_kinds: ['Parcel'],
        subject_ids: [theirs],
        detail: { weight: 5, from: '340103' },
      },
    ]);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });

  it('I33: says for whom a delegate acted, and is found by the emergency access that it was done under', async () => {
    const [id, emergencyId] = [newId(), newId()];
    const credential = { onBehalfOf: 'maker-2', emergencyId };
    await actsOver(db.app).perform(standIn(credential), 'parcel.pack', async (tx) => tx.about('Parcel', id));
    const [row] = await db.app.query<object[]>(
      'select subject_kinds, subject_ids, detail from audit_entry where $1::uuid = any (subject_ids)',
      [emergencyId],
    );
    expect(row).toEqual({
      subject_kinds: ['EmergencyAccess', 'Parcel'],
      subject_ids: [emergencyId, id],
      detail: credential,
    });
  });

  it('I33: is refused by the database when a write comes without its audit row, or after it', async () => {
    const before = await parcels();
    const bare = db.app.query(insert, [newId(), '340103', 'PACKED', 1]);
    await expect(bare).rejects.toMatchObject({ constraint: 'audit_due_settled' });
    const late = db.app.transaction(async (manager) => {
      await manager.query(
        `select append_audit(gen_random_uuid(), now(), 'x', 'maker', 'parcel.pack', null, '{}', '{}', '{}')`,
      );
      await manager.query(insert, [newId(), '340103', 'PACKED', 1]);
    });
    await expect(late).rejects.toMatchObject({ constraint: 'audit_due_settled' });
    expect(await parcels()).toBe(before);
  });

  it.each(['身份证349900199001010014已核对', '致电 138 0000 0000', '卡号9999990000000000014有误'])(
    'I33: keeps no personal number in the audit chain: %s',
    async (reason) => {
      const before = await parcels();
      const act = actsOver(db.app).perform(maker, 'parcel.pack', async (tx) => {
        await tx.query(insert, [newId(), '340103', 'PACKED', 1]);
        tx.note({ reason });
      });
      await expect(act).rejects.toMatchObject({ rule: 'NO_PERSONAL_NUMBERS' });
      expect(await parcels()).toBe(before);
    },
  );

  it('leaves neither row nor audit behind when it is refused or fails', async () => {
    const count = async (): Promise<unknown> =>
      db.app.query('select (select count(*) from audit_entry), (select count(*) from parcel)');
    const before = await count();
    const outcome = { message: 'too heavy' };
    const refused = await actsOver(db.app).perform<string, object>(maker, 'parcel.pack', async (tx) => {
      await tx.query(insert, [newId(), '340103', 'PACKED', 99]);
      return tx.refuse(outcome);
    });
    expect(refused).toBe(outcome);
    const failed = actsOver(db.app).perform(maker, 'parcel.pack', async (tx) => {
      await tx.query(insert, [newId(), '340103', 'PACKED', -1]);
    });
    await expect(failed).rejects.toMatchObject({ constraint: 'parcel_weight_positive' });
    expect(await count()).toEqual(before);
  });

  it('is tried again after a deadlock, and both of two entangled acts succeed', async () => {
    const [left, right] = [newId(), newId()];
    const acts = actsOver(db.app);
    await acts.perform(maker, 'parcel.pack', async (tx) => {
      for (const id of [left, right]) await tx.query(insert, [id, '340103', 'PACKED', 1]);
    });
    const both: (() => void)[] = [];
    const meet = (): Promise<void> =>
      new Promise((resolve) => {
        both.push(resolve);
        if (both.length === 2) for (const go of both) go();
      });
    const add = (first: string, second: string) => {
      let tries = 0;
      return acts.perform(maker, 'parcel.weigh', async (tx) => {
        tries += 1;
        await tx.query('update parcel set weight = weight + 1 where id = $1', [first]);
        if (tries === 1) await meet();
        await tx.query('update parcel set weight = weight + 1 where id = $1', [second]);
      });
    };
    await Promise.all([add(left, right), add(right, left)]);
    const weights = await db.app.query('select weight from parcel where id = any($1::uuid[])', [[left, right]]);
    expect(weights).toEqual([{ weight: 3 }, { weight: 3 }]);
  });
});

describe('a creating act', () => {
  const db = useTestDatabase(parcelDatabase);
  const pack = (key: string, weight: number, subject = 'maker-1') =>
    actsOver(db.app).once(
      viewerWith({ role: 'maker', subject }),
      'parcel.pack',
      { key, request: { weight } },
      async (tx) => {
        const id = newId();
        await tx.query('insert into parcel (id, region_code, status, weight) values ($1, $2, $3, $4)', [
          id,
          '340103',
          'PACKED',
          weight,
        ]);
        return id;
      },
      async (id) => id,
    );

  it('I20: gives the same row for the same key, also when the requests run at once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => pack('key-of-one-parcel', 5)));
    expect(new Set(ids).size).toBe(1);
    expect(await pack('key-of-one-parcel', 5)).toBe(ids[0]);
    const [row] = await db.app.query<{ count: number }[]>('select count(*)::int as count from parcel where weight = 5');
    expect(row?.count).toBe(1);
  });

  it('I20: refuses the key for another request, and leaves it to another caller', async () => {
    const first = await pack('a-key-used-twice', 6);
    await expect(pack('a-key-used-twice', 7)).rejects.toMatchObject({ rule: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await pack('a-key-used-twice', 7, 'maker-2')).not.toBe(first);
  });

  it('leaves the key free when the request fails', async () => {
    await expect(pack('a-key-after-failure', -1)).rejects.toMatchObject({ constraint: 'parcel_weight_positive' });
    await expect(pack('a-key-after-failure', 8)).resolves.toEqual(expect.any(String));
  });

  it.each(['short', 'x'.repeat(201)])('refuses a key of unfit length', async (key) => {
    await expect(pack(key, 1)).rejects.toMatchObject({ field: 'idempotencyKey', rule: 'IDEMPOTENCY_KEY_LENGTH' });
  });
});
