import { describe, expect, it } from '@jest/globals';
import { Acts } from '@nuan/facts';
import { type Clock, fixedClock, newId } from '@nuan/kernel';
import { insertRow, useTestDatabase } from '@nuan/testing';

import { aUser } from '../../testing/rows';
import { identitySubgraph } from '../identity.subgraph';
import { IDENTITY_PROGRAM } from '../system.viewer';
import { listRevocations, revokeSubjects, revokeTokensOf } from './revocation';

const at = (text: string): Date => new Date(`2026-11-25T${text}Z`);

describe('the list of revocations', () => {
  const db = useTestDatabase(identitySubgraph.database);
  const perform = (clock: Clock, work: (acts: Acts) => Promise<unknown>) => work(new Acts(db.app, clock));

  it('refuses also the tokens of the second in which the right was taken away', async () => {
    const clock = fixedClock(at('12:00:00.700'));
    await perform(clock, (acts) =>
      acts.perform(IDENTITY_PROGRAM, 'test.revoke', (tx) => revokeSubjects(tx, clock, ['officer', 'officer'])),
    );
    const { entries } = await listRevocations(db.app, at('12:00:01'));
    expect(entries).toEqual([{ sub: 'officer', before: at('12:00:01').getTime() / 1000 }]);
  });

  it('forgets when the last token is over, and not before', async () => {
    const clock = fixedClock(at('13:00:00'));
    await perform(clock, (acts) =>
      acts.perform(IDENTITY_PROGRAM, 'test.revoke', (tx) => revokeSubjects(tx, clock, ['leaver'])),
    );
    const holds = async (when: string): Promise<boolean> =>
      (await listRevocations(db.app, at(when))).entries.some((entry) => 'sub' in entry && entry.sub === 'leaver');
    expect([await holds('13:10:59'), await holds('13:11:01')]).toEqual([true, false]);
  });

  it('ends the living tokens of one emergency or delegation, and no others', async () => {
    const clock = fixedClock(at('14:00:00'));
    const userId = await aUser(db.app);
    const emergency = newId();
    const token = async (expiresAt: Date, emergencyId: string): Promise<string> => {
      const tokenId = newId();
      await insertRow(db.app, 'sign_in', {
        ...{
          id: newId(),
          happened_at: at('13:55:00'),
          grant_type: 'TOKEN_EXCHANGE',
          outcome: 'ISSUED',
          user_id: userId,
        },
        ...{ emergency_id: emergencyId, token_id: tokenId, token_expires_at: expiresAt },
      });
      return tokenId;
    };
    const living = await token(at('14:05:00'), emergency);
    await token(at('13:59:00'), emergency);
    await token(at('14:05:00'), newId());
    await perform(clock, (acts) =>
      acts.perform(IDENTITY_PROGRAM, 'test.revoke', (tx) => revokeTokensOf(tx, clock, 'emergency_id', emergency)),
    );
    const { entries } = await listRevocations(db.app, at('14:00:00'));
    expect(entries.filter((entry) => 'jti' in entry)).toEqual([{ jti: living }]);
  });
});
