import { beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from './migrants.subgraph';
import { aKey, type Answer, answerOf, mutate } from './mutation-kit';
import { anEnterprise, anInsuranceProject, aStation, aWageCase } from './row-builders';

const CASE =
  '... on WageCase { id version wageState: state owed recovered deadline workers { value } region { code } enterprise { id } }';
const PROJECT = '... on InsuranceProject { id version insured insuredOn workersCovered proofRef region { code } }';
const SCOPES = ['wageCase:write', 'insurance:write'];
const ofHefei = { role: 'partner', read: ['340100'], department: '人社', subgraph: 'migrants' } as const;

/** The department of human resources (人社), which knows this subgraph and nothing else of the system. */
describe('the department of human resources', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const first = viewerWith({ ...ofHefei, scopes: SCOPES, subject: 'rs-1' });
  const second = viewerWith({ ...ofHefei, scopes: SCOPES, subject: 'rs-2' });
  const onCase = (name: string, input: object, viewer = first): Promise<Answer> =>
    answerOf(db, name, input, { selection: CASE, viewer });
  const onProject = (name: string, input: object): Promise<Answer> =>
    answerOf(db, name, input, { selection: PROJECT, viewer: first });
  const step = ({ id, version }: Answer): object => ({ id, expectedVersion: version });
  const code = async (name: string, input: object, selection: string, viewer = first): Promise<unknown> =>
    (await mutate(db, name, input, { selection, viewer })).errors[0]?.code;
  let builder = '';

  beforeAll(async () => {
    builder = await anEnterprise(db.owner);
  });

  it('reports, verifies and follows a wage case to its last payment, and sees what it wrote without a right to read', async () => {
    const request = {
      enterpriseId: builder,
      regionCode: '340102',
      workers: 20,
      owed: '80000.00',
      idempotencyKey: aKey(),
    };
    const reported = await onCase('reportWageCase', request);
    expect(reported).toMatchObject({ wageState: 'REPORTED', region: { code: '340102' }, enterprise: { id: builder } });
    expect(await onCase('verifyWageCase', step(reported))).toMatchObject({ rule: 'FOUR_EYES' });
    const verified = await onCase('verifyWageCase', { ...step(reported), owed: '75000.00' }, second);
    const ordered = await onCase('orderPayment', step(verified));
    expect(ordered).toMatchObject({ wageState: 'ORDERED', deadline: '2017-01-27' });
    const payment = { wageCaseId: ordered.id, amount: '75000.00', source: 'WAGE_DEPOSIT', idempotencyKey: aKey() };
    expect(await onCase('recordWagePayment', payment)).toMatchObject({ wageState: 'PAID', recovered: '75000.00' });
    const audit = await db.owner.query<object[]>(
      'select actor, role, region_code as region from audit_entry where $1::uuid = any(subject_ids) order by seq',
      [reported.id],
    );
    expect(audit).toEqual(
      ['rs-1', 'rs-2', 'rs-1', 'rs-1'].map((actor) => ({ actor, role: 'partner', region: '340102' })),
    );
    expect(await verifyAudit(db.owner)).toMatchObject({ breaks: [] });
  });

  it('registers projects and records their insurance', async () => {
    const request = { name: '样例工程', enterpriseId: builder, regionCode: '340103', startedOn: '2016-10-01' };
    const project = await onProject('registerProject', { ...request, idempotencyKey: aKey() });
    const insured = await onProject('recordInsurance', { ...step(project), workersCovered: 40, proofRef: 'GS-1' });
    expect(insured).toMatchObject({
      insured: true,
      insuredOn: '2017-01-23',
      workersCovered: 40,
      region: { code: '340103' },
    });
    const known = await anInsuranceProject(db.owner, { insured: false, insured_on: null, workers_covered: 0 });
    const recorded = { id: known, expectedVersion: 1, workersCovered: 10, proofRef: 'GS-2' };
    expect(await onProject('recordInsurance', recorded)).toMatchObject({ insured: true, version: 2 });
  });

  it('I34: writes nothing outside its regions', async () => {
    const away = { id: await aWageCase(db.owner, { region_code: '340202', state: 'REPORTED' }), expectedVersion: 1 };
    expect(await code('verifyWageCase', away, CASE)).toBe('NOT_FOUND');
    const request = { enterpriseId: builder, regionCode: '340202', workers: 1, owed: '1.00', idempotencyKey: aKey() };
    expect(await code('reportWageCase', request, CASE)).toBe('FORBIDDEN');
    const project = { id: await anInsuranceProject(db.owner, { region_code: '340202' }), expectedVersion: 1 };
    expect(await code('recordInsurance', { ...project, workersCovered: 1, proofRef: 'GS-3' }, PROJECT)).toBe(
      'NOT_FOUND',
    );
  });

  it('does and reads nothing that its token does not name', async () => {
    const station = { id: await aStation(db.owner), expectedVersion: 1, reason: '装修' };
    expect(await code('pauseStation', station, '... on ServiceStation { id }')).toBe('FORBIDDEN');
    const trip = {
      kind: 'WAGE_ARREARS',
      title: '督查',
      regionCode: '340102',
      startsOn: '2017-01-20',
      endsOn: '2017-01-22',
    };
    expect(await code('planInspection', { ...trip, idempotencyKey: aKey() }, '... on Inspection { id }')).toBe(
      'FORBIDDEN',
    );
    const payer = viewerWith({ ...ofHefei, scopes: ['insurance:write'] });
    const payment = { wageCaseId: await aWageCase(db.owner), amount: '1.00', idempotencyKey: aKey() };
    expect(await code('recordWagePayment', payment, CASE, payer)).toBe('FORBIDDEN');
    const query = '{ wageCases { totalCount } }';
    const refused = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: first, query });
    expect(refused.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const reader = viewerWith({ ...ofHefei, scopes: ['wageCase:read'] });
    const read = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer: reader, query });
    expect(read.errors).toEqual([]);
  });
});
