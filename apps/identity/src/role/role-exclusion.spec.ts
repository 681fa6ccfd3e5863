import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { aDelegation, anAssignment, aUser } from '../../testing/rows';
import { identitySubgraph } from '../identity.subgraph';
import { exclusionOf, ROLE_EXCLUSIONS } from './role-exclusion';

const COMPATIBLE = /roles that exclude each other/;

describe('roles that exclude each other', () => {
  const db = useTestDatabase(identitySubgraph.database);

  it('are in the database as they are in the code, both ways round', async () => {
    const rows =
      await db.app.query<{ role: string; excludes: string; scope: string }[]>('select * from role_exclusion');
    const expected = ROLE_EXCLUSIONS.flatMap(({ roles: [a, b], scope }) => [
      { role: a.toUpperCase(), excludes: b.toUpperCase(), scope },
      { role: b.toUpperCase(), excludes: a.toUpperCase(), scope },
    ]);
    const sorted = (list: object[]): string[] => list.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
    expect(sorted(rows)).toEqual(sorted(expected));
    expect(exclusionOf('checker', 'maker')?.scope).toBe('SAME_REGION');
    expect(exclusionOf('county', 'maker')).toBeNull();
  });

  it.each([
    ['MAKER', ['340102'], 'CHECKER', ['340102'], true],
    ['MAKER', ['340102'], 'CHECKER', ['340100'], true],
    ['CHECKER', ['340100'], 'CASHIER', ['340102'], true],
    ['MAKER', ['340102'], 'CASHIER', ['340000'], true],
    ['MAKER', ['340102'], 'CHECKER', ['340103'], false],
    ['MAKER', ['340102'], 'COUNTY', ['340102'], false],
    ['AUDITOR', ['340102'], 'COUNTY', ['340200'], true],
    ['ADMIN', ['340102'], 'AUDITOR', ['340200'], true],
    ['ADMIN', ['340102'], 'CITY', ['340200'], true],
    ['ANALYST', ['340000'], 'MAKER', ['340200'], true],
    ['ANALYST', ['340000'], 'ADMIN', ['340000'], false],
  ])('%s of %s and %s of %s: excluded is %s, either first', async (one, here, other, there, isExcluded) => {
    for (const [first, second] of [
      [
        { role: one, read_regions: here },
        { role: other, read_regions: there },
      ],
      [
        { role: other, read_regions: there },
        { role: one, read_regions: here },
      ],
    ] as const) {
      const user = await aUser(db.app);
      await anAssignment(db.app, user, first);
      const granting = anAssignment(db.app, user, second);
      await (isExcluded ? expect(granting).rejects.toThrow(COMPATIBLE) : expect(granting).resolves.toBeDefined());
    }
  });

  it('may follow each other in time', async () => {
    const user = await aUser(db.app);
    const [monday, tuesday] = [new Date(Date.now() + 1000), new Date(Date.now() + 2000)];
    await anAssignment(db.app, user, { role: 'MAKER', valid_to: monday });
    await anAssignment(db.app, user, { role: 'CHECKER', valid_from: monday, valid_to: tuesday });
    await expect(anAssignment(db.app, user, { role: 'CASHIER', valid_from: new Date() })).rejects.toThrow(COMPATIBLE);
    await anAssignment(db.app, user, { role: 'CASHIER', valid_from: tuesday });
  });

  it('are refused when one of them is lent, on both sides', async () => {
    const [lender, delegate] = [await aUser(db.app), await aUser(db.app)];
    const assignment = await anAssignment(db.app, lender, { role: 'MAKER' });
    const lend = () =>
      aDelegation(db.app, {
        ...{ assignment_id: assignment, delegator_id: lender, delegate_id: delegate, role: 'MAKER' },
        valid_from: new Date(Date.now() + 1000),
      });
    const checker = await anAssignment(db.app, delegate, { role: 'CHECKER' });
    await expect(lend()).rejects.toThrow(COMPATIBLE);
    await db.owner.query(
      `update role_assignment set revoked_at = now(), revoked_by = 'x', revoked_reason = 'x' where id = $1`,
      [checker],
    );
    await lend();
    await expect(anAssignment(db.app, delegate, { role: 'CHECKER' })).rejects.toThrow(COMPATIBLE);
  });

  it('are not slipped through by granting them at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const user = await aUser(db.app);
      const outcomes = await Promise.allSettled(
        ['MAKER', 'CHECKER', 'CASHIER'].map((role) => anAssignment(db.app, user, { role })),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  it('are not slipped through by lending one at the moment at which the other is granted', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [lender, delegate] = [await aUser(db.app), await aUser(db.app)];
      const assignment = await anAssignment(db.app, lender, { role: 'MAKER' });
      const outcomes = await Promise.allSettled([
        anAssignment(db.app, delegate, { role: 'CHECKER' }),
        aDelegation(db.app, {
          ...{ assignment_id: assignment, delegator_id: lender, delegate_id: delegate, role: 'MAKER' },
        }),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  it('never lets anybody grant itself a role, or lend one to itself', async () => {
    const user = await aUser(db.app);
    await expect(anAssignment(db.app, user, { granted_by: user })).rejects.toThrow(
      'role_assignment_granted_by_another',
    );
    const assignment = await anAssignment(db.app, user);
    await expect(
      aDelegation(db.app, { assignment_id: assignment, delegator_id: user, delegate_id: user, id: newId() }),
    ).rejects.toThrow('delegation_to_another');
  });
});
