import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';
import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';

import { loseTo } from '../../testing/contest';
import { type IdentityServer, startIdentity } from '../../testing/identity-server';
import { aDelegation, anAssignment, anEmergency, aUser } from '../../testing/rows';
import { identitySubgraph } from '../identity.subgraph';

describe('exchanging a token of an accepted issuer', () => {
  const db = useTestDatabase(identitySubgraph.database);
  let server: IdentityServer;

  beforeAll(async () => {
    server = await startIdentity(db.url);
  });
  afterAll(() => server.stop());

  /** A user of the external issuer with one role. */
  async function officer(row = {}): Promise<{ id: string; subject: string; assignment: string }> {
    const subject = newId();
    const id = await aUser(db.app, { subject });
    return { id, subject, assignment: await anAssignment(db.app, id, row) };
  }

  const lastSignIn = async (): Promise<Record<string, unknown> | undefined> =>
    (await db.owner.query<Record<string, unknown>[]>('select * from sign_in order by id desc limit 1'))[0];

  it('gives a token of ten minutes at most for the role that is held, which every verifier accepts', async () => {
    const unionId = newId();
    const { id, subject } = await officer({ read_regions: ['340100'], write_regions: ['340102'], union_id: unionId });
    const { status, headers, body } = await server.exchange(await server.external.sign(subject), { role: 'county' });
    expect({ status, expires: body.expires_in, cache: headers.get('cache-control') }).toEqual({
      ...{ status: 200, expires: 600, cache: 'no-store' },
    });
    const token = String(body.access_token);
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    expect(await server.verifier.verify(`Bearer ${token}`)).toMatchObject({
      ...{ subject: id, role: 'county', readPrefixes: ['3401'], writePrefixes: ['340102'], unionId },
      credential: { tokenId: decodeJwt(token).jti, client: 'dashboard', onBehalfOf: null, emergencyId: null },
    });
    expect(await lastSignIn()).toMatchObject({
      outcome: 'ISSUED',
      user_id: id,
      role: 'COUNTY',
      token_id: decodeJwt(token).jti,
    });
  });

  it('asks which role when several are held, on record, and gives one of them', async () => {
    const { id, subject } = await officer();
    const other = await anAssignment(db.app, id, { role: 'MAKER', read_regions: ['340103'] });
    const choice = await server.exchange(await server.external.sign(subject));
    expect(choice).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
    expect(choice.body.roles).toHaveLength(2);
    expect(await lastSignIn()).toMatchObject({ outcome: 'REFUSED', refusal: 'ROLE_TO_BE_CHOSEN', user_id: id });
    const { body } = await server.exchange(await server.external.sign(subject), { assignment: other });
    expect(decodeJwt(String(body.access_token))).toMatchObject({ role: 'maker', read: ['340103'] });
  });

  it('ends a token with the role that it rests on', async () => {
    const { subject } = await officer({ valid_to: new Date(Date.now() + 120_000) });
    const { body } = await server.exchange(await server.external.sign(subject));
    expect(body.expires_in).toBeLessThanOrEqual(120);
  });

  it('lets a delegate act under its own id, on behalf of the delegator', async () => {
    const lender = await officer();
    const delegate = await officer({ role: 'CASHIER', read_regions: ['340200'] });
    const delegation = await aDelegation(db.app, {
      ...{ assignment_id: lender.assignment, delegator_id: lender.id, delegate_id: delegate.id },
    });
    const { body } = await server.exchange(await server.external.sign(delegate.subject), { delegation });
    expect(decodeJwt(String(body.access_token))).toMatchObject({
      ...{ sub: delegate.id, role: 'county', on_behalf_of: lender.id, read: ['340102'], write: ['340102'] },
    });
    expect((await server.exchange(await server.external.sign(lender.subject), { delegation })).status).toBe(400);
  });

  it('opens reading in an emergency, shuts writing, and names the access in the token', async () => {
    const { id, subject, assignment } = await officer();
    const emergency = await anEmergency(db.app, { user_id: id, assignment_id: assignment });
    const { body } = await server.exchange(await server.external.sign(subject), { emergency });
    expect(decodeJwt(String(body.access_token))).toMatchObject({
      ...{ role: 'county', read: ['340102', '340103'], write: [], emergency },
    });
    expect(await lastSignIn()).toMatchObject({ emergency_id: emergency });
  });

  it('names the unions that bound a role in its tokens, whoever holds it: its owner, a delegate, or both in an emergency', async () => {
    const [STEEL, ROLLING] = [newId(), newId()] as const;
    const lender = await officer({ role: 'MAKER', read_unions: [STEEL], write_unions: [ROLLING] });
    const claims = async (subject: string, wanted: Record<string, string>) => {
      const { body } = await server.exchange(await server.external.sign(subject), wanted);
      const { readUnions, writeUnions } = await server.verifier.verify(`Bearer ${String(body.access_token)}`);
      return [readUnions, writeUnions];
    };
    expect(await claims(lender.subject, { role: 'maker' })).toEqual([[STEEL], [ROLLING]]);
    const delegate = await officer({ role: 'CITY', read_regions: ['340200'] });
    const lent = { role: 'MAKER', assignment_id: lender.assignment, delegator_id: lender.id, delegate_id: delegate.id };
    expect(await claims(delegate.subject, { delegation: await aDelegation(db.app, lent) })).toEqual([
      [STEEL],
      [ROLLING],
    ]);
    expect(await claims(delegate.subject, { role: 'city' })).toEqual([null, null]);
    const opened = { role: 'MAKER', user_id: lender.id, assignment_id: lender.assignment };
    expect(await claims(lender.subject, { emergency: await anEmergency(db.app, opened) })).toEqual([
      [STEEL],
      [ROLLING],
    ]);
    const reader = await officer({ role: 'MAKER', read_unions: [STEEL] });
    expect(await claims(reader.subject, { role: 'maker' })).toEqual([[STEEL], [STEEL]]);
  });

  it.each([
    ['an expired token', { expiresInS: -60 }, 'TOKEN_INVALID'],
    ['a token that is not valid yet', { notBeforeInS: 120 }, 'TOKEN_INVALID'],
    ['a token of an issuer that is not accepted', { issuer: 'https://other.test' }, 'TOKEN_INVALID'],
    ['a token for another audience', { audience: 'elsewhere' }, 'TOKEN_INVALID'],
    ['a token without a key id', { kid: null }, 'TOKEN_INVALID'],
    ['a token with the id of another key', { kid: 'other' }, 'TOKEN_INVALID'],
  ] as const)('refuses %s with one answer, and puts it on record', async (_what, change, refusal) => {
    const { subject } = await officer();
    const { status, body } = await server.exchange(await server.external.sign(subject, change));
    expect({ status, body }).toEqual({ status: 400, body: REFUSED });
    expect(await lastSignIn()).toMatchObject({ outcome: 'REFUSED', refusal, token_id: null });
  });

  it('refuses unknown persons, disabled users and roles that are not held with the same answer', async () => {
    const stranger = await server.exchange(await server.external.sign('nobody'));
    const disabled = await officer();
    await db.owner.query(`update user_account set disabled_at = now(), disabled_by = 'x' where id = $1`, [disabled.id]);
    const { subject, assignment } = await officer();
    const answers = [
      stranger,
      await server.exchange(await server.external.sign(disabled.subject)),
      await server.exchange(await server.external.sign(subject), { role: 'cashier' }),
      await server.exchange(await server.external.sign(subject), { delegation: newId() }),
      await server.exchange(await server.external.sign(subject), { emergency: newId() }),
      await server.exchange(await server.external.sign(subject), { assignment: disabled.assignment }),
    ];
    expect(new Set(answers.map(({ status, body }) => JSON.stringify({ status, body }))).size).toBe(1);
    expect(stranger.body).toEqual(REFUSED);
    expect((await server.exchange(await server.external.sign(subject), { assignment })).status).toBe(200);
  });

  it('gives nothing for a role that is being taken away at the moment', async () => {
    const { id, subject, assignment } = await officer();
    const token = await server.external.sign(subject);
    const revoke = `update role_assignment set revoked_at = now(), revoked_by = 'x', revoked_reason = 'x' where id = $1`;
    const { body } = await loseTo(
      db,
      'user_account',
      id,
      () => server.exchange(token, { role: 'county' }),
      (manager) => manager.query(revoke, [assignment]),
    );
    expect(body).toEqual(REFUSED);
  });

  it('gives nothing to a name of the issuer that is being unlinked at the moment', async () => {
    const { id, subject } = await officer();
    const token = await server.external.sign(subject);
    const unlink = `update external_identity set unlinked_at = now(), unlinked_by = 'x' where user_id = $1`;
    const { body } = await loseTo(
      db,
      'user_account',
      id,
      () => server.exchange(token, { role: 'county' }),
      (manager) => manager.query(unlink, [id]),
    );
    expect(body).toEqual(REFUSED);
    expect(await lastSignIn()).toMatchObject({ refusal: 'IDENTITY_UNKNOWN', user_id: id, token_id: null });
  });

  it('refuses a token signed by somebody else in the name of the issuer', async () => {
    const { subject } = await officer();
    const { kid } = decodeProtectedHeader(await server.external.sign(subject));
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const forged = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: String(kid) })
      .setSubject(subject)
      .setIssuer(server.external.name)
      .setAudience('nuan-login')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    expect((await server.exchange(forged)).body).toEqual(REFUSED);
  });

  it.each([
    ['without a token', { subject_token: '' }],
    ['of another kind of token', { subject_token_type: 'urn:ietf:params:oauth:token-type:saml2' }],
    ['for a role that no person holds', { role: 'partner' }],
    ['for two things at once', { delegation: newId(), emergency: newId() }],
    ['by an id that is none', { assignment: `x' or true` }],
  ])('refuses a request %s as malformed', async (_what, change) => {
    const { status, body } = await server.exchange('a.b.c', change);
    expect({ status, error: body.error }).toEqual({ status: 400, error: 'invalid_request' });
  });

  it('reads forms on this path alone', async () => {
    const json = await fetch(`${server.url}/token`, {
      ...{
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"grant_type":"client_credentials"}',
      },
    });
    expect(json.status).toBe(400);
    const { subject } = await officer();
    const { body } = await server.exchange(await server.external.sign(subject), { role: 'county' });
    const form = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${String(body.access_token)}` },
      body: new URLSearchParams({ query: '{ a }' }),
    });
    expect(form.status).toBe(415);
    expect((await server.form({ grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
  });
});

const REFUSED = {
  error: 'invalid_grant',
  error_description: 'The token or the role that is asked for does not hold.',
};
