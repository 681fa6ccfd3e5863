import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { aKey, countStatements, useTestDatabase, viewerWith } from '@nuan/testing';

import { act, admin, ask, revoked } from '../../testing/mutate';
import { aDelegation, anAssignment, aUser } from '../../testing/rows';
import { identitySubgraph } from '../identity.subgraph';

const SELECTION =
  '... on User { id version displayName regionCode disabledBy identities { id issuer subject unlinkedAt } }';

describe('users', () => {
  const db = useTestDatabase(identitySubgraph.database);
  const run = (name: string, input: object, viewer = admin) => act(db, name, input, SELECTION, viewer);
  const aNewUser = (more: object = {}) => ({
    ...{
      displayName: '张小明',
      region: '340102',
      issuer: 'https://sso.test',
      subject: newId(),
      idempotencyKey: aKey(),
    },
    ...more,
  });

  it('are registered by their region’s administrator, of whose name only the mask is kept', async () => {
    const input = aNewUser();
    const made = await run('registerUser', input);
    expect(made).toMatchObject({
      displayName: '张*明',
      regionCode: '340102',
      identities: [{ subject: input.subject }],
    });
    expect((await run('registerUser', input)).id).toBe(made.id);
    const everything = await db.owner.query<object[]>(
      `select to_jsonb(u) from user_account u union all select to_jsonb(k) from idempotency_key k union all select to_jsonb(a) from audit_entry a`,
    );
    expect(JSON.stringify(everything)).not.toContain('张小明');
  });

  it('are registered nowhere else and by nobody else', async () => {
    expect(await run('registerUser', aNewUser({ region: '340203' }))).toMatchObject({ code: 'FORBIDDEN' });
    const county = viewerWith({ role: 'county', read: ['340102'] });
    expect(await run('registerUser', aNewUser(), county)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await run('registerUser', aNewUser({ region: '340199' }))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('are one per name of an issuer, also when two register it at once', async () => {
    const subject = newId();
    const answers = await Promise.all([1, 2].map(() => run('registerUser', aNewUser({ subject }))));
    expect(answers.map(({ rule }) => rule ?? 'made').sort()).toEqual(['IDENTITY_FREE', 'made']);
  });

  it('lose their tokens when a name no longer stands for them', async () => {
    const made = await run('registerUser', aNewUser());
    const more = { issuer: 'https://sso.test', subject: newId() };
    const linked = await run('linkIdentity', { id: made.id, expectedVersion: 1, ...more });
    const [first] = linked['identities'] as { id: string }[];
    const step = { id: made.id, expectedVersion: linked.version, identityId: first?.id };
    const unlinked = await run('unlinkIdentity', step);
    expect(unlinked['identities']).toMatchObject([{ unlinkedAt: expect.any(String) }, { unlinkedAt: null }]);
    expect(await revoked(db)).toContain(made.id);
    expect(await run('unlinkIdentity', { ...step, expectedVersion: unlinked.version })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  const later = { valid_from: new Date(Date.now() + 86_400_000) };
  const lent = async (delegateId: string, regions: object): Promise<string> => {
    const delegator = await aUser(db.app);
    const assignment = await anAssignment(db.app, delegator, { read_regions: ['340103'] });
    return aDelegation(db.app, {
      ...{ assignment_id: assignment, delegator_id: delegator, delegate_id: delegateId, ...regions },
    });
  };

  describe.each([
    ['a role of the city above', (id: string) => anAssignment(db.app, id, { role: 'CITY', read_regions: ['340100'] })],
    ['a role of another county', (id: string) => anAssignment(db.app, id, { read_regions: ['340102', '340103'] })],
    ['a role that is yet to begin', (id: string) => anAssignment(db.app, id, { read_regions: ['340103'], ...later })],
    ['a role that was lent', (id: string) => lent(id, { read_regions: ['340103'], region_code: '340103' })],
    ['the province’s role', (id: string) => anAssignment(db.app, id, { role: 'PROVINCE', read_regions: ['340000'] })],
  ])('who hold %s', (_what, give) => {
    it.each([
      ['linkIdentity', { issuer: 'https://sso.test', subject: 'the-administrator-itself' }],
      ['unlinkIdentity', { identityId: newId() }],
      ['disableUser', { reason: '离岗' }],
      ['enableUser', { reason: '返岗' }],
    ])('are beyond %s by an administrator who could not give it', async (step, input) => {
      const id = await aUser(db.app);
      await give(id);
      const county = viewerWith({ role: 'admin', subject: 'admin-yaohai', read: ['340102'] });
      expect(await run(step, { id, expectedVersion: 1, ...input }, county)).toMatchObject({ code: 'FORBIDDEN' });
      const [row] = await db.owner.query<object[]>(
        'select version, (select count(*)::int from external_identity where user_id = u.id) as names from user_account u where id = $1',
        [id],
      );
      expect(row).toEqual({ version: 1, names: 0 });
    });
  });

  it('are linked again by their county when what reached beyond it is over, revoked or taken back', async () => {
    const id = await aUser(db.app);
    const over = { valid_from: new Date(Date.now() - 120_000), valid_to: new Date(Date.now() - 60_000) };
    await anAssignment(db.app, id, { role: 'CITY', read_regions: ['340100'], ...over });
    const revokedNow = { revoked_at: new Date(), revoked_by: 'x', revoked_reason: 'x' };
    await anAssignment(db.app, id, { role: 'CITY', read_regions: ['340100'], ...revokedNow });
    await lent(id, { read_regions: ['340103'], region_code: '340103', ended_at: new Date(), ended_by: 'x' });
    await anAssignment(db.app, id);
    const county = viewerWith({ role: 'admin', subject: 'admin-yaohai', read: ['340102'] });
    const name = { issuer: 'https://sso.test', subject: newId() };
    expect(await run('linkIdentity', { id, expectedVersion: 1, ...name }, county)).toMatchObject({ version: 2 });
  });

  it('are disabled with everything that they lent, and enabled again', async () => {
    const [id, delegate] = [await aUser(db.app), await aUser(db.app)];
    const assignment = await anAssignment(db.app, id);
    await aDelegation(db.app, { assignment_id: assignment, delegator_id: id, delegate_id: delegate });
    const reason = { reason: '离岗' };
    const disabled = await run('disableUser', { id, expectedVersion: 1, ...reason });
    expect(disabled).toMatchObject({ disabledBy: 'admin-hefei', version: 2 });
    expect(await revoked(db)).toEqual(expect.arrayContaining([id, delegate]));
    expect(await run('disableUser', { id, expectedVersion: 2, ...reason })).toMatchObject({ rule: 'USER_ENABLED' });
    expect(await run('enableUser', { id, expectedVersion: 2, ...reason })).toMatchObject({ disabledBy: null });
    const number = { reason: '张三 340102199001011237 离岗' };
    expect(await run('disableUser', { id, expectedVersion: 3, ...number })).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('are seen by administrators and auditors within their regions, at a fixed number of statements', async () => {
    const far = await aUser(db.app, { region_code: '340203' });
    const { data } = await ask<{ users: { nodes: { id: string }[] } }>(db, '{ users(first: 100) { nodes { id } } }');
    expect(data.users.nodes.length).toBeGreaterThan(2);
    expect(data.users.nodes.map(({ id }) => id)).not.toContain(far);
    const hidden = await ask(db, `{ user(id: "${far}") { id } }`);
    expect(hidden.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { errors } = await ask(db, '{ users { totalCount } }', viewerWith({ role: 'province' }));
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const auditor = viewerWith({ role: 'auditor', read: ['340000'] });
    const query = '{ users(first: 50) { nodes { id identities { id } assignments { id role } } } }';
    const { statements } = await countStatements(db.app, () => ask(db, query, auditor));
    expect(statements).toHaveLength(3);
  });
});
