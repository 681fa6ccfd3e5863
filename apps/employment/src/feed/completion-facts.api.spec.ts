import { describe, expect, it } from '@jest/globals';
import { useTestDatabase } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { aKey, answerOf, hefei, noonOf, stepOf } from '../mutation-kit';
import { recordBuilders } from '../record-builders';

describe('what others follow of employment', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const published = (entity: string, id: string): Promise<{ version: string; facts: Record<string, unknown> }[]> =>
    db.app.query('select version, facts from change where entity = $1 and entity_id = $2 order by version', [
      entity,
      id,
    ]);

  it('says that a training was completed, step by step', async () => {
    const program = await a.program({ year: 2017 });
    const session = await a.session(program.id, { starts_on: '2017-01-10', ends_on: '2017-01-25' });
    const { id: personId } = await a.worker();
    const options = { selection: '... on Enrollment { id version }', viewer: hefei, clock: noonOf('2017-01-23') };
    const input = { sessionId: session.id, personId, idempotencyKey: aKey() };
    const applied = await answerOf(db, 'enrollPerson', input, options);
    const admitted = await answerOf(db, 'admitEnrollment', stepOf(applied), options);
    const day = { enrollmentId: admitted.id, hours: 6, idempotencyKey: aKey() };
    const attending = await answerOf(db, 'recordAttendance', day, options);
    await answerOf(db, 'completeEnrollment', stepOf(attending), options);
    const changes = await published('Enrollment', applied.id);
    expect(changes.map(({ facts }) => facts['state'])).toEqual(['APPLIED', 'ADMITTED', 'ATTENDING', 'COMPLETED']);
    expect(changes.at(-1)?.facts).toEqual({
      personId,
      sessionId: session.id,
      state: 'COMPLETED',
      completedOn: '2017-01-23',
    });
  });

  it('says who was given an asset and what became of it, and never what it was or was worth', async () => {
    const { id: personId } = await a.worker();
    const cart = { personId, asset: '早餐车', serial: 'CART-F1', value: '8000.00', idempotencyKey: aKey() };
    const options = { selection: '... on AssetGrant { id version }' };
    const given = await answerOf(db, 'grantAsset', cart, options);
    await answerOf(db, 'recoverAsset', { ...stepOf(given), reason: '另有工作' }, options);
    expect((await published('AssetGrant', given.id)).map(({ facts }) => facts)).toEqual([
      { personId, givenOn: '2017-01-23', state: 'GIVEN' },
      { personId, givenOn: '2017-01-23', state: 'RECOVERED' },
    ]);
  });

  it('says whose start-up is applied for, and never the money', async () => {
    const { id: leaderId } = await a.worker();
    const about = { name: '家政服务站', support: ['GRANT'], amount: '30000.00', jobsPlanned: 4, leaderId };
    const options = { selection: '... on StartupProject { id version }' };
    const applied = await answerOf(db, 'applyStartup', { ...about, idempotencyKey: aKey() }, options);
    const [change] = await published('StartupProject', applied.id);
    expect(change?.facts).toEqual({ leaderId, state: 'APPLIED', fundedOn: null });
  });

  it('says who was placed and when the job ended, and never the wage or the contract', async () => {
    const { id: employerId } = await a.enterprise({ is_demonstration: true });
    const { id: personId } = await a.worker();
    const job = { personId, employerId, routes: ['DEMONSTRATION_UNIT'], wage: '2600.00', contractRef: 'HT-1' };
    const options = { selection: '... on Placement { id version }' };
    const placed = await answerOf(db, 'recordPlacement', { ...job, idempotencyKey: aKey() }, options);
    await answerOf(db, 'endPlacement', { ...stepOf(placed), reason: '合同到期' }, options);
    const facts = { personId, employerId, placedOn: '2017-01-23', routes: ['DEMONSTRATION_UNIT'] };
    expect((await published('Placement', placed.id)).map((change) => change.facts)).toEqual([
      { ...facts, endedOn: null },
      { ...facts, endedOn: '2017-01-23' },
    ]);
  });
});
