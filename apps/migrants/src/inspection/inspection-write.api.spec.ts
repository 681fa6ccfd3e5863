import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf, mutate } from '../mutation-kit';
import { anEnterprise, aFinding, anInspection, aWageCase } from '../row-builders';
import { findingMachine, inspectionMachine } from './inspection.machine';

const INSPECTION =
  '... on Inspection { id version kind inspectionState: state startsOn endsOn leader partners closedOn cancelledReason }';
const FINDING = `... on Finding { id version summary findingState: state foundOn deadlineOn orderedOn rectifiedOn checkedOn returnedReason overdue
  enterprise { id } inspection { title } }`;
const CASE = '... on WageCase { id version inspectionId }';
const chizhou = viewerWith({ role: 'city', read: ['341700'], subject: 'city-1' });
const second = viewerWith({ role: 'city', read: ['341700'], subject: 'city-2' });
const TRIP = {
  ...{
    kind: 'WAGE_ARREARS',
    title: '工资清欠专项督查',
    regionCode: '341702',
    startsOn: '2017-01-20',
    endsOn: '2017-01-25',
  },
  ...{ leader: '市总工会副主席', partners: ['人社'] },
};

describe('inspections', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const selectionOf = (name: string): string =>
    name.endsWith('Inspection') ? INSPECTION : name === 'linkWageCase' ? CASE : FINDING;
  const run = (name: string, input: object, viewer = chizhou): Promise<Answer> =>
    answerOf(db, name, input, { selection: selectionOf(name), viewer });
  const plan = (input: object = {}): Promise<Answer> =>
    run('planInspection', { ...TRIP, idempotencyKey: aKey(), ...input });
  const step = ({ id, version }: Answer): object => ({ id, expectedVersion: version });
  const opened = async (input: object = {}): Promise<Answer> => run('openInspection', step(await plan(input)));
  const find = (inspectionId: string, input: object = {}): Promise<Answer> =>
    run('addFinding', { inspectionId, summary: '拖欠工资', idempotencyKey: aKey(), ...input });
  const ordered = async (): Promise<Answer> => {
    const finding = await find((await opened()).id);
    return run('orderRectification', { ...step(finding), deadline: '2017-01-24' });
  };
  const ask = async (query: string, viewer = viewerWith()): Promise<Record<string, unknown>> => {
    const { data, errors } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer, query });
    expect(errors).toEqual([]);
    return data;
  };
  let builder = '';

  beforeAll(async () => {
    builder = await anEnterprise(db.owner);
  });

  it('goes from the plan over findings, each ordered, to its end', async () => {
    const planned = await plan();
    expect(planned).toMatchObject({
      inspectionState: 'PLANNED',
      leader: '市总工会副主席',
      partners: ['人社'],
      version: 1,
    });
    const early = { inspectionId: planned.id, summary: '拖欠工资', idempotencyKey: aKey() };
    expect(await run('addFinding', early)).toMatchObject({ rule: 'INSPECTION_NOT_OPEN', field: 'inspectionId' });
    const open = await run('openInspection', step(planned));
    const finding = await find(open.id, { enterpriseId: builder, foundOn: '2017-01-22' });
    expect(finding).toMatchObject({
      ...{
        findingState: 'OPEN',
        foundOn: '2017-01-22',
        enterprise: { id: builder },
        inspection: { title: TRIP.title },
      },
    });
    const refused = await run('closeInspection', step(open));
    expect(refused).toMatchObject({ rule: 'FINDINGS_WITHOUT_ORDER', facts: [{ name: 'open', value: '1' }] });
    await run('orderRectification', { ...step(finding), deadline: '2017-01-30' });
    const closed = await run('closeInspection', step(open));
    expect(closed).toMatchObject({ inspectionState: 'CLOSED', closedOn: '2017-01-23' });
    expect(await find(open.id)).toMatchObject({ rule: 'INSPECTION_NOT_OPEN' });
  });

  it('is planned once for a key, with its days in order, and begins on its first day', async () => {
    const key = { idempotencyKey: aKey() };
    const [one, same] = await Promise.all([plan(key), plan(key)]);
    expect(same.id).toBe(one.id);
    expect(await plan({ endsOn: '2017-01-19' })).toMatchObject({ rule: 'DATES_DISORDERED', field: 'endsOn' });
    expect(await opened({ startsOn: '2017-01-24' })).toMatchObject({ rule: 'INSPECTION_NOT_DUE' });
    expect(await run('closeInspection', step(one))).toMatchObject({ rule: 'TRANSITION', allowed: ['OPEN', 'CANCEL'] });
  });

  it.each(['2017-01-19', '2017-01-24', '2017-01-26'])(
    'refuses a finding of %s, outside its days or to come',
    async (foundOn) => {
      expect(await find((await opened()).id, { foundOn })).toMatchObject({
        rule: 'FOUND_OUTSIDE_INSPECTION',
        field: 'foundOn',
      });
    },
  );

  it('has a finding put right, sent back with the reason, put right again and checked by another person', async () => {
    const finding = await ordered();
    expect(finding).toMatchObject({
      findingState: 'ORDERED',
      deadlineOn: '2017-01-24',
      orderedOn: '2017-01-23',
      overdue: false,
    });
    const rectified = await run('reportRectified', step(finding));
    expect(rectified).toMatchObject({ findingState: 'RECTIFIED', rectifiedOn: '2017-01-23' });
    const returned = { ...step(rectified), reason: '仍欠两人', deadline: '2017-01-26' };
    expect(await run('returnRectified', returned)).toMatchObject({ rule: 'FOUR_EYES', field: 'id' });
    const back = await run('returnRectified', returned, second);
    expect(back).toMatchObject({
      ...{ findingState: 'ORDERED', deadlineOn: '2017-01-26', rectifiedOn: null, returnedReason: '仍欠两人' },
    });
    const again = await run('reportRectified', step(back));
    expect(await run('checkRectified', step(again))).toMatchObject({ rule: 'FOUR_EYES', field: 'id' });
    const checked = await run('checkRectified', step(again), second);
    expect(checked).toMatchObject({
      findingState: 'CHECKED',
      checkedOn: '2017-01-23',
      rectifiedOn: '2017-01-23',
      version: 6,
    });
    expect(await run('reportRectified', step(checked))).toMatchObject({ rule: 'TRANSITION', refusedIn: 'CHECKED' });
    const direct = `update inspection_finding set checked_by = rectified_by where id = $1`;
    await expect(db.owner.query(direct, [checked.id])).rejects.toThrow('inspection_finding_checker_is_another');
  });

  it('refuses a deadline that has passed, and a day of putting right outside its time', async () => {
    const finding = await find((await opened()).id);
    const past = await run('orderRectification', { ...step(finding), deadline: '2017-01-22' });
    expect(past).toMatchObject({ rule: 'DEADLINE_PASSED', field: 'deadline' });
    const order = await ordered();
    for (const rectifiedOn of ['2017-01-22', '2017-01-24'])
      expect(await run('reportRectified', { ...step(order), rectifiedOn })).toMatchObject({
        rule: 'RECTIFIED_OUTSIDE_TIME',
      });
    await run('reportRectified', step(order));
    expect(await run('reportRectified', step(order))).toMatchObject({ rule: 'VERSION', currentVersion: 3 });
  });

  it('lists findings that are overdue, and by what became of them, in the viewer’s regions', async () => {
    const trip = await anInspection(db.owner, { region_code: '340202' });
    const there = { inspection_id: trip, region_code: '340202' };
    const late = await aFinding(db.owner, { ...there, state: 'ORDERED', deadline_on: '2017-01-22' });
    await aFinding(db.owner, { ...there, state: 'ORDERED', deadline_on: '2017-01-23' });
    const done = { state: 'RECTIFIED', deadline_on: '2017-01-10', rectified_on: '2017-01-12' };
    await aFinding(db.owner, { ...there, ...done });
    await aFinding(db.owner, there);
    expect(await ask('{ findings(overdue: true) { nodes { id overdue inspection { id } } totalCount } }')).toEqual({
      findings: { nodes: [{ id: late, overdue: true, inspection: { id: trip } }], totalCount: 1 },
    });
    const query =
      '{ findings(where: { region: { under: "340202" } }, orderBy: [{ field: DEADLINE }], first: 3) { nodes { deadlineOn } totalCount pageInfo { endCursor } } }';
    const { findings } = (await ask(query)) as { findings: { pageInfo: { endCursor: string } } };
    expect(findings).toMatchObject({
      nodes: [{ deadlineOn: '2017-01-10' }, { deadlineOn: '2017-01-22' }, { deadlineOn: '2017-01-23' }],
      totalCount: 4,
    });
    const after = `{ findings(where: { region: { under: "340202" } }, orderBy: [{ field: DEADLINE }], first: 3, after: "${findings.pageInfo.endCursor}") { nodes { deadlineOn } } }`;
    expect(await ask(after)).toEqual({ findings: { nodes: [{ deadlineOn: null }] } });
    expect(await ask('{ findings(overdue: true) { totalCount } }', chizhou)).toEqual({ findings: { totalCount: 0 } });
  });

  it('finds a wage case once, of its own region, and shows what it found', async () => {
    const trip = await opened({ regionCode: '341700' });
    const [wageCase, other] = [await aWageCase(db.owner, { region_code: '341702' }), await opened()];
    const linked = await run('linkWageCase', { inspectionId: trip.id, wageCaseId: wageCase, expectedVersion: 1 });
    expect(linked).toMatchObject({ inspectionId: trip.id, version: 2 });
    const twice = await run('linkWageCase', { inspectionId: other.id, wageCaseId: wageCase, expectedVersion: 2 });
    expect(twice).toMatchObject({ rule: 'CASE_FOUND_BEFORE', field: 'wageCaseId' });
    expect(await ask(`{ inspection(id: "${trip.id}") { wageCases { id } } }`)).toEqual({
      inspection: { wageCases: [{ id: wageCase }] },
    });
  });

  it('is cancelled with the reason before it begins; then it finds nothing', async () => {
    const cancelled = await run('cancelInspection', {
      ...step(await plan({ regionCode: '341700' })),
      reason: '另行安排',
    });
    expect(cancelled).toMatchObject({
      inspectionState: 'CANCELLED',
      closedOn: '2017-01-23',
      cancelledReason: '另行安排',
    });
    expect(await run('openInspection', step(cancelled))).toMatchObject({ rule: 'TRANSITION', allowed: [] });
    expect(await find(cancelled.id)).toMatchObject({ rule: 'INSPECTION_NOT_OPEN' });
    const wageCase = await aWageCase(db.owner, { region_code: '341702' });
    const link = { inspectionId: cancelled.id, wageCaseId: wageCase, expectedVersion: 1 };
    expect(await run('linkWageCase', link)).toMatchObject({ rule: 'INSPECTION_CANCELLED', field: 'inspectionId' });
    expect(await run('cancelInspection', { ...step(await opened()), reason: '另行安排' })).toMatchObject({
      rule: 'TRANSITION',
      allowed: ['CLOSE'],
    });
  });

  it('I34: is written in its region alone, by who has the right', async () => {
    const [trip, finding] = [await opened(), await ordered()];
    const code = async (name: string, input: object, viewer = chizhou): Promise<unknown> =>
      (await mutate(db, name, input, { selection: selectionOf(name), viewer })).errors[0]?.code;
    const wuhu = viewerWith({ role: 'city', read: ['340200'] });
    expect(await code('closeInspection', step(trip), wuhu)).toBe('NOT_FOUND');
    expect(await code('reportRectified', step(finding), wuhu)).toBe('NOT_FOUND');
    expect(await code('addFinding', { inspectionId: trip.id, summary: '问题', idempotencyKey: aKey() }, wuhu)).toBe(
      'NOT_FOUND',
    );
    expect(await code('planInspection', { ...TRIP, idempotencyKey: aKey() }, wuhu)).toBe('FORBIDDEN');
    const maker = viewerWith({ role: 'maker', read: ['341700'] });
    expect(await code('planInspection', { ...TRIP, idempotencyKey: aKey() }, maker)).toBe('FORBIDDEN');
    const stranger = { inspectionId: trip.id, enterpriseId: newId(), summary: '问题', idempotencyKey: aKey() };
    expect(await code('addFinding', stranger)).toBe('NOT_FOUND');
  });

  testTransitions({ machine: inspectionMachine, database: db, table: 'inspection', column: 'state' });
  testTransitions({ machine: findingMachine, database: db, table: 'inspection_finding', column: 'state' });
});
