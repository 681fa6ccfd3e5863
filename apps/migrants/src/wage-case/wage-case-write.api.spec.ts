import { beforeAll, describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { verifyAudit } from '@nuan/facts';
import { fixedClock, newId } from '@nuan/kernel';
import { executeSubgraph, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate } from '../mutation-kit';
import { anEnterprise, anInspection, aWageCase, aWorker } from '../row-builders';
import { wageCaseMachine } from './wage-case.machine';

const selection = `... on WageCase { id version caseNo state owed recovered workers { value } deadline daysLeft overdue reportedOn verifiedOn
  orderedOn settledOn legalReason closedReason inspectionId payments { amount recoveredAfter source paidOn proofRef } }`;
const second = viewerWith({ role: 'maker', read: ['340102'], subject: 'maker-2' });
const province = viewerWith();

describe('writing wage cases', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  let builder = '';
  const run = (name: string, input: object, viewer = countyMaker): Promise<Answer> =>
    answerOf(db, name, input, { selection, viewer });
  const report = (input: object = {}): Promise<Answer> =>
    run('reportWageCase', {
      ...{ enterpriseId: builder, regionCode: '340102', workers: 10, owed: '100000.00', idempotencyKey: aKey() },
      ...input,
    });
  const step = ({ id, version }: Answer): { id: string; expectedVersion: number } => ({ id, expectedVersion: version });
  const verify = async (input: object = {}): Promise<Answer> =>
    run('verifyWageCase', { ...step(await report()), ...input }, second);
  const ordered = async (): Promise<Answer> => run('orderPayment', step(await verify()));
  const pay = (wageCase: Answer, amount: string, input: object = {}): Promise<Answer> =>
    run('recordWagePayment', { wageCaseId: wageCase.id, amount, idempotencyKey: aKey(), ...input });
  const ask = async <T = unknown>(query: string, viewer = province): Promise<T> => {
    const { data, errors } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer, query });
    expect(errors).toEqual([]);
    return data as T;
  };

  beforeAll(async () => {
    builder = await anEnterprise(db.owner);
  });

  it('goes from the report over verification, order and payments to the end', async () => {
    const worker = await aWorker(db.owner);
    const inspectionId = await anInspection(db.owner, { region_code: '340100' });
    const reported = await report({ workerIds: [worker], inspectionId, reportedOn: '2017-01-20' });
    expect(reported).toMatchObject({ state: 'REPORTED', inspectionId, reportedOn: '2017-01-20', version: 1 });
    expect(reported['caseNo']).toMatch(/^QX2017-340102-\d{5}$/);
    const verified = await run('verifyWageCase', { ...step(reported), owed: '90000.00', workers: 9 }, second);
    expect(verified).toMatchObject({
      state: 'VERIFIED',
      owed: '90000.00',
      workers: { value: 9 },
      verifiedOn: '2017-01-23',
    });
    const order = await run('orderPayment', { ...step(verified), deadline: '2017-01-25' });
    expect(order).toMatchObject({ state: 'ORDERED', deadline: '2017-01-25', daysLeft: 2, orderedOn: '2017-01-23' });
    const part = await pay(order, '40000.00', { source: 'WAGE_DEPOSIT', paidOn: '2017-01-22', proofRef: 'P-1' });
    expect(part).toMatchObject({ state: 'PART_PAID', recovered: '40000.00', settledOn: null });
    const paid = await pay(order, '50000.00');
    expect(paid).toMatchObject({
      ...{ state: 'PAID', recovered: '90000.00', settledOn: '2017-01-23', overdue: false },
      payments: [
        {
          amount: '40000.00',
          recoveredAfter: '40000.00',
          source: 'WAGE_DEPOSIT',
          paidOn: '2017-01-22',
          proofRef: 'P-1',
        },
        { amount: '50000.00', recoveredAfter: '90000.00', source: 'EMPLOYER', paidOn: '2017-01-23', proofRef: null },
      ],
    });
    const closed = await run('closeWageCase', { ...step(paid), reason: '已足额发放' });
    expect(closed).toMatchObject({ state: 'CLOSED', closedReason: '已足额发放', settledOn: '2017-01-23' });
    expect(await pay(closed, '1.00')).toMatchObject({ rule: 'TRANSITION', refusedIn: 'CLOSED' });
    const [named] = await ask<{ _entities: object[] }>(
      `{ _entities(representations: [{ __typename: "Worker", id: "${worker}" }]) { ... on Worker { wageCases { id state } } } }`,
    ).then(({ _entities }) => _entities);
    expect(named).toEqual({ wageCases: [{ id: reported.id, state: 'CLOSED' }] });
  });

  it('gives numbers one after another, and one case for one key', async () => {
    const input = { idempotencyKey: aKey(), regionCode: '340102', reportedOn: '2016-12-01' };
    const [one, same] = await Promise.all([report(input), report(input)]);
    expect(same.id).toBe(one.id);
    const numbers = await Promise.all([1, 2, 3].map(() => report({ reportedOn: '2016-12-01' })));
    const numbered = [one, ...numbers].map(({ caseNo }) => caseNo).sort();
    expect(numbered).toEqual([1, 2, 3, 4].map((no) => `QX2016-340102-0000${String(no)}`));
  });

  it('I30: is due the day before Spring Festival unless another day is ordered', async () => {
    expect(await report({ reportedOn: '2016-12-27' })).toMatchObject({ deadline: '2017-01-27' });
    expect(await ordered()).toMatchObject({ deadline: '2017-01-27', daysLeft: 4 });
    const late = { db: db.app, viewer: second, clock: fixedClock(new Date('2017-02-06T10:00:00+08:00')) };
    const { id, version } = await verify();
    const { data } = await executeSubgraph<{ orderPayment: Answer }>(migrantsSubgraph, {
      ...late,
      query: `mutation { orderPayment(input: { id: "${id}", expectedVersion: ${String(version)} }) { ${selection} } }`,
    });
    expect(data.orderPayment).toMatchObject({ deadline: '2018-02-15' });
    const past = await run('orderPayment', { ...step(await verify()), deadline: '2017-01-22' });
    expect(past).toMatchObject({
      rule: 'DEADLINE_PASSED',
      field: 'deadline',
      facts: [{ name: 'earliest', value: '2017-01-23' }],
    });
  });

  it('I30: recovers no more than is owed, however many pay at once', async () => {
    const wageCase = await ordered();
    const outcomes = await Promise.all([60, 60, 60].map((thousands) => pay(wageCase, `${String(thousands)}000.00`)));
    expect(outcomes.map(({ __typename }) => __typename).sort()).toEqual(['RuleBroken', 'RuleBroken', 'WageCase']);
    expect(outcomes).toContainEqual(
      expect.objectContaining({ rule: 'RECOVERED_WITHIN_OWED', facts: [{ name: 'outstanding', value: '40000.00' }] }),
    );
    const direct = 'update wage_case set recovered_fen = owed_fen + 1, version = version + 1 where id = $1';
    await expect(db.owner.query(direct, [wageCase.id])).rejects.toThrow('wage_case_recovered_fen_within_owed');
  });

  it('I30: is PAID exactly when nothing is left, in the database too', async () => {
    const wageCase = await ordered();
    expect(await pay(wageCase, '99999.99')).toMatchObject({ state: 'PART_PAID' });
    const direct = `update wage_case set state = 'PAID', settled_on = '2017-01-23', version = version + 1 where id = $1`;
    await expect(db.owner.query(direct, [wageCase.id])).rejects.toThrow('wage_case_paid_whole');
    expect(await pay(wageCase, '0.01')).toMatchObject({ state: 'PAID', recovered: '100000.00' });
    expect(await pay(wageCase, '0.01')).toMatchObject({ rule: 'TRANSITION', refusedIn: 'PAID' });
  });

  it('I36: appends payments once for a key, changes none, and lets nothing be recovered without one', async () => {
    const wageCase = await ordered();
    const key = { idempotencyKey: aKey() };
    await Promise.all([pay(wageCase, '10.00', key), pay(wageCase, '10.00', key)]);
    const [row] = await db.app.query<object[]>('select recovered_fen, version from wage_case where id = $1', [
      wageCase.id,
    ]);
    expect(row).toEqual({ recovered_fen: '1000', version: wageCase.version + 1 });
    await expect(db.app.query('update wage_payment set amount_fen = 1')).rejects.toThrow('permission denied');
    await expect(db.app.query('delete from wage_payment')).rejects.toThrow('permission denied');
    const direct = db.app.transaction(async (manager) => {
      await manager.query('update wage_case set recovered_fen = 2000, version = version + 1 where id = $1', [
        wageCase.id,
      ]);
      await manager.query(`select append_audit(gen_random_uuid(), now(), 'x', 'maker', 'x.y', null, '{}', '{}', '{}')`);
    });
    await expect(direct).rejects.toThrow('wages are recovered by a payment');
  });

  it('is verified by another person than took it up', async () => {
    const reported = await report();
    expect(await run('verifyWageCase', step(reported))).toMatchObject({ rule: 'FOUR_EYES', field: 'id' });
    const direct = `update wage_case set state = 'VERIFIED', verified_by = 'maker-1', verified_on = '2017-01-23', version = 2 where id = $1`;
    await expect(db.owner.query(direct, [reported.id])).rejects.toThrow('wage_case_verifier_is_another');
  });

  it('goes to the law with the reason, where the rest may still be recovered, and is closed there', async () => {
    const wageCase = await pay(await ordered(), '1000.00');
    const legal = await run('sendWageCaseToLegal', { ...step(wageCase), reason: '企业负责人失联' });
    expect(legal).toMatchObject({ state: 'TO_LEGAL', legalReason: '企业负责人失联' });
    const enforced = await pay(legal, '2000.00', { source: 'ENFORCEMENT' });
    expect(enforced).toMatchObject({ state: 'TO_LEGAL', recovered: '3000.00' });
    expect(await pay(legal, '97000.00')).toMatchObject({ state: 'PAID' });
    const other = await run('sendWageCaseToLegal', { ...step(await verify()), reason: '企业负责人失联' });
    const closed = await run('closeWageCase', { ...step(other), reason: '法院已受理' });
    expect(closed).toMatchObject({ state: 'CLOSED', settledOn: '2017-01-23', recovered: '0.00' });
    const unfounded = await run('closeWageCase', { ...step(await report()), reason: '查无此事' });
    expect(unfounded).toMatchObject({ state: 'CLOSED' });
  });

  it.each([
    ['a day to come', { reportedOn: '2017-01-24' }, 'REPORTED_IN_FUTURE', 'reportedOn'],
    ['nothing owed', { owed: '0.00' }, 'AMOUNT_POSITIVE', 'owed'],
    ['I32: a division that nobody knows', { regionCode: '340199' }, 'REGION_VALID_ON', 'regionCode'],
    ['I32: a division that was founded later', { regionCode: '340281' }, 'REGION_VALID_ON', 'regionCode'],
    ['the province as its place', { regionCode: '340000' }, 'REGION_TOO_WIDE', 'regionCode'],
    ['a worker nobody knows', { workerIds: [newId()] }, 'WORKER_UNKNOWN', 'workerIds'],
    [
      'more workers named than counted',
      { workers: 1, workerIds: [newId(), newId()] },
      'MORE_NAMED_THAN_COUNTED',
      'workerIds',
    ],
  ])('refuses a report with %s', async (_what, input, rule, field) => {
    const viewer = viewerWith({ role: 'maker', read: ['340000'] });
    const request = { enterpriseId: builder, regionCode: '340102', workers: 10, owed: '1.00', idempotencyKey: aKey() };
    expect(await run('reportWageCase', { ...request, ...input }, viewer)).toMatchObject({ rule, field });
  });

  it('refuses an inspection that looked into something else, or elsewhere', async () => {
    const insurance = await anInspection(db.owner, { kind: 'INJURY_INSURANCE' });
    expect(await report({ inspectionId: insurance })).toMatchObject({ rule: 'INSPECTION_OF_WAGES' });
    const request = { enterpriseId: builder, regionCode: '340102', workers: 10, owed: '1.00', idempotencyKey: aKey() };
    const wuhu = await anInspection(db.owner, { region_code: '340202' });
    const unseen = await mutate(db, 'reportWageCase', { ...request, inspectionId: wuhu }, { selection });
    expect(unseen.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const wide = viewerWith({ role: 'city', read: ['340100', '340200'] });
    expect(await run('reportWageCase', { ...request, inspectionId: wuhu }, wide)).toMatchObject({
      rule: 'INSPECTED_ELSEWHERE',
    });
  });

  it.each([
    ['of nothing', '0.00', {}, 'AMOUNT_POSITIVE'],
    ['of tomorrow', '1.00', { paidOn: '2017-01-24' }, 'PAID_OUTSIDE_CASE'],
    ['of before the case', '1.00', { paidOn: '2017-01-22' }, 'PAID_OUTSIDE_CASE'],
  ])('refuses a payment %s', async (_what, amount, input, rule) => {
    expect(await pay(await ordered(), amount, input)).toMatchObject({ rule });
  });

  it('refuses payment before the order, and a version that has passed', async () => {
    const verified = await verify();
    expect(await pay(verified, '1.00')).toMatchObject({ rule: 'TRANSITION', allowed: ['ORDER', 'SEND_TO_LEGAL'] });
    await run('orderPayment', step(verified));
    expect(await run('orderPayment', step(verified))).toMatchObject({ rule: 'VERSION', currentVersion: 3 });
  });

  it('I34: is written in its region alone, by who has the right', async () => {
    const wageCase = await report();
    const code = async (name: string, input: object, viewer = countyMaker): Promise<unknown> =>
      (await mutate(db, name, input, { selection, viewer })).errors[0]?.code;
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await code('verifyWageCase', step(wageCase), wuhu)).toBe('NOT_FOUND');
    const payment = { wageCaseId: wageCase.id, amount: '1.00', idempotencyKey: aKey() };
    expect(await code('recordWagePayment', payment, wuhu)).toBe('NOT_FOUND');
    const request = { enterpriseId: builder, regionCode: '340202', workers: 1, owed: '1.00', idempotencyKey: aKey() };
    expect(await code('reportWageCase', request)).toBe('FORBIDDEN');
    expect(await code('closeWageCase', { ...step(wageCase), reason: '结案' }, viewerWith({ role: 'auditor' }))).toBe(
      'FORBIDDEN',
    );
    const unknown = { ...request, regionCode: '340102', enterpriseId: newId() };
    expect(await code('reportWageCase', unknown)).toBe('NOT_FOUND');
  });

  it('lists what is overdue', async () => {
    const late = await aWageCase(db.owner, { deadline_on: '2017-01-22', case_no: 'LATE' });
    const settled = { state: 'PAID', recovered_fen: '10000000', settled_on: '2017-01-20' };
    await aWageCase(db.owner, { deadline_on: '2017-01-20', ...settled });
    expect(await ask('{ wageCases(overdue: true) { nodes { id overdue daysLeft } totalCount } }')).toEqual({
      wageCases: { nodes: [{ id: late, overdue: true, daysLeft: -1 }], totalCount: 1 },
    });
  });

  it('moves the blocks of its region and its enterprise at commit, and the feed with them', async () => {
    const firm = await anEnterprise(db.owner);
    const board = (): Promise<unknown> =>
      ask(`{ regions(under: "340103") { migrant(year: 2017) { wages { owed recovered openCases } } }
        _entities(representations: [{ __typename: "Enterprise", id: "${firm}" }]) { ... on Enterprise { wageRisk { level openCases outstanding } } } }`);
    const hefei = viewerWith({ role: 'city', read: ['340100'], subject: 'city-1' });
    const request = { enterpriseId: firm, regionCode: '340103', workers: 5, owed: '500.00', idempotencyKey: aKey() };
    const reported = await run('reportWageCase', request, hefei);
    const other = viewerWith({ role: 'city', read: ['340100'], subject: 'city-2' });
    const verified = await run('verifyWageCase', { ...step(reported), owed: '600.00' }, other);
    const order = await run('orderPayment', step(verified), hefei);
    const payment = { wageCaseId: order.id, idempotencyKey: aKey(), amount: '100.00' };
    await run('recordWagePayment', payment, hefei);
    expect(await board()).toEqual({
      regions: [{ migrant: { wages: { owed: '600.00', recovered: '100.00', openCases: 1 } } }],
      _entities: [{ wageRisk: { level: 'HIGH', openCases: 1, outstanding: '500.00' } }],
    });
    await run('recordWagePayment', { ...payment, idempotencyKey: aKey(), amount: '500.00' }, hefei);
    expect(await board()).toEqual({
      regions: [{ migrant: { wages: { owed: '600.00', recovered: '600.00', openCases: 0 } } }],
      _entities: [{ wageRisk: { level: 'NONE', openCases: 0, outstanding: '0.00' } }],
    });
    const changes = await db.owner.query<{ state: string }[]>(
      `select facts ->> 'state' as state from change where entity_id = $1 order by version`,
      [reported.id],
    );
    expect(changes.map(({ state }) => state)).toEqual(['REPORTED', 'VERIFIED', 'ORDERED', 'PART_PAID', 'PAID']);
    expect(await rollupDrift(db.owner)).toEqual([]);
  });

  it('I33: leaves one audit row for every act, whose chain holds', async () => {
    const wageCase = await pay(await ordered(), '1.00');
    const acts = await db.owner.query<{ action: string }[]>(
      'select action from audit_entry where $1::uuid = any(subject_ids) order by seq',
      [wageCase.id],
    );
    expect(acts.map(({ action }) => action)).toEqual([
      ...['wageCase.report', 'wageCase.verify', 'wageCase.order', 'wageCase.pay'],
    ]);
    expect(await verifyAudit(db.owner)).toMatchObject({ breaks: [] });
  });

  testTransitions({ machine: wageCaseMachine, database: db, table: 'wage_case', column: 'state' });
});
