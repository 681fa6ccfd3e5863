import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '@nuan/testing';

import { type IdentityServer, startIdentity } from '../../testing/identity-server';
import { anAssignment, anEmergency, aUser } from '../../testing/rows';
import { identitySubgraph } from '../identity.subgraph';

describe('reviews of emergencies', () => {
  const db = useTestDatabase(identitySubgraph.database);
  let identity: IdentityServer;
  beforeAll(async () => {
    identity = await startIdentity(db.url);
  });
  afterAll(() => identity.stop());

  const opened = async (row: object = {}): Promise<string> => {
    const userId = await aUser(db.app);
    return anEmergency(db.app, { user_id: userId, assignment_id: await anAssignment(db.app, userId), ...row });
  };
  const figures = async (): Promise<string[]> =>
    (await (await fetch(`${identity.url}/metrics`)).text())
      .split('\n')
      .filter((line) => line.startsWith('nuan_emergency'));

  it('that wait and that are overdue are counted for a monitor, until they are made', async () => {
    expect(await figures()).toEqual(['nuan_emergency_reviews_waiting 0', 'nuan_emergency_reviews_overdue 0']);
    await opened();
    const overdue = await opened({ review_due_on: '2020-01-01' });
    expect(await figures()).toEqual(['nuan_emergency_reviews_waiting 2', 'nuan_emergency_reviews_overdue 1']);
    await db.owner.query(
      `update emergency_access set ended_at = now(), ended_by = 'x', reviewed_at = now(), reviewed_by = 'reviewer', verdict = 'JUSTIFIED',
         review_note = 'checked' where id = $1`,
      [overdue],
    );
    expect(await figures()).toEqual(['nuan_emergency_reviews_waiting 1', 'nuan_emergency_reviews_overdue 0']);
  });
});
