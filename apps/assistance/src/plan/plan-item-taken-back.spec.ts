import { beforeEach, describe, expect, it } from '@jest/globals';
import { runJobs, verifyAudit } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { heldBeforeCommit, testClock, untilWaiting, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { type Answer, answerOf } from '../mutation-kit';
import { fedBy, type FedChange } from '../projection/feed-builders';
import { aHousehold, anItem, aPerson, aPlan } from './casework-builders';
import { PlanItemClosingHandler } from './plan-item-closing.job';
import { PlanItemReopeningHandler } from './plan-item-reopening.job';

const SELECTION = '... on AidPlan { id version items { id kind state doneOn employmentRef } }';

describe('start-ups and assets of a plan', () => {
  const db = useTestDatabase(assistanceSubgraph.database);
  let household = '';
  let plan = '';
  let person = '';

  beforeEach(async () => {
    household = await aHousehold(db.app, { primary_cause: 'SCHOOLING', secondary_causes: [] });
    plan = await aPlan(db.owner, { household_id: household, causes_answered: ['SCHOOLING'] });
    person = await aPerson(db.owner, { household_id: household });
  });

  /** Brings a change of employment by the feed. */
  const fed = (entity: string, id: string, version: number, facts: FedChange['facts']): Promise<void> =>
    fedBy('employment', db, { entity, id, version, facts });
  const project = (id: string, version: number, state: string, leaderId = person): Promise<void> =>
    fed('StartupProject', id, version, {
      ...{ leaderId, state, fundedOn: ['APPLIED', 'REVIEWED'].includes(state) ? null : '2017-01-18' },
    });
  const cart = (id: string, version: number, state: string, personId = person): Promise<void> =>
    fed('AssetGrant', id, version, { personId, state, givenOn: '2017-01-12' });
  const settle = (): Promise<number> =>
    runJobs(db.app, testClock, [new PlanItemClosingHandler(), new PlanItemReopeningHandler()]);
  const step = (name: string, itemId: string, employmentRef?: string, expectedVersion = 1): Promise<Answer> =>
    answerOf(db, name, { id: plan, expectedVersion, itemId, employmentRef }, { selection: SELECTION });
  const measure = (kind: string, row: object = {}): Promise<string> =>
    anItem(db.owner, plan, 1, { kind, cause: 'SCHOOLING', ...row });
  const stateOf = async (id: string): Promise<object | undefined> => {
    const [row] = await db.app.query<object[]>(
      `select i.state, i.done_on::text as "doneOn", i.employment_ref as ref, p.version
       from plan_item i join aid_plan p on p.id = i.plan_id where i.id = $1`,
      [id],
    );
    return row;
  };

  it('are agreed on like every other measure', async () => {
    const add = { id: plan, expectedVersion: 1, kind: 'STARTUP', cause: 'SCHOOLING', idempotencyKey: 'a-start-up' };
    const planned = await answerOf(db, 'addPlanItem', add, { selection: SELECTION });
    expect(planned['items']).toMatchObject([{ kind: 'STARTUP', state: 'PLANNED' }]);
  });

  it('close when the project is funded, not when it is approved', async () => {
    const ref = newId();
    await project(ref, 1, 'APPLIED');
    const item = await measure('STARTUP');
    await step('startPlanItem', item, ref);
    await project(ref, 2, 'REVIEWED');
    expect(await settle()).toBe(0);
    await project(ref, 3, 'FUNDED');
    await settle();
    expect(await stateOf(item)).toEqual({ state: 'DONE', doneOn: '2017-01-18', ref, version: 3 });
  });

  it('open again when the funding is taken back, and close anew by the next', async () => {
    const ref = newId();
    const item = await measure('STARTUP');
    await step('startPlanItem', item, ref);
    await project(ref, 3, 'FUNDED');
    await settle();
    await project(ref, 4, 'REVIEWED');
    await settle();
    expect(await stateOf(item)).toEqual({ state: 'IN_PROGRESS', doneOn: null, ref, version: 4 });
    await project(ref, 5, 'FUNDED');
    await settle();
    expect(await stateOf(item)).toMatchObject({ state: 'DONE', doneOn: '2017-01-18', version: 5 });
    const audited = await db.owner.query<object[]>(
      `select action, actor, detail ->> 'outcome' as outcome from audit_entry where $1::uuid = any(subject_ids)
         and action in ('planItem.close', 'planItem.reopen') order by seq`,
      [item],
    );
    expect(audited).toEqual([
      { action: 'planItem.close', actor: 'system:employment', outcome: 'CLOSED' },
      { action: 'planItem.reopen', actor: 'system:employment', outcome: 'REOPENED' },
      { action: 'planItem.close', actor: 'system:employment', outcome: 'CLOSED' },
    ]);
    expect(await verifyAudit(db.owner)).toMatchObject({ breaks: [] });
  });

  it.each([
    ['OPERATING', 'DONE'],
    ['CLOSED', 'DONE'],
    ['RECOVERED', 'IN_PROGRESS'],
  ])('of a project that is %s then are %s', async (state, then) => {
    const ref = newId();
    const item = await measure('STARTUP');
    await step('startPlanItem', item, ref);
    await project(ref, 3, 'FUNDED');
    await settle();
    await project(ref, 4, state);
    await settle();
    expect(await stateOf(item)).toMatchObject({ state: then });
  });

  it.each([
    ['IN_USE', 'DONE'],
    ['WRITTEN_OFF', 'DONE'],
    ['TRANSFERRED', 'IN_PROGRESS'],
    ['RECOVERED', 'IN_PROGRESS'],
  ])('close when the asset is handed over; once it is %s they are %s', async (state, then) => {
    const ref = newId();
    const item = await measure('ASSET');
    await step('startPlanItem', item, ref);
    await cart(ref, 1, 'GIVEN');
    await settle();
    expect(await stateOf(item)).toMatchObject({ state: 'DONE', doneOn: '2017-01-12' });
    await cart(ref, 2, state);
    await settle();
    expect(await stateOf(item)).toMatchObject({ state: then });
  });

  it.each([
    ['an approved project', 'STARTUP', (ref: string) => project(ref, 2, 'REVIEWED'), 'EMPLOYMENT_NOT_DONE'],
    ['a project that was turned down', 'STARTUP', (ref: string) => closedUnfunded(ref), 'EMPLOYMENT_NOT_DONE'],
    ['an asset that was taken back', 'ASSET', (ref: string) => cart(ref, 2, 'RECOVERED'), 'EMPLOYMENT_NOT_DONE'],
    ['an asset for a start-up', 'STARTUP', (ref: string) => cart(ref, 1, 'GIVEN'), 'EMPLOYMENT_KIND'],
    ['a start-up for a job', 'JOB', (ref: string) => project(ref, 3, 'FUNDED'), 'EMPLOYMENT_KIND'],
    ['an asset of a stranger', 'ASSET', (ref: string) => cart(ref, 1, 'GIVEN', newId()), 'EMPLOYMENT_NOT_OF_HOUSEHOLD'],
  ])('are not done by %s', async (_what, kind, bring, rule) => {
    const ref = newId();
    await bring(ref);
    const item = await measure(kind, { state: 'IN_PROGRESS' });
    expect(await step('completePlanItem', item, ref)).toMatchObject({ rule, field: 'employmentRef' });
    expect(await stateOf(item)).toMatchObject({ state: 'IN_PROGRESS', version: 1 });
  });
  const closedUnfunded = (ref: string): Promise<void> =>
    fed('StartupProject', ref, 2, { leaderId: person, state: 'CLOSED', fundedOn: null });

  it('stay as they were once the plan has ended', async () => {
    const ref = newId();
    const item = await measure('ASSET', { state: 'DONE', done_on: '2017-01-12', employment_ref: ref });
    await cart(ref, 1, 'GIVEN');
    await db.owner.query(`update aid_plan set status = 'COMPLETED', closed_on = '2017-01-20' where id = $1`, [plan]);
    await cart(ref, 2, 'RECOVERED');
    expect(await settle()).toBe(0);
    expect(await stateOf(item)).toMatchObject({ state: 'DONE' });
  });

  it('end open when the asset is taken back while an officer completes them by it', async () => {
    const ref = newId();
    await cart(ref, 1, 'GIVEN');
    const item = await measure('ASSET', { state: 'IN_PROGRESS' });
    const { done, back } = await heldBeforeCommit(db, async () => {
      // The officer's act has read the record, and has not committed, when the feed brings that it stands no more.
      const done = step('completePlanItem', item, ref);
      await untilWaiting(db);
      const back = cart(ref, 2, 'RECOVERED');
      await Promise.race([back, untilWaiting(db, 2)]);
      return { done, back };
    });
    expect((await done)['items']).toMatchObject([{ state: 'DONE' }]);
    await back;
    await settle();
    expect(await stateOf(item)).toMatchObject({ state: 'IN_PROGRESS' });
  });
});
