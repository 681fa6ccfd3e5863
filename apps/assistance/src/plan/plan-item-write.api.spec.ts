import { beforeEach, describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { testClock, useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { reverseDisbursements } from '../disbursement/disbursement-reversal';
import { aPayment, type Holding, passedDown, post, raised } from '../ledger/money-builders';
import { aKey, type Answer, answerOf, mutate } from '../mutation-kit';
import { aHousehold, anItem, aPlan } from './casework-builders';

const SELECTION = `... on AidPlan { id version causesAnswered unansweredReason progress
  items { id kind cause state dueOn doneOn droppedReason employmentRef disbursement { id } } }`;

interface Item {
  readonly id: string;
  readonly [field: string]: unknown;
}

describe('writing the items of a plan', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  const run = (name: string, input: object): Promise<Answer> => answerOf(db, name, input, { selection: SELECTION });
  const items = (plan: Answer): Item[] => plan['items'] as Item[];
  const at = (version: number, itemId: string): object => ({ id: plan, expectedVersion: version, itemId });
  let household = '';
  let plan = '';
  let holding: Holding;

  beforeEach(async () => {
    household = await aHousehold(db.app);
    plan = await aPlan(db.owner, { household_id: household, causes_answered: ['MAJOR_ILLNESS', 'SCHOOLING'] });
    await anItem(db.owner, plan, 1, { kind: 'POLICY' });
    await anItem(db.owner, plan, 2, { kind: 'STUDY_AID', cause: 'SCHOOLING' });
    const root = await raised(db.owner, 900_000);
    holding = await passedDown(db.owner, root, '340102', 900_000);
  });

  const idOf = async (position: number): Promise<string> => {
    const [row] = await db.app.query<{ id: string }[]>(
      'select id from plan_item where plan_id = $1 and position = $2',
      [plan, position],
    );
    return row?.id ?? '';
  };
  const begun = async (kind: string): Promise<string> =>
    anItem(db.owner, plan, 9, { kind, cause: 'SCHOOLING', state: 'IN_PROGRESS' });

  it('are added behind the others, once for a key', async () => {
    const input = {
      id: plan,
      expectedVersion: 1,
      kind: 'JOB',
      cause: 'SCHOOLING',
      dueOn: '2017-12-31',
      idempotencyKey: aKey(),
    };
    const added = await run('addPlanItem', input);
    expect(items(added).map(({ kind }) => kind)).toEqual(['POLICY', 'STUDY_AID', 'JOB']);
    expect(await run('addPlanItem', input)).toMatchObject({ version: 2 });
  });

  it('are begun, then done, and the plan’s progress follows', async () => {
    const item = await idOf(1);
    expect(await run('completePlanItem', at(1, item))).toMatchObject({
      __typename: 'TransitionRefused',
      state: 'PLANNED',
      event: 'COMPLETE',
      allowed: ['START', 'DROP'],
    });
    expect(items(await run('startPlanItem', at(1, item)))[0]).toMatchObject({ state: 'IN_PROGRESS' });
    const done = await run('completePlanItem', { ...at(2, item), doneOn: '2017-01-20' });
    expect(done).toMatchObject({ progress: 0.5, version: 3 });
    expect(items(done)[0]).toMatchObject({ state: 'DONE', doneOn: '2017-01-20' });
    expect(await run('dropPlanItem', { ...at(3, item), reason: '不再需要' })).toMatchObject({
      state: 'DONE',
      allowed: ['REOPEN'],
    });
  });

  it('of money are done by a payment of the household that stands, and by none twice', async () => {
    const item = await begun('STUDY_AID');
    const paid = await aPayment(db.owner, holding, { household_id: household });
    const foreign = await aPayment(db.owner, holding);
    const step = { ...at(1, item), disbursementId: paid };
    expect(await run('completePlanItem', at(1, item))).toMatchObject({
      rule: 'EVIDENCE_REQUIRED',
      field: 'disbursementId',
    });
    for (const disbursementId of [foreign, newId()])
      expect(await run('completePlanItem', { ...step, disbursementId })).toMatchObject({ rule: 'EVIDENCE_NOT_PAID' });
    const done = await run('completePlanItem', step);
    expect(items(done).at(-1)).toMatchObject({ state: 'DONE', doneOn: '2017-01-23', disbursement: { id: paid } });
    const other = await anItem(db.owner, plan, 10, { kind: 'LIVING_AID', state: 'IN_PROGRESS' });
    const again = await run('completePlanItem', { ...at(2, other), disbursementId: paid });
    expect(again).toMatchObject({ rule: 'EVIDENCE_USED', field: 'disbursementId' });
  });

  it('of money are open again when their payment is taken back, and it shows nothing any more', async () => {
    const item = await begun('STUDY_AID');
    const paid = await aPayment(db.owner, holding, {
      ...{ household_id: household, reversal_reason: '付错', reversal_requested_by: 'cashier-2' },
      reversal_requested_at: '2017-01-20 09:00+08',
    });
    const [{ fen } = { fen: 0 }] = await db.owner.query<{ fen: number }[]>(
      'select amount_fen::int as fen from disbursement where id = $1',
      [paid],
    );
    await post(db.app, 'RESERVED', holding, [
      ['AVAILABLE', holding.allocationId, -fen],
      ['RESERVED', holding.allocationId, fen],
    ]);
    await post(db.app, 'PAID', holding, [
      ['RESERVED', holding.allocationId, -fen],
      ['SPENT', holding.allocationId, fen],
    ]);
    const step = { ...at(1, item), disbursementId: paid };
    expect(await run('completePlanItem', step)).toMatchObject({ version: 2 });
    const checker = viewerWith({ role: 'checker', read: ['340102'], subject: 'checker-9' });
    await new Acts(db.app, testClock).perform(checker, 'test.reverse', (tx) => reverseDisbursements(tx, [paid]));
    const reopened = await run('completePlanItem', { ...step, expectedVersion: 3 });
    expect(reopened).toMatchObject({ rule: 'EVIDENCE_NOT_PAID' });
    const [row] = await db.app.query<object[]>('select state, done_on, disbursement_id from plan_item where id = $1', [
      item,
    ]);
    expect(row).toEqual({ state: 'IN_PROGRESS', done_on: null, disbursement_id: null });
  });

  it.each(['2017-01-24', '2016-03-09'])('are not done on %s, outside the plan’s days so far', async (doneOn) => {
    const item = await begun('POLICY');
    expect(await run('completePlanItem', { ...at(1, item), doneOn })).toMatchObject({
      rule: 'DONE_OUTSIDE_PLAN',
      field: 'doneOn',
    });
  });

  it('I23: are not dropped from a plan in force when that leaves a cause unanswered without a reason', async () => {
    const step = { ...at(1, await idOf(2)), reason: '子女已毕业' };
    expect(await run('dropPlanItem', step)).toMatchObject({ rule: 'CAUSES_UNANSWERED', field: 'unansweredReason' });
    const dropped = await run('dropPlanItem', { ...step, unansweredReason: '子女已毕业，待重新评估' });
    expect(dropped).toMatchObject({ causesAnswered: ['MAJOR_ILLNESS'], unansweredReason: '子女已毕业，待重新评估' });
    expect(items(dropped)[1]).toMatchObject({ state: 'DROPPED', droppedReason: '子女已毕业' });
  });

  it('change their kind and cause until they begin, and their day until they are done', async () => {
    const item = await idOf(1);
    const changed = await run('changePlanItem', { ...at(1, item), kind: 'MEDICAL_AID', dueOn: '2017-05-01' });
    expect(items(changed)[0]).toMatchObject({ kind: 'MEDICAL_AID', cause: 'MAJOR_ILLNESS', dueOn: '2017-05-01' });
    await run('startPlanItem', at(2, item));
    expect(await run('changePlanItem', { ...at(3, item), kind: 'POLICY' })).toMatchObject({
      rule: 'ITEM_BEGUN',
      field: 'kind',
    });
    expect(items(await run('changePlanItem', { ...at(3, item), dueOn: '2017-06-01' }))[0]).toMatchObject({
      dueOn: '2017-06-01',
    });
    await run('dropPlanItem', { ...at(4, item), reason: '取消', unansweredReason: '待定' });
    expect(await run('changePlanItem', { ...at(5, item), dueOn: '2017-07-01' })).toMatchObject({
      rule: 'ITEM_CLOSED',
      field: 'itemId',
    });
    const late = { ...at(5, await idOf(2)), dueOn: '2019-01-01' };
    expect(await run('changePlanItem', late)).toMatchObject({ rule: 'DUE_OUTSIDE_PLAN', field: 'dueOn' });
  });

  it('are carried out once the plan is in force, and not changed after it ended', async () => {
    plan = await aPlan(db.owner, { household_id: household, status: 'DRAFT' });
    const item = await anItem(db.owner, plan, 1, { kind: 'POLICY' });
    expect(await run('startPlanItem', at(1, item))).toMatchObject({ rule: 'PLAN_NOT_IN_FORCE', field: 'id' });
    plan = await aPlan(db.owner, { household_id: household, status: 'COMPLETED', closed_on: '2017-01-01' });
    const closed = await anItem(db.owner, plan, 1, { kind: 'POLICY' });
    expect(await run('dropPlanItem', { ...at(1, closed), reason: '取消' })).toMatchObject({
      rule: 'PLAN_CLOSED',
      field: 'id',
    });
  });

  it('are reached through their own plan and region alone', async () => {
    const stranger = await anItem(db.owner, await aPlan(db.owner), 1);
    const options = { selection: SELECTION };
    expect((await mutate(db, 'startPlanItem', at(1, stranger), options)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const viewer = viewerWith({ role: 'maker', read: ['340202'] });
    const away = await mutate(db, 'startPlanItem', at(1, await idOf(1)), { ...options, viewer });
    expect(away.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});
