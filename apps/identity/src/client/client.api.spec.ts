import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { aKey, useTestDatabase, viewerWith } from '@nuan/testing';

import { act, admin, ask, revoked } from '../../testing/mutate';
import { aClient } from '../../testing/rows';
import { identitySubgraph } from '../identity.subgraph';

const CLIENT = 'id version clientId scopes readRegions writeRegions disabledAt';
const WITH_SECRET = `... on ClientWithSecret { secret client { ${CLIENT} } }`;

describe('clients', () => {
  const db = useTestDatabase(identitySubgraph.database);
  const run = (name: string, input: object, viewer = admin) =>
    act(db, name, input, `... on Client { ${CLIENT} }`, viewer);
  const rights = {
    ...{ scopes: ['wageCase:read', 'wageCase:write'], readRegions: ['340100'], writeRegions: ['340102'] },
    rateClass: 'STANDARD',
  };
  const register = (input: object = {}, viewer = admin) =>
    act(
      db,
      'registerClient',
      {
        ...{ clientId: `hr-${newId().slice(-12)}`, title: '人社平台', kind: 'PARTNER', department: 'HUMAN_RESOURCES' },
        ...{ subgraph: 'migrants', contract: 'human-resources', idempotencyKey: aKey(), ...rights, ...input },
      },
      WITH_SECRET,
      viewer,
    );
  const made = async () => (await register())['client'] as { id: string; version: number };

  it('are registered with a secret that is shown once', async () => {
    const idempotencyKey = aKey();
    const clientId = 'hr-shown-once';
    const first = await register({ clientId, idempotencyKey });
    expect(first['secret']).toMatch(/^[\w-]{43}$/);
    const again = await register({ clientId, idempotencyKey });
    expect(again).toMatchObject({ secret: null, client: { id: (first['client'] as { id: string }).id } });
    expect(await register({ clientId })).toMatchObject({ rule: 'CLIENT_ID_FREE' });
  });

  it.each([
    ['a right that shows persons', { scopes: ['identity:read'] }, { code: 'BAD_USER_INPUT' }],
    ['a right over users', { scopes: ['user:manage'] }, { code: 'BAD_USER_INPUT' }],
    ['a right that there is not', { scopes: ['everything:read'] }, { code: 'BAD_USER_INPUT' }],
    ['approving', { scopes: ['filing:approve'] }, { code: 'BAD_USER_INPUT' }],
    ['approving payments', { scopes: ['disbursement:file', 'disbursement:approve'] }, { code: 'BAD_USER_INPUT' }],
    ['paying', { scopes: ['disbursement:pay'] }, { code: 'BAD_USER_INPUT' }],
    ['taking payments back', { scopes: ['disbursement:reverse'] }, { code: 'BAD_USER_INPUT' }],
    ['batches', { scopes: ['batch:file'] }, { code: 'BAD_USER_INPUT' }],
    ['funds', { scopes: ['fund:manage'] }, { code: 'BAD_USER_INPUT' }],
    ['filing and deciding', { scopes: ['startup:write', 'startup:review'] }, { rule: 'FILES_OR_DECIDES' }],
    ['a region outside the administrator’s', { readRegions: ['340200'] }, { code: 'FORBIDDEN' }],
    ['writing beyond reading', { readRegions: ['340103'] }, { rule: 'WRITE_WITHIN_READ' }],
    ['a partner for every subgraph', { subgraph: null }, { rule: 'PARTNER_SUBGRAPH' }],
    ['a partner without a contract', { contract: null }, { rule: 'PARTNER_CONTRACT' }],
    ['a partner by the platform’s own name', { department: 'nuan' }, { rule: 'SERVICE_DEPARTMENT' }],
    ['a subgraph that there is not', { subgraph: 'payroll' }, { code: 'BAD_USER_INPUT' }],
  ])('are refused %s', async (_what, input, refusal) => {
    expect(await register(input)).toMatchObject(refusal);
  });

  it('are no services of ours, which no contract holds: an administrator registers none and gets no secret of one', async () => {
    const input = { kind: 'SERVICE', department: 'DATA_CENTRE', subgraph: null, contract: null };
    expect(await register(input)).toMatchObject({ rule: 'SERVICE_AT_CONSOLE' });
    expect(await register({ ...input, department: 'nuan', scopes: ['changes:read'] })).toMatchObject({
      rule: 'SERVICE_AT_CONSOLE',
    });
    const id = await aClient(db.app, input);
    const step = { id, expectedVersion: 1 };
    const changed = await run('changeClient', { ...step, ...rights, scopes: ['household:read'] });
    expect(changed).toMatchObject({ rule: 'SERVICE_AT_CONSOLE' });
    expect(await act(db, 'rotateClientSecret', { ...step, overlapHours: 0 }, WITH_SECRET, admin)).toMatchObject({
      rule: 'SERVICE_AT_CONSOLE',
    });
    expect(await run('disableClient', step)).toMatchObject({ version: 2 });
  });

  it('are nobody’s business but an administrator’s', async () => {
    for (const role of ['province', 'city', 'auditor', 'partner'] as const)
      expect(await register({}, viewerWith({ role, read: ['340100'] }))).toMatchObject({ code: 'FORBIDDEN' });
    expect((await ask(db, '{ clients { totalCount } }', viewerWith({ role: 'auditor' }))).errors).toEqual([]);
  });

  it('get other rights, and lose the tokens of before', async () => {
    const { id, version } = await made();
    const contract = 'human-resources';
    const input = { id, expectedVersion: version, ...rights, scopes: ['wageCase:read'] };
    expect(await run('changeClient', input)).toMatchObject({ rule: 'PARTNER_CONTRACT' });
    const changed = await run('changeClient', { ...input, contract });
    expect(changed).toMatchObject({ scopes: ['wageCase:read'], version: version + 1 });
    expect(await revoked(db)).toContain(id);
  });

  it('get no right by a change that they are not registered with', async () => {
    const { id, version } = await made();
    const change = (scopes: string[]) =>
      run('changeClient', { id, expectedVersion: version, ...rights, contract: 'human-resources', scopes });
    expect(await change(['disbursement:pay'])).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await change(['filing:write', 'filing:review'])).toMatchObject({ rule: 'FILES_OR_DECIDES' });
  });

  it('have two secrets during an overlap, never three, and one at once when it leaked', async () => {
    const { id, version } = await made();
    const rotate = (expectedVersion: number, overlapHours: number) =>
      act(db, 'rotateClientSecret', { id, expectedVersion, overlapHours }, WITH_SECRET);
    const live = async (): Promise<number> =>
      (
        await db.owner.query<unknown[]>(
          'select 1 from client_secret where client_id = $1 and (expires_at is null or expires_at > now())',
          [id],
        )
      ).length;
    expect((await rotate(version, 24))['secret']).toMatch(/^[\w-]{43}$/);
    expect(await live()).toBe(2);
    await rotate(version + 1, 24);
    expect(await live()).toBe(2);
    expect(await revoked(db)).not.toContain(id);
    await rotate(version + 2, 0);
    expect(await live()).toBe(1);
    expect(await revoked(db)).toContain(id);
  });

  it('are disabled and enabled', async () => {
    const { id, version } = await made();
    expect((await run('disableClient', { id, expectedVersion: version }))['disabledAt']).toEqual(expect.any(String));
    expect(await run('disableClient', { id, expectedVersion: version + 1 })).toMatchObject({ rule: 'CLIENT_ENABLED' });
    expect(await revoked(db)).toContain(id);
    expect((await run('enableClient', { id, expectedVersion: version + 1 }))['disabledAt']).toBeNull();
  });
});
