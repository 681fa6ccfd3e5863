import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { aKey, useTestDatabase, viewerWith } from '@nuan/testing';

import { act, admin, ask, revoked } from '../../testing/mutate';
import { aDelegation, anAssignment, aUser } from '../../testing/rows';
import { identitySubgraph } from '../identity.subgraph';

const SELECTION = '... on RoleAssignment { id version role readRegions writeRegions grantedBy revokedBy }';

describe('granting and revoking roles', () => {
  const db = useTestDatabase(identitySubgraph.database);
  const grant = (input: object, viewer = admin) =>
    act(db, 'grantRole', { idempotencyKey: aKey(), writeRegions: [], ...input }, SELECTION, viewer);
  const revoke = (input: object, viewer = admin) =>
    act(db, 'revokeRole', { reason: '调离', ...input }, SELECTION, viewer);

  it('gives a role within the administrator’s regions, once per key, and puts it on record', async () => {
    const userId = await aUser(db.app);
    const input = { userId, role: 'COUNTY', readRegions: ['340102'], writeRegions: ['340102'], idempotencyKey: aKey() };
    const made = await grant(input);
    expect(made).toMatchObject({ role: 'COUNTY', readRegions: ['340102'], grantedBy: 'admin-hefei', version: 1 });
    expect((await grant(input)).id).toBe(made.id);
    const [entry] = await db.owner.query<object[]>(
      `select actor, action, region_code from audit_entry where $1 = any(subject_ids)`,
      [made.id],
    );
    expect(entry).toMatchObject({ actor: 'admin-hefei', action: 'role.grant', region_code: '340102' });
  });

  it.each([
    ['a region outside one’s own', { role: 'COUNTY', readRegions: ['340203'] }],
    ['the region above one’s own', { role: 'CITY', readRegions: ['340100'] }],
    ['the whole province', { role: 'AUDITOR', readRegions: ['340000'] }],
    ['the province’s role', { role: 'PROVINCE', readRegions: ['340000'] }],
  ])('is forbidden to an administrator of a county for %s', async (_what, input) => {
    const county = viewerWith({ role: 'admin', subject: 'admin-yaohai', read: ['340102'] });
    expect(await grant({ userId: await aUser(db.app), ...input }, county)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('keeps the province’s role from the province’s own administrator', async () => {
    const province = viewerWith({ role: 'admin', subject: 'admin-province', read: ['340000'] });
    const input = { userId: await aUser(db.app), role: 'PROVINCE', readRegions: ['340000'] };
    expect(await grant(input, province)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each(['province', 'city', 'county', 'maker', 'checker', 'cashier', 'auditor', 'analyst', 'partner'] as const)(
    'is forbidden to the role %s',
    async (role) => {
      const viewer = viewerWith({ role, read: ['340100'], scopes: ['user:manage'] });
      const userId = await aUser(db.app);
      const assignment = await anAssignment(db.app, userId);
      expect(
        await grant(
          { userId, role: 'MAKER', readRegions: ['340102'] },
          role === 'partner' ? viewerWith({ role }) : viewer,
        ),
      ).toMatchObject({ code: 'FORBIDDEN' });
      expect(await revoke({ id: assignment, expectedVersion: 1 }, viewerWith({ role }))).toMatchObject({
        code: 'FORBIDDEN',
      });
    },
  );

  it('never lets an administrator change its own roles', async () => {
    const self = await aUser(db.app);
    const own = await anAssignment(db.app, self, { role: 'ADMIN', read_regions: ['340100'] });
    const viewer = viewerWith({ role: 'admin', subject: self, read: ['340100'] });
    expect(await grant({ userId: self, role: 'ANALYST', readRegions: ['340102'] }, viewer)).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await revoke({ id: own, expectedVersion: 1 }, viewer)).toMatchObject({ code: 'FORBIDDEN' });
    const disabling = { id: self, expectedVersion: 1, reason: '测试' };
    expect(await act(db, 'disableUser', disabling, '... on User { id }', viewer)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('doesn’t know users and roles of other regions', async () => {
    const userId = await aUser(db.app, { region_code: '340203' });
    const assignment = await anAssignment(db.app, userId, { read_regions: ['340203'] });
    expect(await grant({ userId, role: 'MAKER', readRegions: ['340102'] })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await revoke({ id: assignment, expectedVersion: 1 })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await revoke({ id: newId(), expectedVersion: 1 })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('names the rule and the field of what it refuses', async () => {
    const userId = await aUser(db.app);
    await anAssignment(db.app, userId, { role: 'MAKER' });
    expect(await grant({ userId, role: 'CHECKER', readRegions: ['340102'], writeRegions: ['340102'] })).toMatchObject({
      ...{ rule: 'ROLES_EXCLUDE', field: 'role' },
    });
    expect(await grant({ userId, role: 'COUNTY', readRegions: ['340100'] })).toMatchObject({ rule: 'ROLE_LEVEL' });
    expect(await grant({ userId, role: 'COUNTY', readRegions: ['340102'], writeRegions: ['340103'] })).toMatchObject({
      rule: 'WRITE_WITHIN_READ',
    });
    const past = { validTo: '2020-01-01T00:00:00+08:00' };
    expect(await grant({ userId, role: 'COUNTY', readRegions: ['340102'], ...past })).toMatchObject({
      rule: 'VALID_TO_LATER',
    });
    expect(await grant({ userId, role: 'COUNTY', readRegions: ['349999'] })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('lets one of two administrators win who grant excluding roles at the same moment', async () => {
    const other = viewerWith({ role: 'admin', subject: 'admin-other', read: ['340100'] });
    for (let round = 0; round < 3; round += 1) {
      const userId = await aUser(db.app);
      const regions = { readRegions: ['340102'], writeRegions: ['340102'] };
      const answers = await Promise.all([
        grant({ userId, role: 'MAKER', ...regions }),
        grant({ userId, role: 'CHECKER', ...regions }, other),
        grant({ userId, role: 'CASHIER', ...regions }),
      ]);
      expect(answers.filter(({ role }) => role !== undefined)).toHaveLength(1);
      expect(answers.filter(({ rule }) => rule === 'ROLES_EXCLUDE')).toHaveLength(2);
    }
  });

  it('revokes a role for the user and for whom it was lent to', async () => {
    const [userId, delegate] = [await aUser(db.app), await aUser(db.app)];
    const id = await anAssignment(db.app, userId);
    await aDelegation(db.app, { assignment_id: id, delegator_id: userId, delegate_id: delegate });
    expect(await revoke({ id, expectedVersion: 2 })).toMatchObject({ rule: 'VERSION' });
    expect(await revoke({ id, expectedVersion: 1 })).toMatchObject({ revokedBy: 'admin-hefei', version: 2 });
    expect(await revoke({ id, expectedVersion: 2 })).toMatchObject({ rule: 'ROLE_STANDS' });
    expect((await revoked(db)).filter((what) => what === userId || what === delegate)).toHaveLength(2);
  });

  it('shows assignments to administrators and auditors of their regions, and to their holder', async () => {
    const userId = await aUser(db.app);
    const id = await anAssignment(db.app, userId, { read_regions: ['340122'] });
    const query = `{ roleAssignments(where: { userId: { eq: "${userId}" } }) { totalCount nodes { id } } }`;
    const seen = { roleAssignments: { totalCount: 1, nodes: [{ id }] } };
    expect((await ask(db, query)).data).toEqual(seen);
    expect((await ask(db, query, viewerWith({ role: 'auditor', read: ['340122'] }))).data).toEqual(seen);
    const elsewhere = await ask(db, query, viewerWith({ role: 'auditor', read: ['340203'] }));
    expect(elsewhere.data).toEqual({ roleAssignments: { totalCount: 0, nodes: [] } });
    const { errors } = await ask(db, query, viewerWith({ role: 'city', read: ['340100'] }));
    expect(errors.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN'].slice(0, errors.length));
    const own = viewerWith({ role: 'county', subject: userId, read: ['340122'] });
    expect((await ask(db, '{ myAssignments { id } }', own)).data).toEqual({ myAssignments: [{ id }] });
    expect((await ask(db, '{ myAssignments { id } }')).data).toEqual({ myAssignments: [] });
  });
});
