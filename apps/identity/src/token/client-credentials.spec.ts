import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { insertRow, useTestDatabase } from '@nuan/testing';
import { decodeJwt } from 'jose';
import { DataSource } from 'typeorm';

import { loseTo } from '../../testing/contest';
import { type IdentityServer, startIdentity } from '../../testing/identity-server';
import { aClient } from '../../testing/rows';
import { newClientSecret } from '../client/client-secret';
import { identitySubgraph } from '../identity.subgraph';

describe('a program that signs in by itself', () => {
  const db = useTestDatabase(identitySubgraph.database);
  let server: IdentityServer;

  beforeAll(async () => {
    server = await startIdentity(db.url);
  });
  afterAll(() => server.stop());

  async function aSecret(id: string, expiresAt: Date | null = null): Promise<string> {
    const { secret, kept } = await newClientSecret();
    await insertRow(db.app, 'client_secret', {
      ...{ id: newId(), client_id: id, ...kept, made_at: new Date(), made_by: 'fixture', expires_at: expiresAt },
    });
    return secret;
  }

  async function client(row = {}): Promise<{ id: string; clientId: string; secret: string }> {
    const clientId = `hr-${newId().slice(-12)}`;
    const id = await aClient(db.app, { client_id: clientId, ...row });
    return { id, clientId, secret: await aSecret(id) };
  }

  const sign = (clientId: string, secret: string, more = {}) =>
    server.form({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret, ...more });

  it('gets a token with its rights, its one subgraph and its contract', async () => {
    const { id, clientId, secret } = await client();
    const { status, body } = await sign(clientId, secret);
    expect({ status, scope: body.scope }).toEqual({ status: 200, scope: 'wageCase:read wageCase:write' });
    expect(decodeJwt(String(body.access_token))).toMatchObject({
      ...{ sub: id, role: 'partner', client_id: clientId, subgraph: 'migrants', contract: 'human-resources' },
      ...{ read: ['340100'], write: ['340100'], department: 'HUMAN_RESOURCES', rate_class: 'STANDARD' },
    });
    expect((await server.verifier.verify(`Bearer ${body.access_token ?? ''}`)).scopes).toHaveLength(2);
  });

  it('says of a service of the platform that it is one, and of no partner’s program', async () => {
    const says = async (row: object) => {
      const { clientId, secret } = await client(row);
      const { body } = await sign(clientId, secret);
      const { credential } = await server.verifier.verify(`Bearer ${body.access_token ?? ''}`);
      return [decodeJwt(String(body.access_token))['service'], credential?.isService];
    };
    expect(await says({})).toEqual([undefined, undefined]);
    const service = { kind: 'SERVICE', department: 'DATA_CENTRE', subgraph: null, contract: null };
    expect(await says(service)).toEqual([true, true]);
  });

  it('may ask for fewer rights and not for more', async () => {
    const { clientId, secret } = await client();
    const fewer = await sign(clientId, secret, { scope: 'wageCase:read' });
    expect(decodeJwt(String(fewer.body.access_token))['scope']).toBe('wageCase:read');
    expect((await sign(clientId, secret, { scope: 'wageCase:read household:read' })).status).toBe(401);
  });

  it('may show its secret in the Authorization header', async () => {
    const { clientId, secret } = await client();
    const authorization = `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
    expect((await server.form({ grant_type: 'client_credentials' }, { authorization })).status).toBe(200);
  });

  it('is told the same for an unknown client, a wrong secret, a secret of before and a disabled client', async () => {
    const { id, clientId, secret } = await client();
    const expired = await aSecretOfBefore(id);
    const disabled = await client({ disabled_at: new Date(), disabled_by: 'x' });
    const answers = await Promise.all([
      sign('nobody', secret),
      sign(clientId, 'wrong'),
      sign(clientId, expired),
      sign(disabled.clientId, disabled.secret),
    ]);
    expect(new Set(answers.map(({ status, body }) => JSON.stringify({ status, body })))).toEqual(
      new Set([
        JSON.stringify({
          status: 401,
          body: { error: 'invalid_client', error_description: 'Client and secret do not hold.' },
        }),
      ]),
    );
    expect((await sign(clientId, secret)).status).toBe(200);
  });

  it('is looked for by what can be its name: a personal number in its place reaches no statement', async () => {
    const number = '349900197103170777';
    const asked = jest.spyOn(DataSource.prototype, 'query');
    try {
      expect([(await sign(number, 'wrong')).status, (await sign('nobody', 'wrong')).status]).toEqual([401, 401]);
      const statements = JSON.stringify(asked.mock.calls.map(([sql, values]) => [sql, values]));
      expect([statements.includes('"nobody"'), statements.includes(number)]).toEqual([true, false]);
    } finally {
      asked.mockRestore();
    }
  });

  const aSecretOfBefore = (id: string): Promise<string> => aSecret(id, new Date(Date.now() - 1000));

  it('has two secrets while one replaces the other', async () => {
    const { id, clientId, secret } = await client();
    const before = await aSecret(id, new Date(Date.now() + 3_600_000));
    expect((await sign(clientId, before)).status).toBe(200);
    expect((await sign(clientId, secret)).status).toBe(200);
  });

  it('gets nothing for a secret that is being ended at the moment', async () => {
    const { id, clientId, secret } = await client();
    const leaked = `update client_secret set expires_at = now() where client_id = $1`;
    const answer = await loseTo(
      db,
      'client',
      id,
      () => sign(clientId, secret),
      (manager) => manager.query(leaked, [id]),
    );
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    const [last] = await db.owner.query<object[]>('select refusal, token_id from sign_in order by id desc limit 1');
    expect(last).toEqual({ refusal: 'SECRET_WRONG', token_id: null });
  });

  it('gets nothing once it is being disabled at the moment', async () => {
    const { id, clientId, secret } = await client();
    const answer = await loseTo(
      db,
      'client',
      id,
      () => sign(clientId, secret),
      (manager) => manager.query(`update client set disabled_at = now(), disabled_by = 'x' where id = $1`, [id]),
    );
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it('waits after thirty requests in a minute, and nobody else waits with it', async () => {
    const { clientId } = await client();
    const other = await client();
    const guesses = await Promise.all(Array.from({ length: 30 }, () => sign(clientId, 'guess')));
    expect(guesses.map(({ status }) => status)).toEqual(Array(30).fill(401));
    const limited = await sign(clientId, 'guess');
    expect([limited.status, Number(limited.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await sign(clientId, 'guess')).status).toBe(429);
    // Thirty guesses each, and of those that were turned away the first.
    const [onRecord] = await db.owner.query<object[]>(
      `select count(*) filter (where refusal = 'SECRET_WRONG')::int as wrong, count(*) filter (where refusal = 'TOO_MANY_REQUESTS')::int as turned
       from sign_in s join client c on c.id = s.client_id where c.client_id = $1`,
      [clientId],
    );
    expect(onRecord).toEqual({ wrong: 30, turned: 1 });
    expect((await sign(other.clientId, other.secret)).status).toBe(200);
  });

  it('never sees its secret in the database', async () => {
    const { id, secret } = await client();
    const [row] = await db.owner.query<object[]>(
      'select to_jsonb(c) as kept from client_secret c where client_id = $1',
      [id],
    );
    expect(JSON.stringify(row)).not.toContain(secret);
  });
});
