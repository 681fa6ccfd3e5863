import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { newId, systemClock } from '@nuan/kernel';
import { insertRow, useTestDatabase } from '@nuan/testing';

import { type IdentityServer, startIdentity } from '../../testing/identity-server';
import { identitySubgraph } from '../identity.subgraph';
import { IDENTITY_PROGRAM } from '../system.viewer';
import { PersonRole } from '../role/person-role';
import { appoint } from '../user/appointment';
import { revokeSubjects } from './revocation';

/** The program starts in production here, and is told of no list of revocations: it keeps the list itself. */
describe('the revocations that this program keeps', () => {
  const db = useTestDatabase(identitySubgraph.database);
  let server: IdentityServer;

  beforeAll(async () => {
    server = await startIdentity(db.url);
  });
  afterAll(() => server.stop());

  async function administrator(): Promise<{ readonly userId: string; readonly token: string }> {
    const subject = newId();
    const { userId } = await appoint(new Acts(db.owner, systemClock), {
      ...{ role: PersonRole.ADMIN, regionCode: '340000', issuer: server.external.name, subject, name: '演示人' },
      isReadingOnly: false,
    });
    const { body } = await server.exchange(await server.external.sign(subject));
    return { userId, token: String(body.access_token) };
  }
  const codes = async (token: string): Promise<unknown[]> =>
    ((await server.ask(token, '{ users(first: 1) { totalCount } }')).errors ?? []).map(
      ({ extensions }) => (extensions as { code: string }).code,
    );

  it('end the tokens of a person here with the act that takes the right away, and nobody else’s', async () => {
    const [leaver, other] = [await administrator(), await administrator()];
    expect([await codes(leaver.token), await codes(other.token)]).toEqual([[], []]);
    await new Acts(db.app, systemClock).perform(IDENTITY_PROGRAM, 'test.revoke', (tx) =>
      revokeSubjects(tx, systemClock, [leaver.userId]),
    );
    expect([await codes(leaver.token), await codes(other.token)]).toEqual([['UNAUTHENTICATED'], []]);
  });

  it('end one token by its id', async () => {
    const { token } = await administrator();
    const { jti } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { jti: string };
    await insertRow(db.app, 'token_revocation', {
      ...{ id: newId(), token_id: jti, made_at: new Date(), expires_at: new Date(Date.now() + 60_000) },
    });
    expect(await codes(token)).toEqual(['UNAUTHENTICATED']);
  });
});
