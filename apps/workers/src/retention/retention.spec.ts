import { describe, expect, it } from '@jest/globals';
import { rollupDrift, readRollups } from '@nuan/database';
import { verifyAudit } from '@nuan/facts';
import { fixedClock, newId } from '@nuan/kernel';
import { executeSubgraph, testCipher, useTestDatabase, viewerWith } from '@nuan/testing';

import {
  aHousehold,
  aMember,
  anApplication,
  anIdNumber,
  aRow,
  aStudent,
  exitOn,
  type HouseholdRow,
} from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { Retention } from './retention';

describe('the retention of files', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const on = (day: string) => new Retention(db.app, fixedClock(new Date(`${day}T10:00:00+08:00`)));
  const idNumber = anIdNumber('1970-05-06');
  const person = {
    name: '赵小刚',
    id_number_sealed: testCipher.seal(idNumber),
    id_number_hash: testCipher.hash('id-number', idNumber),
    phone_mask: '100****5678',
    phone_sealed: testCipher.seal('10000005678'),
    phone_hash: testCipher.hash('phone', '10000005678'),
    health_sealed: testCipher.seal('LIVER'),
  };
  const cancelled = (row: HouseholdRow = {}): HouseholdRow => ({
    ...exitOn('2016-06-30', 'DUPLICATE'),
    address_sealed: testCipher.seal('样例路1号'),
    bank_name: '样例银行',
    bank_account_mask: '样例银行 ****0006',
    bank_account_sealed: testCipher.seal('9999990000000006'),
    bank_account_hash: testCipher.hash('bank-account', '9999990000000006'),
    ...row,
  });

  it('I36: erases who a closed file was about after ten years, and leaves every id, amount and sum', async () => {
    const file = await aHousehold(db.owner, cancelled({ head: person }));
    const student = await aStudent(db.owner, file.id);
    await aRow(db.app, 'file_event', {
      household_id: file.id,
      kind: 'VISITED',
      happened_at: '2016-01-01T00:00:00Z',
      actor_id: 'x',
      note: '重病',
    });
    await aRow(db.owner, 'stale_confirmation', {
      household_id: file.id,
      reason: '重病住院',
      confirmed_by: 'x',
      confirmed_at: '2016-01-01T00:00:00Z',
      until_on: '2016-02-01',
    });
    const sums = () => readRollups(db.app, { metrics: ['exited', 'filed'], regionCodes: ['340000'] });
    const before = await sums();
    expect(await on('2026-06-29').due()).toEqual({ files: 0, applications: 0, persons: 0 });
    expect(await on('2026-06-30').due()).toEqual({ files: 1, applications: 0, persons: 2 });
    expect(await on('2026-06-30').erase()).toEqual({ files: 1, applications: 0, persons: 2 });
    expect(await on('2026-06-30').erase()).toEqual({ files: 0, applications: 0, persons: 0 });
    expect(await sums()).toEqual(before);
    expect(await rollupDrift(db.owner)).toEqual([]);
    const [rows] = await db.app.query<{ all: string }[]>(
      `select (select jsonb_agg(h)::text from household h where id = $1) || (select jsonb_agg(w)::text from worker w where household_id = $1)
         || (select jsonb_agg(e)::text from file_event e where household_id = $1)
         || (select jsonb_agg(c)::text from stale_confirmation c where household_id = $1) as all`,
      [file.id],
    );
    const sealed = [person.id_number_sealed, person.phone_sealed, person.health_sealed, person.id_number_hash];
    for (const trace of ['赵小刚', '重病', '****5678', ...sealed.map((bytes) => bytes.toString('hex'))])
      expect(rows?.all).not.toContain(trace);
    const tokens = await db.owner.query(
      `select from change where entity_id = $1 and facts ->> 'accountToken' is not null`,
      [file.id],
    );
    expect(tokens).toEqual([]);
    const found = await db.app.query('select from worker where id_number_hash = $1', [person.id_number_hash]);
    expect(found).toEqual([]);
    const { data, errors } = await executeSubgraph(workersSubgraph, {
      db: db.app,
      viewer: viewerWith(),
      query: `query($keys: [_Any!]!) { _entities(representations: $keys) { ... on Household { id fileNo status exitReason erasedOn head { id nameMasked } }
        ... on Worker { id birthYear } ... on Student { id level school } } }`,
      variables: {
        keys: [
          { __typename: 'Household', id: file.id },
          { __typename: 'Worker', id: file.headId },
          { __typename: 'Student', id: student.id },
        ],
      },
    });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      _entities: [
        {
          id: file.id,
          fileNo: file.fileNo,
          status: 'CANCELLED',
          exitReason: 'DUPLICATE',
          erasedOn: '2026-06-30',
          head: { id: file.headId, nameMasked: expect.any(String) },
        },
        { id: file.headId, birthYear: null },
        { id: student.id, level: 'UNDERGRADUATE', school: null },
      ],
    });
  });

  it('keeps who is of another file that is kept', async () => {
    const file = await aHousehold(db.owner, cancelled());
    const current = await aHousehold(db.app);
    const member = await aMember(db.app, current.id, { name: '钱小芳' });
    await aRow(db.app, 'former_member', {
      household_id: file.id,
      worker_id: member,
      relation: 'SPOUSE',
      left_on: '2016-06-30',
    });
    await on('2026-06-30').erase();
    const [kept] = await db.app.query('select name from worker where id = $1', [member]);
    expect(kept).toEqual({ name: '钱小芳' });
  });

  it('erases applications that led to no file, ten years after they were begun', async () => {
    const application = await anApplication(db.owner, { status: 'WITHDRAWN', created_at: '2016-11-01T09:00:00+08:00' });
    await aRow(db.owner, 'filing_person', {
      application_id: application,
      ordinal: 0,
      is_current: true,
      relation: 'HEAD',
      name: '孙小强',
      id_number_mask: '349***********1234',
      id_number_sealed: testCipher.seal(idNumber),
      id_number_hash: testCipher.hash('id-number', newId()),
      birth_year: 1970,
      gender: 'MALE',
      employment_status: 'LAID_OFF',
      is_union_member: true,
      is_migrant: false,
      has_residence_permit: false,
    });
    await aRow(db.owner, 'decision', {
      application_id: application,
      stage: 'FIRST_REVIEW',
      verdict: 'RETURNED',
      decided_by: 'reviewer-1',
      decided_at: '2016-11-02T09:00:00+08:00',
      opinion: '妻子重病，补病历',
    });
    expect(await on('2026-10-31').erase()).toMatchObject({ applications: 0 });
    expect(await on('2026-11-01').erase()).toMatchObject({ applications: 1 });
    const [left] = await db.app.query(
      'select name, id_number_mask, octet_length(id_number_sealed) as sealed from filing_person where application_id = $1',
      [application],
    );
    expect(left).toEqual({ name: '已清除', id_number_mask: '', sealed: 0 });
    const texts = await db.app.query('select opinion from decision where application_id = $1', [application]);
    expect(texts).toEqual([{ opinion: '已清除' }]);
  });

  it('I33: is on record as an act, and refused by the database a day too early', async () => {
    const file = await aHousehold(db.owner, cancelled());
    await expect(db.app.query('select erase_file($1, $2, now())', [file.id, '2026-06-29'])).rejects.toMatchObject({
      constraint: 'household_kept',
    });
    const active = await aHousehold(db.app);
    await expect(db.app.query('select erase_file($1, $2, now())', [active.id, '2099-01-01'])).rejects.toMatchObject({
      constraint: 'household_kept',
    });
    await on('2026-06-30').erase();
    const acts = await db.app.query(
      `select actor, detail from audit_entry where action = 'retention.erase' and $1 = any(subject_ids)`,
      [file.id],
    );
    expect(acts).toMatchObject([{ actor: 'system:retention', detail: { files: 1, years: 10 } }]);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
  });
});
