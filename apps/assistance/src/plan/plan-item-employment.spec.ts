import { beforeEach, describe, expect, it } from '@jest/globals';
import { runJobs } from '@nuan/facts';
import { newId } from '@nuan/kernel';
import { testClock, useTestDatabase } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { type Answer, answerOf } from '../mutation-kit';
import { fedBy, type FedChange } from '../projection/feed-builders';
import { aHousehold, anItem, aPerson, aPlan } from './casework-builders';
import { PlanItemClosingHandler } from './plan-item-closing.job';

const SELECTION = '... on AidPlan { id version items { id kind state doneOn employmentRef } }';

describe('jobs and training of a plan', () => {
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
  const placed = async (personId: string, id = newId(), placedOn = '2017-01-10'): Promise<string> => {
    await fed('Placement', id, 1, { personId, employerId: newId(), placedOn, routes: ['REFERRAL'], endedOn: null });
    return id;
  };
  const trained = async (personId: string, state: string, id = newId(), version = 1): Promise<string> => {
    const completedOn = state === 'COMPLETED' ? '2017-01-12' : null;
    await fed('Enrollment', id, version, { personId, sessionId: newId(), state, completedOn });
    return id;
  };
  const measure = (kind: string, state = 'IN_PROGRESS', row: object = {}): Promise<string> =>
    anItem(db.owner, plan, 1, { kind, cause: 'SCHOOLING', state, ...row });
  const step = (name: string, itemId: string, employmentRef?: string, expectedVersion = 1): Promise<Answer> =>
    answerOf(db, name, { id: plan, expectedVersion, itemId, employmentRef }, { selection: SELECTION });
  const closing = (): Promise<number> => runJobs(db.app, testClock, [new PlanItemClosingHandler()]);
  const stateOf = async (id: string): Promise<object | undefined> => {
    const [row] = await db.app.query<object[]>(
      `select i.state, i.done_on::text as "doneOn", p.version from plan_item i join aid_plan p on p.id = i.plan_id where i.id = $1`,
      [id],
    );
    return row;
  };

  it('are done by a placement, and by a completed training, of a person of the household', async () => {
    const job = await measure('JOB');
    const ref = await placed(person);
    expect((await step('completePlanItem', job, ref))['items']).toMatchObject([{ state: 'DONE', employmentRef: ref }]);
    const training = await anItem(db.owner, plan, 2, { kind: 'TRAINING', cause: 'SCHOOLING', state: 'IN_PROGRESS' });
    const course = await trained(person, 'COMPLETED');
    const done = await step('completePlanItem', training, course, 2);
    expect(done['items']).toMatchObject([{}, { state: 'DONE', employmentRef: course }]);
  });

  it.each([
    ['nothing', 'JOB', () => undefined, 'EVIDENCE_REQUIRED'],
    ['an id that no feed brought', 'JOB', () => newId(), 'EMPLOYMENT_NOT_OF_HOUSEHOLD'],
    [
      'a placement in another household',
      'JOB',
      async () => placed(await aPerson(db.owner, { household_id: newId() })),
      'EMPLOYMENT_NOT_OF_HOUSEHOLD',
    ],
    [
      'a placement of a person without a file',
      'JOB',
      async () => placed(await aPerson(db.owner, { household_id: null })),
      'EMPLOYMENT_NOT_OF_HOUSEHOLD',
    ],
    ['a training for a job', 'JOB', () => trained(person, 'COMPLETED'), 'EMPLOYMENT_KIND'],
    ['a placement for a training', 'TRAINING', () => placed(person), 'EMPLOYMENT_KIND'],
    ['a training under way', 'TRAINING', () => trained(person, 'ATTENDING'), 'EMPLOYMENT_NOT_DONE'],
    ['a training that was left', 'TRAINING', () => trained(person, 'DROPPED'), 'EMPLOYMENT_NOT_DONE'],
  ])('are not done by %s', async (_what, kind, record, rule) => {
    const item = await measure(kind);
    expect(await step('completePlanItem', item, await record())).toMatchObject({ rule, field: 'employmentRef' });
    expect(await stateOf(item)).toEqual({ state: 'IN_PROGRESS', doneOn: null, version: 1 });
  });

  it('close by themselves when the feed brings the completion of what they name, once and audited', async () => {
    const course = await trained(person, 'ADMITTED');
    const item = await measure('TRAINING', 'PLANNED');
    expect((await step('startPlanItem', item, course))['items']).toMatchObject([{ employmentRef: course }]);
    await trained(person, 'ATTENDING', course, 2);
    expect(await closing()).toBe(0);
    for (const version of [3, 4]) await trained(person, 'COMPLETED', course, version);
    await closing();
    expect(await stateOf(item)).toEqual({ state: 'DONE', doneOn: '2017-01-12', version: 3 });
    const audited = await db.owner.query<object[]>(
      `select actor, detail->>'outcome' as outcome from audit_entry where action = 'planItem.close' order by seq`,
    );
    expect(audited).toEqual([
      { actor: 'system:employment', outcome: 'CLOSED' },
      { actor: 'system:employment', outcome: 'LEFT' },
    ]);
  });

  it('close when a placement was named before the feed brought it, or after', async () => {
    const ref = newId();
    const early = await measure('JOB', 'PLANNED');
    await step('startPlanItem', early, ref);
    await placed(person, ref);
    const late = await anItem(db.owner, plan, 2, { kind: 'JOB', cause: 'SCHOOLING' });
    await step('startPlanItem', late, await placed(person), 2);
    await closing();
    for (const item of [early, late])
      expect(await stateOf(item)).toMatchObject({ state: 'DONE', doneOn: '2017-01-10' });
  });

  it('close when a measure names its placement while the feed brings it', async () => {
    const items: string[] = [];
    for (let at = 1; at <= 5; at += 1) {
      const ref = newId();
      const item = await anItem(db.owner, plan, at, { kind: 'JOB', cause: 'SCHOOLING' });
      await Promise.all([step('startPlanItem', item, ref, at), placed(person, ref)]);
      items.push(item);
    }
    await closing();
    for (const item of items) expect(await stateOf(item)).toMatchObject({ state: 'DONE', doneOn: '2017-01-10' });
  });

  it('close by no record of another household or kind, nor by one from before the plan, nor when they were given up', async () => {
    const [foreign, course, past, dropped] = [newId(), newId(), newId(), newId()];
    const items = await Promise.all(
      [foreign, course, past].map((employment_ref, at) =>
        anItem(db.owner, plan, at + 1, { kind: 'JOB', cause: 'SCHOOLING', state: 'IN_PROGRESS', employment_ref }),
      ),
    );
    const given = { kind: 'JOB', cause: 'SCHOOLING', state: 'DROPPED', employment_ref: dropped };
    const gone = await anItem(db.owner, plan, 9, given);
    await placed(await aPerson(db.owner, { household_id: newId() }), foreign);
    await trained(person, 'COMPLETED', course);
    await placed(person, past, '2016-03-09');
    await placed(person, dropped);
    await closing();
    for (const item of items) expect(await stateOf(item)).toEqual({ state: 'IN_PROGRESS', doneOn: null, version: 1 });
    expect(await stateOf(gone)).toMatchObject({ state: 'DROPPED' });
  });

  it('name no record of another household or kind when they begin, and other measures name none', async () => {
    const refusals: [string, string, string][] = [
      ['JOB', await placed(await aPerson(db.owner, { household_id: newId() })), 'EMPLOYMENT_NOT_OF_HOUSEHOLD'],
      ['JOB', await trained(person, 'ADMITTED'), 'EMPLOYMENT_KIND'],
      ['POLICY', await placed(person), 'EMPLOYMENT_KIND'],
    ];
    for (const [at, [kind, ref, rule]] of refusals.entries()) {
      const item = await anItem(db.owner, plan, at + 1, { kind, cause: 'SCHOOLING' });
      expect(await step('startPlanItem', item, ref)).toMatchObject({ rule, field: 'employmentRef' });
      expect(await stateOf(item)).toMatchObject({ state: 'PLANNED' });
    }
  });
});
