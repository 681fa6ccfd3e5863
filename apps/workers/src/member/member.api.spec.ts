import { describe, expect, it } from '@jest/globals';
import { executeSubgraph, testCipher, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, aMember, anIdNumber, aStudent, aWorker, exitOn } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

describe('the members of a household', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = viewerWith({ role: 'maker', read: ['340103'], subject: 'maker-1' });
  const SELECT =
    'version size head { id } members { relation person { id memberSince } } formerMembers { personId relation joinedOn leftOn reason }';

  async function change(mutation: string, input: Record<string, unknown>, viewer = maker, select = SELECT) {
    const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
    const { data, errors } = await executeSubgraph<Record<string, Record<string, unknown>> | null>(workersSubgraph, {
      db: db.app,
      viewer,
      query: `mutation($input: ${name}Input!) { ${mutation}(input: $input) { __typename ... on Household { ${select} }
        ${mutation === 'addMember' ? '... on HouseholdAlreadyFiled { rule fileNo }' : ''} ... on RuleBroken { rule field } ... on VersionConflict { rule } } }`,
      variables: { input: { expectedVersion: 1, reason: '户口簿已核', ...input } },
    });
    return { outcome: data?.[mutation], errors };
  }
  const joining = (id: string, more: Record<string, unknown> = {}) => ({
    id,
    name: '李小红',
    idNumber: anIdNumber('1980-05-06'),
    relation: 'SPOUSE',
    employmentStatus: 'UNEMPLOYED',
    joinedOn: '2017-01-10',
    ...more,
  });

  it('grow by a person who is sealed and shown masked, with the day of joining', async () => {
    const { id } = await aHousehold(db.app, { size: 1 });
    const input = joining(id);
    const { outcome, errors } = await change('addMember', input);
    expect(errors).toEqual([]);
    expect(outcome).toMatchObject({
      version: 2,
      size: 2,
      members: [{ relation: 'HEAD' }, { relation: 'SPOUSE', person: { memberSince: '2017-01-10' } }],
    });
    const [row] = await db.app.query<{ row: string; id_number_sealed: Buffer; birth_year: number; gender: string }[]>(
      `select w::text as row, id_number_sealed, birth_year, gender from worker w where household_id = $1 and relation = 'SPOUSE'`,
      [id],
    );
    expect(row).toMatchObject({ birth_year: 1980, row: expect.not.stringContaining(input.idNumber) });
    expect(testCipher.open(row?.id_number_sealed ?? Buffer.of())).toBe(input.idNumber);
  });

  it('I1: are of one active file: who is in another is not added, and its number not told outside the region', async () => {
    const { id } = await aHousehold(db.app);
    const idNumber = anIdNumber('1980-05-06');
    const hash = { id_number_hash: testCipher.hash('id-number', idNumber) };
    const other = await aHousehold(db.app, { head: hash });
    const near = await change('addMember', joining(id, { idNumber }));
    expect(near.outcome).toEqual({
      __typename: 'HouseholdAlreadyFiled',
      rule: 'ONE_HOUSEHOLD_ONE_FILE',
      fileNo: other.fileNo,
    });
    const farNumber = anIdNumber('1981-05-06');
    await aHousehold(db.app, {
      region_code: '340202',
      head: { id_number_hash: testCipher.hash('id-number', farNumber) },
    });
    const far = await change('addMember', joining(id, { idNumber: farNumber }));
    expect(far.outcome).toMatchObject({ __typename: 'HouseholdAlreadyFiled', fileNo: null });
  });

  it('I1: take one of two households that add the same person at once', async () => {
    const households = await Promise.all([aHousehold(db.app), aHousehold(db.app)]);
    const idNumber = anIdNumber('1980-05-06');
    const outcomes = await Promise.all(
      households.map(({ id }) => change('addMember', joining(id, { idNumber }), maker, 'version')),
    );
    expect(outcomes.map(({ outcome }) => outcome?.['__typename']).sort()).toEqual([
      'Household',
      'HouseholdAlreadyFiled',
    ]);
  });

  it('I1: take one of two households that add a person known before at once', async () => {
    const households = await Promise.all([aHousehold(db.app), aHousehold(db.app)]);
    const idNumber = anIdNumber('1980-05-06');
    await aWorker(db.app, { name: '李小红', id_number_hash: testCipher.hash('id-number', idNumber) });
    const outcomes = await Promise.all(
      households.map(({ id }) => change('addMember', joining(id, { idNumber }), maker, 'version')),
    );
    expect(outcomes.map(({ outcome }) => outcome?.['__typename']).sort()).toEqual([
      'Household',
      'HouseholdAlreadyFiled',
    ]);
    const rows = await db.app.query('select from worker where id_number_hash = $1', [
      testCipher.hash('id-number', idNumber),
    ]);
    expect(rows).toHaveLength(1);
  });

  it('take who left a file that ended, and leave a trace there', async () => {
    const idNumber = anIdNumber('1980-05-06');
    const old = await aHousehold(db.owner, {
      ...exitOn('2016-06-30'),
      head: { name: '李小红', id_number_hash: testCipher.hash('id-number', idNumber) },
    });
    const { id } = await aHousehold(db.app);
    const wrong = await change('addMember', joining(id, { idNumber, name: '李大红' }));
    expect(wrong.outcome).toMatchObject({ rule: 'NAME_AS_ON_FILE', field: 'name' });
    const { outcome } = await change('addMember', joining(id, { idNumber }));
    expect(outcome).toMatchObject({ __typename: 'Household' });
    const former = await db.app.query('select worker_id, relation, reason from former_member where household_id = $1', [
      old.id,
    ]);
    expect(former).toEqual([{ worker_id: old.headId, relation: 'HEAD', reason: 'NEW_FILE' }]);
  });

  it('need the guardian’s consent for a child under 14', async () => {
    const { id, headId } = await aHousehold(db.app);
    const child = joining(id, { idNumber: anIdNumber('2010-05-06'), relation: 'CHILD', employmentStatus: 'STUDENT' });
    expect((await change('addMember', child)).outcome).toMatchObject({
      rule: 'CONSENT_REQUIRED',
      field: 'guardianConsent',
    });
    const guardianConsent = {
      guardianId: headId,
      textVersion: '2016-1',
      channel: 'PAPER',
      givenAt: '2017-01-10T09:00:00+08:00',
    };
    expect((await change('addMember', { ...child, guardianConsent })).outcome).toMatchObject({
      __typename: 'Household',
    });
    const consents = await db.app.query('select guardian_id, recorded_by from consent where guardian_id = $1', [
      headId,
    ]);
    expect(consents).toEqual([{ guardian_id: headId, recorded_by: 'maker-1' }]);
  });

  it('bring their own consent from 14 on, or give it later; a guardian’s is for a child alone, and an adult’s', async () => {
    const { id, headId } = await aHousehold(db.owner, {
      head: { id_number_sealed: testCipher.seal(anIdNumber('1970-05-06')) },
    });
    const consent = { textVersion: '2016-1', channel: 'PAPER', givenAt: '2017-01-10T09:00:00+08:00' };
    const child = { idNumber: anIdNumber('2010-05-06'), relation: 'CHILD', employmentStatus: 'STUDENT' };
    const guardianConsent = { ...consent, guardianId: headId };
    const refused = async (more: Record<string, unknown>) => (await change('addMember', joining(id, more))).outcome;
    expect(await refused({ guardianConsent })).toMatchObject({ rule: 'GUARDIAN_NOT_NEEDED', field: 'guardianConsent' });
    expect(await refused({ ...child, guardianConsent, consent })).toMatchObject({ rule: 'GUARDIAN_REQUIRED' });
    const young = await aMember(db.owner, id, {
      relation: 'CHILD',
      id_number_sealed: testCipher.seal(anIdNumber('2002-05-06')),
    });
    expect(await refused({ ...child, guardianConsent: { ...consent, guardianId: young } })).toMatchObject({
      rule: 'GUARDIAN_REQUIRED',
      field: 'guardianConsent.guardianId',
    });
    const future = await change(
      'addMember',
      joining(id, { consent: { ...consent, givenAt: '2017-02-10T09:00:00+08:00' } }),
    );
    expect(future.errors).toMatchObject([{ details: { rule: 'NOT_IN_FUTURE', field: 'consent.givenAt' } }]);
    const counted = async () =>
      db.app.query<object[]>(
        `select c.guardian_id, c.purpose from consent c join worker w on w.id = c.worker_id where w.household_id = $1`,
        [id],
      );
    expect(await counted()).toEqual([]);
    expect(await refused({ consent })).toMatchObject({ __typename: 'Household' });
    expect(await counted()).toEqual([{ guardian_id: null, purpose: 'FINANCIAL_CHECK' }]);
  });

  it('I2: are refused with a wrong, a masked or an old number, which is never repeated', async () => {
    const { id } = await aHousehold(db.app);
    for (const [idNumber, rule] of [
      ['349900198005061230', 'RESIDENT_ID'],
      ['349***********1234', 'MASKED_VALUE_REJECTED'],
      ['349900800506123', 'RESIDENT_ID_15_DIGITS'],
    ] as const) {
      const { errors } = await change('addMember', joining(id, { idNumber }));
      expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT', details: { rule, field: 'idNumber' } }]);
      expect(errors[0]?.message).not.toContain(idNumber);
    }
  });

  it('shrink by who leaves, with the days of the membership; the head stays', async () => {
    const { id, headId } = await aHousehold(db.app, { size: 3 });
    const { personId } = await aStudent(db.app, id);
    const early = { id, personId, leftOn: '2017-02-01', because: 'MOVED_OUT' };
    expect((await change('endMember', early)).outcome).toMatchObject({ rule: 'LEFT_AFTER_JOINING', field: 'leftOn' });
    const head = { id, personId: headId, leftOn: '2017-01-20', because: 'DECEASED' };
    expect((await change('endMember', head)).outcome).toMatchObject({ rule: 'HEAD_STAYS' });
    const { outcome } = await change('endMember', { ...early, leftOn: '2017-01-20' });
    expect(outcome).toMatchObject({
      size: 2,
      members: [{ relation: 'HEAD' }],
      formerMembers: [{ personId, relation: 'CHILD', joinedOn: null, leftOn: '2017-01-20', reason: 'MOVED_OUT' }],
    });
    const [student] = await db.app.query('select ended_on from student where worker_id = $1', [personId]);
    expect(student).toEqual({ ended_on: '2017-01-20' });
  });

  it('get another head, whose work counts and to whose name an account is to be registered anew', async () => {
    const { id, headId } = await aHousehold(db.app, { is_migrant: true, is_model_worker: true });
    const spouse = await aMember(db.app, id, { model_worker_level: null });
    const select = 'isMigrant isModelWorker bank { bankName } head { id } members { relation person { id } }';
    const { outcome } = await change(
      'changeHead',
      { id, personId: spouse, formerHeadRelation: 'SPOUSE' },
      maker,
      select,
    );
    expect(outcome).toMatchObject({
      isMigrant: false,
      isModelWorker: false,
      bank: null,
      head: { id: spouse },
      members: [
        { relation: 'HEAD', person: { id: spouse } },
        { relation: 'SPOUSE', person: { id: headId } },
      ],
    });
    const again = await change('changeHead', {
      id,
      personId: spouse,
      formerHeadRelation: 'SPOUSE',
      expectedVersion: 2,
    });
    expect(again.outcome).toMatchObject({ rule: 'ONE_HEAD', field: 'personId' });
    const second = await change('changeMember', { id, personId: headId, relation: 'HEAD', expectedVersion: 2 });
    expect(second.outcome).toMatchObject({ rule: 'ONE_HEAD', field: 'relation' });
  });
});
