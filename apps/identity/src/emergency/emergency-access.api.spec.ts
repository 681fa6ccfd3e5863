import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { aKey, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { act, ask, revoked } from '../../testing/mutate';
import { anAssignment, aUser } from '../../testing/rows';
import { identitySubgraph } from '../identity.subgraph';

const SELECTION =
  '... on EmergencyAccess { id version readRegions openedAt endsAt endedBy reviewedBy verdict reviewDueOn }';

describe('emergency access', () => {
  const db = useTestDatabase(identitySubgraph.database);

  interface Scene {
    readonly viewer: Viewer;
    readonly assignmentId: string;
    readonly notifiedIds: readonly string[];
  }

  /** A county officer and two officers of the city. */
  async function scene(): Promise<Scene> {
    const id = await aUser(db.app);
    const assignmentId = await anAssignment(db.app, id);
    const notifiedIds = await Promise.all([1, 2].map(() => officer('CITY', '340100')));
    return { viewer: viewerWith({ role: 'county', subject: id, read: ['340102'] }), assignmentId, notifiedIds };
  }

  async function officer(role: string, region: string): Promise<string> {
    const id = await aUser(db.app, { region_code: region });
    await anAssignment(db.app, id, { role, read_regions: [region] });
    return id;
  }

  const open = ({ viewer, assignmentId, notifiedIds }: Scene, input: object = {}) =>
    act(
      db,
      'openEmergencyAccess',
      {
        ...{ assignmentId, notifiedIds, regions: ['340103'], minutes: 60, idempotencyKey: aKey() },
        ...{ reason: '暴雨受灾，需立即核实转移职工', caseReference: 'ZH-2026-7', ...input },
      },
      SELECTION,
      viewer,
    );
  const end = (id: string, expectedVersion: number, viewer: Viewer) =>
    act(db, 'endEmergencyAccess', { id, expectedVersion }, SELECTION, viewer);
  const review = (id: string, expectedVersion: number, viewer: Viewer, verdict = 'JUSTIFIED') =>
    act(db, 'reviewEmergencyAccess', { id, expectedVersion, verdict, note: '核对属实' }, SELECTION, viewer);
  const reviewer = viewerWith({ role: 'city', subject: 'reviewer', read: ['340100'] });

  it('begins at once, ends within four hours and is due for review in three working days', async () => {
    const stage = await scene();
    const made = await open(stage);
    expect(Date.parse(String(made['endsAt'])) - Date.parse(String(made['openedAt']))).toBe(3_600_000);
    expect(String(made['reviewDueOn']) > new Date().toISOString().slice(0, 10)).toBe(true);
    const witness = viewerWith({ role: 'city', subject: String(stage.notifiedIds[0]), read: ['340100'] });
    expect((await ask(db, '{ emergencyNotices { id } }', witness)).data).toEqual({
      emergencyNotices: [{ id: made.id }],
    });
    expect((await ask(db, '{ myEmergencies { id } }', stage.viewer)).data).toEqual({
      myEmergencies: [{ id: made.id }],
    });
  });

  it.each([
    ['more than four hours', { minutes: 241 }, { code: 'BAD_USER_INPUT' }],
    ['a reason of a few words', { reason: '急' }, { code: 'BAD_USER_INPUT' }],
    ['a reason with an ID number', { reason: '核实 340102199001011237 的情况' }, { code: 'BAD_USER_INPUT' }],
    ['one’s own region', { regions: ['340102'] }, { rule: 'REGION_BEYOND' }],
    ['one person notified', { notifiedIds: [newId()] }, { code: 'BAD_USER_INPUT' }],
    ['two who are nobody', { notifiedIds: [newId(), newId()] }, { rule: 'TWO_NOTIFIED' }],
    ['a region that those notified don’t oversee', { regions: ['340203'] }, { rule: 'TWO_NOTIFIED' }],
    ['an assignment of somebody else', { assignmentId: newId() }, { code: 'NOT_FOUND' }],
  ])('is refused for %s', async (_what, input, refusal) => {
    expect(await open(await scene(), input)).toMatchObject(refusal);
  });

  it('is refused to roles that read nobody or decide nothing on the spot', async () => {
    const stage = await scene();
    for (const role of ['admin', 'analyst', 'cashier', 'auditor'] as const)
      expect(await open({ ...stage, viewer: { ...stage.viewer, role } })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('counts neither the same person twice nor oneself among those notified', async () => {
    const stage = await scene();
    const [one = ''] = stage.notifiedIds;
    expect(await open(stage, { notifiedIds: [one, one] })).toMatchObject({ rule: 'TWO_NOTIFIED' });
    expect(await open(stage, { notifiedIds: [one, stage.viewer.subject] })).toMatchObject({ rule: 'TWO_NOTIFIED' });
  });

  it('stands in the way of the next one until it is reviewed, also for two at once', async () => {
    const stage = await scene();
    const answers = await Promise.all([open(stage), open(stage)]);
    expect(answers.map(({ rule }) => rule ?? 'made').sort()).toEqual(['EMERGENCY_REVIEWED', 'made']);
    const id = String(answers.find(({ rule }) => rule === undefined)?.id);
    await end(id, 1, stage.viewer);
    expect(await open(stage)).toMatchObject({ rule: 'EMERGENCY_REVIEWED' });
    expect(await review(id, 2, reviewer)).toMatchObject({ verdict: 'JUSTIFIED', reviewedBy: 'reviewer' });
    expect(await open(stage)).toMatchObject({ version: 1 });
  });

  it('is reviewed by another who oversees all its regions, and once', async () => {
    const stage = await scene();
    const { id } = await open(stage);
    expect(await review(id, 1, reviewer)).toMatchObject({ rule: 'EMERGENCY_OVER' });
    await end(id, 1, stage.viewer);
    expect(await review(id, 2, stage.viewer)).toMatchObject({ code: 'FORBIDDEN' });
    const himself = viewerWith({ role: 'city', subject: stage.viewer.subject, read: ['340100'] });
    expect(await review(id, 2, himself)).toMatchObject({ code: 'FORBIDDEN' });
    const county = viewerWith({ role: 'auditor', subject: 'auditor', read: ['340103'] });
    expect(await review(id, 2, county)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await review(id, 2, reviewer, 'UNJUSTIFIED')).toMatchObject({ verdict: 'UNJUSTIFIED' });
    expect(await review(id, 3, reviewer)).toMatchObject({ rule: 'UNREVIEWED' });
  });

  it('ends early with its tokens, by who opened it or by who may review it', async () => {
    for (const isReviewer of [false, true]) {
      const stage = await scene();
      const { id } = await open(stage);
      const tokenId = newId();
      await insertRow(db.app, 'sign_in', {
        ...{ id: newId(), happened_at: new Date(), grant_type: 'TOKEN_EXCHANGE', outcome: 'ISSUED' },
        ...{ user_id: stage.viewer.subject, emergency_id: id, token_id: tokenId },
        token_expires_at: new Date(Date.now() + 60_000),
      });
      expect(await end(id, 1, viewerWith({ role: 'county', subject: newId() }))).toMatchObject({ code: 'FORBIDDEN' });
      expect((await end(id, 1, isReviewer ? reviewer : stage.viewer))['endedBy']).toBeDefined();
      expect(await revoked(db)).toContain(tokenId);
    }
  });

  it('is listed while it is unreviewed, overdue ones marked, to administrators, auditors and reviewers', async () => {
    const stage = await scene();
    const { id } = await open(stage);
    await db.owner.query(`update emergency_access set review_due_on = '2020-01-01' where id = $1`, [id]);
    const query = `{ unreviewedEmergencies(where: { userId: { eq: "${stage.viewer.subject}" } }) { totalCount nodes { id isReviewOverdue } } }`;
    const listed = { unreviewedEmergencies: { totalCount: 1, nodes: [{ id, isReviewOverdue: true }] } };
    for (const role of ['admin', 'auditor', 'city', 'province'] as const)
      expect((await ask(db, query, viewerWith({ role, read: ['340100'] }))).data).toEqual(listed);
    const { errors } = await ask(db, query, viewerWith({ role: 'maker', read: ['340100'] }));
    expect(errors[0]?.code).toBe('FORBIDDEN');
  });
});
