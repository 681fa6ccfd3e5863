import { describe, expect, it } from '@jest/globals';
import type { Viewer } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { aKey, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { act, admin, ask, revoked } from '../../testing/mutate';
import { anAssignment, aUser } from '../../testing/rows';
import { identitySubgraph } from '../identity.subgraph';

const SELECTION = '... on Delegation { id version role readRegions writeRegions delegatorId delegateId endedBy }';
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

describe('lending a role', () => {
  const db = useTestDatabase(identitySubgraph.database);

  /** An officer with one role, and a colleague. */
  async function officers(row = {}): Promise<{ viewer: Viewer; assignmentId: string; delegateId: string }> {
    const id = await aUser(db.app);
    const regions = { read_regions: ['340100'], write_regions: ['340102', '340103'] };
    const assignmentId = await anAssignment(db.app, id, { role: 'MAKER', ...regions, ...row });
    const viewer = viewerWith({ role: 'maker', subject: id, read: ['340100'] });
    return { viewer, assignmentId, delegateId: await aUser(db.app) };
  }

  const lend = (viewer: Viewer, input: object) =>
    act(
      db,
      'delegateRole',
      { regions: ['340102'], validTo: inDays(7), reason: '年休假', idempotencyKey: aKey(), ...input },
      SELECTION,
      viewer,
    );

  it('gives a part of one’s own regions to a colleague until a day, and writing only where one writes', async () => {
    const { viewer, assignmentId, delegateId } = await officers();
    const made = await lend(viewer, { assignmentId, delegateId, regions: ['340104', '340102'] });
    expect(made).toMatchObject({
      ...{ role: 'MAKER', readRegions: ['340102', '340104'], writeRegions: ['340102'] },
      ...{ delegatorId: viewer.subject, delegateId },
    });
    const mine = '{ myDelegations { id } }';
    const delegate = viewerWith({ role: 'county', subject: delegateId, read: ['340102'] });
    expect((await ask(db, mine, delegate)).data).toEqual({ myDelegations: [{ id: made.id }] });
    expect((await ask(db, mine)).data).toEqual({ myDelegations: [] });
  });

  it('names the rule of what it refuses', async () => {
    const { viewer, assignmentId, delegateId } = await officers({ valid_to: new Date(Date.now() + 20 * 86_400_000) });
    const base = { assignmentId, delegateId };
    expect(await lend(viewer, { ...base, regions: ['340203'] })).toMatchObject({ rule: 'REGIONS_HELD' });
    expect(await lend(viewer, { ...base, validTo: inDays(32) })).toMatchObject({ rule: 'DELEGATION_BOUNDED' });
    expect(await lend(viewer, { ...base, validTo: inDays(25) })).toMatchObject({ rule: 'WITHIN_ASSIGNMENT' });
    expect(await lend(viewer, { ...base, validTo: inDays(-1) })).toMatchObject({ rule: 'VALID_TO_LATER' });
    expect(await lend(viewer, { ...base, delegateId: viewer.subject })).toMatchObject({ rule: 'TO_ANOTHER' });
    expect(await lend(viewer, { ...base, delegateId: newId() })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses a delegate who would hold roles that exclude each other', async () => {
    const { viewer, assignmentId, delegateId } = await officers();
    await anAssignment(db.app, delegateId, { role: 'CHECKER' });
    expect(await lend(viewer, { assignmentId, delegateId })).toMatchObject({ rule: 'ROLES_EXCLUDE' });
    expect(await lend(viewer, { assignmentId, delegateId, regions: ['340103'] })).toMatchObject({ role: 'MAKER' });
  });

  it('tells of who belongs elsewhere nothing that it does not tell of nobody', async () => {
    const { viewer, assignmentId } = await officers();
    const unknown = await lend(viewer, { assignmentId, delegateId: newId() });
    const excluded = await aUser(db.app, { region_code: '340200' });
    await anAssignment(db.app, excluded, { role: 'CHECKER' });
    const disabled = await aUser(db.app, { region_code: '340200', disabled_at: new Date(), disabled_by: 'fixture' });
    for (const delegateId of [excluded, disabled])
      expect(await lend(viewer, { assignmentId, delegateId })).toEqual({ ...unknown, id: delegateId });
  });

  it('lends nothing of somebody else, nothing lent, and nothing in an emergency', async () => {
    const { viewer, assignmentId, delegateId } = await officers();
    const stranger = viewerWith({ role: 'maker', subject: await aUser(db.app), read: ['340100'] });
    expect(await lend(stranger, { assignmentId, delegateId })).toMatchObject({ code: 'NOT_FOUND' });
    const program = { client: null, contract: null, rateClass: null };
    const credential = {
      ...{ tokenId: null, issuer: 'x', issuedAtS: 0, onBehalfOf: null, emergencyId: null },
      ...program,
    };
    const lent = { ...viewer, credential: { ...credential, onBehalfOf: newId() } };
    expect(await lend(lent, { assignmentId, delegateId })).toMatchObject({ code: 'FORBIDDEN' });
    const emergency = { ...viewer, credential: { ...credential, emergencyId: newId() } };
    expect(await lend(emergency, { assignmentId, delegateId })).toMatchObject({ code: 'FORBIDDEN' });
    const auditor = await officers({ role: 'AUDITOR' });
    const audits = { assignmentId: auditor.assignmentId, delegateId: auditor.delegateId };
    expect(await lend(auditor.viewer, audits)).toMatchObject({ rule: 'ROLE_LENDABLE' });
  });

  it('ends early by either party or an administrator, and its tokens with it', async () => {
    for (const by of ['delegator', 'delegate', 'admin'] as const) {
      const { viewer, assignmentId, delegateId } = await officers();
      const { id } = await lend(viewer, { assignmentId, delegateId });
      const tokenId = newId();
      await insertRow(db.app, 'sign_in', {
        ...{
          id: newId(),
          happened_at: new Date(),
          grant_type: 'TOKEN_EXCHANGE',
          outcome: 'ISSUED',
          user_id: delegateId,
        },
        ...{ delegation_id: id, token_id: tokenId, token_expires_at: new Date(Date.now() + 60_000) },
      });
      const delegate = viewerWith({ role: 'county', subject: delegateId, read: ['340102'] });
      const end = (who: Viewer, expectedVersion = 1) =>
        act(db, 'endDelegation', { id, expectedVersion }, SELECTION, who);
      const stranger = viewerWith({ role: 'county', subject: await aUser(db.app), read: ['340102'] });
      expect(await end(stranger)).toMatchObject({ code: 'FORBIDDEN' });
      const far = viewerWith({ role: 'admin', subject: 'admin-wuhu', read: ['340200'] });
      expect(await end(far)).toMatchObject({ code: 'NOT_FOUND' });
      const ended = await end({ delegator: viewer, delegate, admin }[by]);
      expect(ended['endedBy']).toBe({ delegator: viewer.subject, delegate: delegateId, admin: 'admin-hefei' }[by]);
      expect(await revoked(db)).toContain(tokenId);
      expect(await end(viewer, 2)).toMatchObject({ rule: 'DELEGATION_STANDS' });
    }
  });
});
