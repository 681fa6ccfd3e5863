import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rotateSigningKeys } from '@nuan/auth';
import { newId } from '@nuan/kernel';
import { insertRow, useTestDatabase } from '@nuan/testing';

import { type IdentityServer, startIdentity } from '../../testing/identity-server';
import { identitySubgraph } from '../identity.subgraph';

describe('the papers of the issuer', () => {
  const db = useTestDatabase(identitySubgraph.database);
  let server: IdentityServer;

  beforeAll(async () => {
    server = await startIdentity(db.url);
  });
  afterAll(() => server.stop());

  it('publish every key that signs or will, and no private half', async () => {
    const before = await server.get<{ keys: object[] }>('/.well-known/jwks.json');
    expect(before.keys).toHaveLength(1);
    rotateSigningKeys(server.keysFile, new Date());
    const after = await server.get<{ keys: object[] }>('/.well-known/jwks.json');
    expect(after.keys).toHaveLength(2);
    expect(after.keys.every((key) => !('d' in key))).toBe(true);
  });

  it('say where everything is', async () => {
    expect(await server.get('/.well-known/openid-configuration')).toMatchObject({
      ...{ issuer: 'http://identity.test', token_endpoint: 'http://identity.test/token' },
    });
  });

  it('list what is revoked: one entry per subject, tokens one by one, nothing that is over', async () => {
    const tokenId = newId();
    const revocation = (row: object) =>
      insertRow(db.app, 'token_revocation', {
        ...{ id: newId(), made_at: new Date(), expires_at: new Date(Date.now() + 60_000), ...row },
      });
    await revocation({ subject: 'one', before_s: 100 });
    await revocation({ subject: 'one', before_s: 200 });
    await revocation({ subject: 'gone', before_s: 50, expires_at: new Date(Date.now() - 1) });
    await revocation({ token_id: tokenId });
    const list = await server.get<{ asOf: string; entries: object[] }>('/revocations');
    expect(list.entries).toEqual([{ sub: 'one', before: 200 }, { jti: tokenId }]);
    expect(Math.abs(Date.parse(list.asOf) - Date.now())).toBeLessThan(5000);
  });

  it('answer no operation without a token', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{ __typename }"}' },
    });
    expect(response.status).toBe(401);
  });
});
