import { beforeAll, describe, expect, it } from '@jest/globals';
import { readRollups, rollupDrift } from '@nuan/database';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testCipher, useTestDatabase, viewerWith } from '@nuan/testing';

import { anApplicationAt } from '../filing/application-builder';
import { ApplicationStatus } from '../filing/application-status';
import { aHousehold, anIdNumber, aStudent, exitOn, aUnion } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

describe('temporary files and households that are filed again', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = viewerWith({ role: 'maker', read: ['340103'], subject: 'maker-1' });
  const FILE =
    '... on Household { id version fileNo status category temporaryReason closedOn head { id } income { netPerCapita } }';

  const unionId = newId();

  beforeAll(async () => {
    await aUnion(db.owner, { id: unionId });
    await db.owner.query(`insert into min_living_line_projection values ('340100', '2016-01-01', 50000, 1)`);
  });

  interface Outcome {
    readonly [field: string]: unknown;
    readonly id: string;
  }

  async function run(mutation: string, input: Record<string, unknown>, viewer = maker) {
    const type = ['convertTemporaryFile', 'relapseHousehold'].includes(mutation)
      ? 'FileAgainInput'
      : `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const fields = type === 'FileAgainInput' ? '... on FilingApplication { id status previousFile { id } }' : FILE;
    const filed = mutation === 'openTemporaryFile' ? '... on HouseholdAlreadyFiled { rule filed: fileNo }' : '';
    const { data, errors } = await executeSubgraph<Record<string, Outcome> | null>(workersSubgraph, {
      db: db.app,
      viewer,
      query: `mutation($input: ${type}!) { ${mutation}(input: $input) { __typename ${fields} ${filed} ... on RuleBroken { rule field } ... on TransitionRefused { rule } } }`,
      variables: { input: { reason: '突发困难先行救助', ...input } },
    });
    return { outcome: data?.[mutation], errors };
  }
  const opening = (more: Record<string, unknown> = {}) => ({
    idempotencyKey: newId(),
    regionCode: '340103',
    unionId,
    because: 'NOT_QUALIFIED',
    primaryCause: 'ACCIDENT',
    head: { name: '李小红', idNumber: anIdNumber('1980-05-06'), employmentStatus: 'UNEMPLOYED' },
    lines: [{ kind: 'WAGE', amount: '12000.00' }],
    ...more,
  });

  describe('a temporary file', () => {
    it('I32: is opened in a county or city that exists on the day', async () => {
      const province = viewerWith({ role: 'maker', read: ['340000'], subject: 'maker-1' });
      for (const regionCode of ['340000', '341400'])
        expect((await run('openTemporaryFile', opening({ regionCode }), province)).errors[0]).toMatchObject({
          details: { rule: 'REGION_VALID_TODAY', field: 'regionCode' },
        });
    });

    it('is opened for no union that is not known, or dissolved on that day', async () => {
      const dissolved = await aUnion(db.owner, { dissolved_on: '2016-12-01', successor_id: unionId });
      for (const [union, rule] of [
        [newId(), 'UNION_UNKNOWN'],
        [dissolved, 'UNION_DISSOLVED'],
      ])
        expect((await run('openTemporaryFile', opening({ unionId: union }))).outcome).toMatchObject({
          rule,
          field: 'unionId',
        });
    });

    it('is opened for no child under 14, for whom nobody would consent', async () => {
      const head = { name: '李小红', idNumber: anIdNumber('2010-05-06'), employmentStatus: 'STUDENT' };
      expect((await run('openTemporaryFile', opening({ head }))).outcome).toMatchObject({
        rule: 'GUARDIAN_REQUIRED',
        field: 'head.idNumber',
      });
    });

    it('is opened below the rules as EDGE, by them as what they give, and counts in no figure of filed households', async () => {
      const filed = async () =>
        (await readRollups(db.app, { metrics: ['filed'], regionCodes: ['340103'] })).get('340103')?.[0]?.n ?? 0;
      const before = await filed();
      const { outcome, errors } = await run('openTemporaryFile', opening());
      expect(errors).toEqual([]);
      expect(outcome).toMatchObject({
        status: 'TEMPORARY',
        category: 'EDGE',
        temporaryReason: 'NOT_QUALIFIED',
        income: { netPerCapita: '1000.00' },
        fileNo: expect.stringMatching(/^LK340103-2017-\d{5}$/),
      });
      const poor = await run('openTemporaryFile', opening({ because: 'AWAITING_FILING', lines: [] }));
      expect(poor.outcome).toMatchObject({ category: 'MIN_LIVING' });
      expect(await filed()).toBe(before);
      expect(await rollupDrift(db.owner)).toEqual([]);
    });

    it('I1: holds nobody, but is not opened beside an active file, nor twice, also at once', async () => {
      const idNumber = anIdNumber('1980-05-06');
      await aHousehold(db.app, { head: { name: '李小红', id_number_hash: testCipher.hash('id-number', idNumber) } });
      const head = { name: '李小红', idNumber, employmentStatus: 'UNEMPLOYED' };
      expect((await run('openTemporaryFile', opening({ head }))).outcome).toMatchObject({
        __typename: 'HouseholdAlreadyFiled',
      });
      const other = { ...head, idNumber: anIdNumber('1981-05-06') };
      const outcomes = await Promise.all([
        run('openTemporaryFile', opening({ head: other })),
        run('openTemporaryFile', opening({ head: other })),
      ]);
      expect(outcomes.map(({ outcome }) => outcome?.['rule'] ?? outcome?.['status']).sort()).toEqual([
        'TEMPORARY',
        'TEMPORARY_FILE_OPEN',
      ]);
      const held = await db.app.query('select from active_person where id_number_hash = $1', [
        testCipher.hash('id-number', other.idNumber),
      ]);
      expect(held).toEqual([]);
    });

    it('is the same for the same key, and closed with a reason', async () => {
      const input = opening();
      const first = await run('openTemporaryFile', input);
      expect((await run('openTemporaryFile', input)).outcome).toEqual(first.outcome);
      const id = first.outcome?.id;
      expect((await run('closeTemporaryFile', { id, expectedVersion: 1, reason: ' ' })).outcome).toMatchObject({
        rule: 'REASON_REQUIRED',
      });
      const closed = await run('closeTemporaryFile', { id, expectedVersion: 1 });
      expect(closed.outcome).toMatchObject({ status: 'CLOSED', closedOn: '2017-01-23' });
      const filed = await aHousehold(db.app);
      expect((await run('closeTemporaryFile', { id: filed.id, expectedVersion: 1 })).outcome).toMatchObject({
        rule: 'TRANSITION',
      });
    });

    it('I34: is refused outside the regions in which the viewer writes, and without a rule of causes kept', async () => {
      const abroad = await run('openTemporaryFile', opening({ regionCode: '340202' }));
      expect(abroad.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
      const causes = await run('openTemporaryFile', opening({ secondaryCauses: ['ACCIDENT'] }));
      expect(causes.outcome).toMatchObject({ rule: 'CAUSES_DISTINCT' });
    });

    it('leads to an application that holds what it holds, and becomes the filed one under the same id', async () => {
      const idNumber = anIdNumber('1980-05-06');
      const opened = await run(
        'openTemporaryFile',
        opening({ head: { name: '张小明', idNumber, employmentStatus: 'LAID_OFF' } }),
      );
      const id = opened.outcome?.id ?? '';
      const draft = await run('convertTemporaryFile', { id, expectedVersion: 1, idempotencyKey: newId() });
      expect(draft.outcome).toMatchObject({ status: 'DRAFT', previousFile: { id } });
      const again = await run('convertTemporaryFile', { id, expectedVersion: 1, idempotencyKey: newId() });
      expect(again.outcome).toMatchObject({ rule: 'APPLICATION_UNDER_WAY' });
      const application = await anApplicationAt(db.owner, ApplicationStatus.APPROVED, {
        idNumber,
        row: { previous_file_id: id },
      });
      const { data, errors } = await executeSubgraph<{ recordFiling: object }>(workersSubgraph, {
        db: db.app,
        viewer: viewerWith({ role: 'checker', read: ['340103'], subject: 'checker-1' }),
        query: `mutation { recordFiling(input: { id: "${application.id}", expectedVersion: 1 }) { __typename ... on FilingApplication { household { id status fileNo temporaryReason previousFile { id } timeline(first: 1) { kind note } } } } }`,
      });
      expect(errors).toEqual([]);
      expect(data.recordFiling).toMatchObject({
        household: {
          id,
          status: 'RECORDED',
          fileNo: expect.stringMatching(/^K340103/),
          temporaryReason: null,
          previousFile: null,
          timeline: [{ kind: 'CONVERTED', note: opened.outcome?.['fileNo'] }],
        },
      });
      const held = await db.app.query<{ household_id: string }[]>(
        'select household_id from active_person where id_number_hash = $1',
        [testCipher.hash('id-number', idNumber)],
      );
      expect(held).toEqual([{ household_id: id }]);
    });

    it('can’t be filed past its application', async () => {
      const { id } = await aHousehold(db.app, { status: 'TEMPORARY' });
      const write = db.app.transaction(async (manager) => {
        await manager.query(`update household set status = 'RECORDED', version = version + 1 where id = $1`, [id]);
        await manager.query(
          `select append_audit(gen_random_uuid(), now(), 'x', 'maker', 'test.write', null, '{}', '{}', '{}')`,
        );
      });
      await expect(write).rejects.toMatchObject({ constraint: 'household_converted' });
    });
  });

  describe('a household that relapsed', () => {
    it('is filed again by an application that names the old file, which stays as it is', async () => {
      const idNumber = anIdNumber('1970-05-06');
      const old = await aHousehold(db.owner, {
        ...exitOn('2016-12-30'),
        address_sealed: testCipher.seal('样例路1号'),
        head: { id_number_sealed: testCipher.seal(idNumber), id_number_hash: testCipher.hash('id-number', idNumber) },
      });
      const studentNumber = anIdNumber('1999-05-06');
      const { personId } = await aStudent(db.app, old.id);
      await db.owner.query(
        'update worker set id_number_sealed = $2, id_number_hash = $3, version = version + 1 where id = $1',
        [personId, testCipher.seal(studentNumber), testCipher.hash('id-number', studentNumber)],
      );
      const key = newId();
      const { outcome, errors } = await run('relapseHousehold', {
        id: old.id,
        expectedVersion: 1,
        idempotencyKey: key,
      });
      expect(errors).toEqual([]);
      expect(outcome).toMatchObject({ status: 'DRAFT', previousFile: { id: old.id } });
      expect((await run('relapseHousehold', { id: old.id, expectedVersion: 1, idempotencyKey: key })).outcome).toEqual(
        outcome,
      );
      const persons = await db.app.query<{ relation: string; id_number_hash: Buffer; study_level: string | null }[]>(
        'select relation, id_number_hash, study_level from filing_person where application_id = $1 order by ordinal',
        [outcome?.id],
      );
      expect(persons).toEqual([
        { relation: 'HEAD', id_number_hash: testCipher.hash('id-number', idNumber), study_level: null },
        {
          relation: 'CHILD',
          id_number_hash: testCipher.hash('id-number', studentNumber),
          study_level: 'UNDERGRADUATE',
        },
      ]);
      const [file] = await db.app.query('select status, version from household where id = $1', [old.id]);
      expect(file).toEqual({ status: 'EXITED', version: 1 });
      const events = await db.app.query('select note from file_event where household_id = $1 and kind = $2', [
        old.id,
        'RELAPSED',
      ]);
      expect(events).toEqual([{ note: '突发困难先行救助' }]);
    });

    it('is none while its file is active, or was cancelled', async () => {
      const active = await aHousehold(db.app);
      const cancelled = await aHousehold(db.owner, exitOn('2016-12-30', 'DUPLICATE'));
      for (const { id } of [active, cancelled])
        expect(
          (await run('relapseHousehold', { id, expectedVersion: 1, idempotencyKey: newId() })).outcome,
        ).toMatchObject({
          rule: 'RELAPSE_AFTER_EXIT',
        });
      expect(
        (await run('convertTemporaryFile', { id: active.id, expectedVersion: 1, idempotencyKey: newId() })).outcome,
      ).toMatchObject({
        rule: 'FILE_TEMPORARY',
      });
    });
  });
});
