import { describe, expect, it } from '@jest/globals';
import { rollupDrift, readRollups } from '@nuan/database';
import { verifyAudit } from '@nuan/facts';
import {
  aKey,
  executeSubgraph,
  mutationKit,
  testCipher,
  testTransitions,
  useTestDatabase,
  viewerWith,
} from '@nuan/testing';

import { aHousehold, anApplication, anIdNumber, aRow, aWorker, exitOn } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { erasureRequestMachine } from './erasure-request.machine';

const county = (subject: string) => viewerWith({ role: 'county', read: ['340103'], subject });
const maker = viewerWith({ role: 'maker', read: ['340103'], subject: 'maker-1' });
const { answerOf, mutate } = mutationKit(workersSubgraph, county('county-1'), 'stateNow');
const selection = '... on ErasureRequest { id version state ground keptUntilOn opinion bar { ground keptUntilOn } }';
const ask = { selection };

describe('a request to be erased', () => {
  const db = useTestDatabase(workersSubgraph.database);
  testTransitions({ machine: erasureRequestMachine, database: db, table: 'erasure_request', column: 'state' });

  const request = (workerId: string, as = maker) =>
    answerOf(
      db,
      'requestErasure',
      { idempotencyKey: aKey(), workerId, wish: '本人不再需要帮扶，请删除本人信息' },
      { ...ask, viewer: as },
    );
  const decided = (name: string, id: string, more: object = {}, expectedVersion = 1) =>
    answerOf(db, name, { id, expectedVersion, opinion: '已核对本人身份', ...more }, ask);

  it('is granted by another officer: values, hashes and names go, ids and sums stay, and no search finds the person', async () => {
    const idNumber = anIdNumber('1971-02-03');
    const workerId = await aWorker(db.owner, {
      name: '周小平',
      id_number_sealed: testCipher.seal(idNumber),
      id_number_hash: testCipher.hash('id-number', idNumber),
      phone_mask: '100****4321',
      phone_sealed: testCipher.seal('10000004321'),
      phone_hash: testCipher.hash('phone', '10000004321'),
    });
    await aRow(db.owner, 'migrant_evidence', {
      worker_id: workerId,
      kind: 'RESIDENCE_PERMIT',
      from_on: '2016-01-01',
      document_sealed: testCipher.seal('JZ-1'),
      recorded_by: 'maker-1',
      recorded_at: '2016-01-02T00:00:00Z',
      version: 1,
    });
    const sums = () => readRollups(db.owner, { metrics: ['filed', 'exited'], regionCodes: ['340000'] });
    const before = await sums();
    const tokens = () =>
      db.owner.query(
        `select count(*)::int as versions, count(facts ->> 'numberToken')::int as tokens from change where entity = 'Worker' and entity_id = $1`,
        [workerId],
      );
    expect(await tokens()).toEqual([{ versions: 1, tokens: 1 }]);
    const { id, bar } = await request(workerId);
    expect(bar).toBeNull();
    expect(await decided('executeErasure', id)).toMatchObject({ state: 'EXECUTED', ground: null });
    const [left] = await db.owner.query<{ all: string }[]>(
      `select (select to_jsonb(w)::text from worker w where id = $1) || (select jsonb_agg(m)::text from migrant_evidence m where worker_id = $1)
         || (select jsonb_agg(e)::text from erasure_request e where worker_id = $1) as all`,
      [workerId],
    );
    const hash = testCipher.hash('id-number', idNumber);
    for (const trace of ['周小平', '4321', '本人不再需要', hash.toString('hex')])
      expect(left?.all).not.toContain(trace);
    expect(await db.owner.query('select from worker where id_number_hash = $1', [hash])).toEqual([]);
    expect(await sums()).toEqual(before);
    expect(await rollupDrift(db.owner)).toEqual([]);
    expect((await verifyAudit(db.owner)).breaks).toEqual([]);
    const { data, errors } = await executeSubgraph(workersSubgraph, {
      db: db.app,
      viewer: county('county-1'),
      query: `mutation($input: RevealPersonInput!) { revealPerson(input: $input) { ... on RuleBroken { rule } } }`,
      variables: { input: { workerId, field: 'ID_NUMBER', purpose: 'FILING_CHECK', reason: '核对' } },
    });
    expect(errors).toEqual([]);
    expect(data).toEqual({ revealPerson: { rule: 'PERSON_ERASED' } });
    expect(await request(workerId)).toMatchObject({ rule: 'PERSON_ERASED' });
    // Who keeps facts of the person is told.
    const told = await db.owner.query(
      `select facts ->> 'erasedOn' as "erasedOn" from change where entity = 'Worker' and entity_id = $1 order by id desc limit 1`,
      [workerId],
    );
    expect(told).toEqual([{ erasedOn: '2017-01-23' }]);
    // No version in its log keeps the token by which lists found the person.
    expect(await tokens()).toEqual([{ versions: 2, tokens: 0 }]);
  });

  it('is barred while a file is open, and while the ten years of a closed one run', async () => {
    const open = await aHousehold(db.owner);
    const openRequest = await request(open.headId);
    expect(openRequest['bar']).toEqual({ ground: 'FILE_OPEN', keptUntilOn: null });
    expect(await decided('executeErasure', openRequest.id)).toMatchObject({
      rule: 'ERASURE_BARRED',
      facts: expect.arrayContaining([{ name: 'ground', value: 'FILE_OPEN' }]),
    });
    expect(await decided('refuseErasure', openRequest.id)).toMatchObject({ state: 'REFUSED', ground: 'FILE_OPEN' });
    const closed = await aHousehold(db.owner, exitOn('2016-06-30', 'DUPLICATE'));
    expect(await request(closed.headId)).toMatchObject({ bar: { ground: 'FILE_KEPT', keptUntilOn: '2026-06-30' } });
    const [kept] = await db.owner.query('select name from worker where id = $1', [open.headId]);
    expect(kept).not.toEqual({ name: '已清除' });
  });

  it('ends the three years of an application that led to no file, and not the ten that run without a request', async () => {
    const idNumber = anIdNumber('1972-02-03');
    const hash = testCipher.hash('id-number', idNumber);
    const person = { id_number_sealed: testCipher.seal(idNumber), id_number_hash: hash };
    const filed = async (createdAt: string): Promise<string> => {
      const application = await anApplication(db.owner, { status: 'WITHDRAWN', created_at: createdAt });
      await aRow(db.owner, 'filing_person', {
        application_id: application,
        ordinal: 0,
        is_current: true,
        relation: 'HEAD',
        name: '吴小东',
        id_number_mask: '349***********1234',
        ...person,
        birth_year: 1972,
        gender: 'MALE',
        employment_status: 'LAID_OFF',
        is_union_member: true,
        is_migrant: false,
        has_residence_permit: false,
      });
      return application;
    };
    const workerId = await aWorker(db.owner, person);
    const recent = await filed('2015-01-23T18:00:00+08:00');
    expect(await request(workerId)).toMatchObject({ bar: { ground: 'APPLICATION_KEPT', keptUntilOn: '2018-01-23' } });
    await db.owner.query(`update filing_application set created_at = '2013-01-01T00:00:00+08:00' where id = $1`, [
      recent,
    ]);
    const [open] = await db.owner.query<{ id: string }[]>(
      `select id from erasure_request where worker_id = $1 and state = 'REQUESTED'`,
      [workerId],
    );
    expect(await decided('executeErasure', String(open?.id))).toMatchObject({ state: 'EXECUTED' });
    const [left] = await db.owner.query(
      'select name, octet_length(id_number_sealed) as sealed from filing_person where application_id = $1',
      [recent],
    );
    expect(left).toEqual({ name: '已清除', sealed: 0 });
  });

  it('is decided by another than who took it down, with a reason, and refused only on a ground', async () => {
    const workerId = await aWorker(db.owner);
    const { id } = await request(workerId, county('county-1'));
    expect(await decided('executeErasure', id)).toMatchObject({ rule: 'FOUR_EYES' });
    expect(await decided('refuseErasure', id)).toMatchObject({ rule: 'FOUR_EYES' });
    const other = { ...ask, viewer: county('county-2') };
    const input = { id, expectedVersion: 1, opinion: '无依据' };
    expect(await answerOf(db, 'refuseErasure', input, other)).toMatchObject({
      rule: 'GROUND_REQUIRED',
      field: 'ground',
    });
    expect(await answerOf(db, 'refuseErasure', { ...input, opinion: ' ' }, other)).toMatchObject({
      rule: 'REASON_REQUIRED',
    });
    expect(await answerOf(db, 'refuseErasure', { ...input, ground: 'OTHER_DUTY' }, other)).toMatchObject({
      state: 'REFUSED',
      ground: 'OTHER_DUTY',
    });
    expect(await answerOf(db, 'executeErasure', { ...input, expectedVersion: 2 }, other)).toMatchObject({
      __typename: 'TransitionRefused',
    });
  });

  it('is one at a time, taken back as the person wishes, and nobody’s of another region or role', async () => {
    const workerId = await aWorker(db.owner);
    const { id } = await request(workerId);
    expect(await request(workerId)).toMatchObject({ rule: 'ERASURE_UNDER_WAY', field: 'workerId' });
    const withdrawal = { id, expectedVersion: 1, opinion: '本人改变主意' };
    const abroad = viewerWith({ role: 'county', read: ['340202'], subject: 'county-9' });
    const refused = await mutate(db, 'withdrawErasure', withdrawal, { ...ask, viewer: abroad });
    expect(refused.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    for (const role of ['province', 'cashier', 'auditor', 'analyst', 'admin'] as const) {
      const { errors } = await mutate(db, 'executeErasure', withdrawal, {
        ...ask,
        viewer: viewerWith({ role, read: ['34'] }),
      });
      expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    }
    expect(await answerOf(db, 'withdrawErasure', withdrawal, { ...ask, viewer: maker })).toMatchObject({
      state: 'WITHDRAWN',
    });
    expect(await request(workerId)).toMatchObject({ state: 'REQUESTED' });
  });

  it('is the only way: the database erases nobody without a granted request', async () => {
    const workerId = await aWorker(db.owner);
    await expect(db.app.query('select erase_person($1, $2)', [workerId, '2017-01-23'])).rejects.toMatchObject({
      constraint: 'worker_kept',
    });
    const file = await anApplication(db.owner, { status: 'WITHDRAWN', created_at: '2016-01-01T00:00:00+08:00' });
    await expect(db.app.query('select erase_application($1, $2, 0)', [file, '2017-01-23'])).rejects.toMatchObject({
      constraint: 'filing_application_kept',
    });
  });
});
