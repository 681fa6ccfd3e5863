import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { aKey, useTestDatabase, viewerWith } from '@nuan/testing';

import { act, admin } from '../../testing/mutate';
import { aDelegation, anAssignment, aUser } from '../../testing/rows';
import { identitySubgraph } from '../identity.subgraph';

const SELECTION = '... on RoleAssignment { id readUnions writeUnions }';
const [STEEL, COAL] = [newId(), newId()] as const;

describe('roles that unions bound', () => {
  const db = useTestDatabase(identitySubgraph.database);
  const grant = async (input: object, viewer = admin) =>
    act(
      db,
      'grantRole',
      {
        ...{ idempotencyKey: aKey(), userId: await aUser(db.app), role: 'MAKER' },
        ...{ readRegions: ['340102'], writeRegions: ['340102'], ...input },
      },
      SELECTION,
      viewer,
    );

  it('are granted for reading and for writing, and are on record', async () => {
    const made = await grant({ readUnions: [STEEL, COAL], writeUnions: [STEEL] });
    expect(made).toMatchObject({ readUnions: [STEEL, COAL], writeUnions: [STEEL] });
    const [entry] = await db.owner.query<{ detail: object }[]>(
      `select detail from audit_entry where action = 'role.grant' and $1 = any(subject_ids)`,
      [made.id],
    );
    expect(entry?.detail).toMatchObject({ readUnions: [STEEL, COAL], writeUnions: [STEEL] });
    expect(await grant({})).toMatchObject({ readUnions: null, writeUnions: null });
  });

  it('are none of whole regions, and name at least one union by its id', async () => {
    const whole = { role: 'ANALYST', writeRegions: [], readUnions: [STEEL] };
    expect(await grant(whole)).toMatchObject({ rule: 'ROLE_OF_REGIONS', field: 'readUnions' });
    expect(await grant({ readUnions: [] })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await grant({ readUnions: ['steel'] })).toMatchObject({ code: 'BAD_USER_INPUT' });
    const userId = await aUser(db.app);
    const analyst = { role: 'ANALYST', write_regions: [], read_unions: [STEEL] };
    await expect(anAssignment(db.app, userId, analyst)).rejects.toMatchObject({
      constraint: 'role_assignment_unions_of_role',
    });
  });

  it('are given by who is bounded itself for its own unions alone, and disabled by it no further', async () => {
    const bounded = viewerWith({ role: 'admin', subject: 'admin-steel', read: ['340102'], readUnions: [STEEL] });
    expect(await grant({ readUnions: [STEEL] }, bounded)).toMatchObject({ readUnions: [STEEL] });
    for (const beyond of [{}, { readUnions: [COAL] }, { readUnions: [STEEL], writeUnions: [COAL] }])
      expect(await grant(beyond, bounded)).toMatchObject({ code: 'FORBIDDEN' });
    const userId = await aUser(db.app);
    await anAssignment(db.app, userId, { role: 'MAKER', read_unions: [COAL] });
    const disabling = { id: userId, expectedVersion: 1, reason: '测试' };
    expect(await act(db, 'disableUser', disabling, '... on User { id }', bounded)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('may be an administrator’s: such a one registers no program, and ends nothing that was lent of another union', async () => {
    expect(await grant({ role: 'ADMIN', readUnions: [STEEL] })).toMatchObject({ readUnions: [STEEL] });
    const bounded = viewerWith({ role: 'admin', subject: 'admin-steel', read: ['340102'], readUnions: [STEEL] });
    const program = {
      ...{
        idempotencyKey: aKey(),
        clientId: 'steel-desk',
        title: '钢铁窗口',
        kind: 'SERVICE',
        department: 'UNION',
        rateClass: 'STANDARD',
        subgraph: 'workers',
      },
      ...{ scopes: ['changes:read'], readRegions: ['340102'], writeRegions: [] },
    };
    expect(await act(db, 'registerClient', program, '... on ClientWithSecret { secret }', bounded)).toMatchObject({
      code: 'FORBIDDEN',
    });
    const end = async (read_unions: string[]) => {
      const [delegator_id, delegate_id] = [await aUser(db.app), await aUser(db.app)];
      const assignment_id = await anAssignment(db.app, delegator_id, { read_unions });
      const id = await aDelegation(db.app, { assignment_id, delegator_id, delegate_id });
      return act(db, 'endDelegation', { id, expectedVersion: 1 }, '... on Delegation { endedBy }', bounded);
    };
    expect(await end([COAL])).toMatchObject({ code: 'FORBIDDEN' });
    expect(await end([STEEL])).toEqual({ __typename: 'Delegation', endedBy: 'admin-steel' });
  });
});
