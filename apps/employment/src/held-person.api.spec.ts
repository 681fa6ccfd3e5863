import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { useTestDatabase } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';
import { aKey, answerOf } from './mutation-kit';
import { recordBuilders } from './record-builders';

describe('a person whose owner erased it', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);

  /** What names the person, and the rest of an input that would otherwise do. */
  const acts: readonly (readonly [string, string, string, () => Promise<object>])[] = [
    [
      'enrollPerson',
      'Enrollment',
      'personId',
      async () => {
        const program = await a.program({ year: 2017 });
        return { sessionId: (await a.session(program.id, { starts_on: '2017-02-06', ends_on: '2017-02-17' })).id };
      },
    ],
    ['referPerson', 'JobReferral', 'personId', async () => ({ vacancyId: (await a.vacancy()).id })],
    [
      'recordPlacement',
      'Placement',
      'personId',
      async () => ({
        employerId: (await a.enterprise({ is_demonstration: true })).id,
        routes: ['DEMONSTRATION_UNIT'],
        contractRef: 'HT-1',
      }),
    ],
    [
      'grantAsset',
      'AssetGrant',
      'personId',
      () => Promise.resolve({ asset: '早餐车', serial: newId().slice(0, 12), value: '8000.00', givenOn: '2017-01-10' }),
    ],
    [
      'applyStartup',
      'StartupProject',
      'leaderId',
      async () => ({
        ...{ name: '家政服务站', support: ['GRANT'], amount: '30000.00', jobsPlanned: 10 },
        enterpriseId: (await a.enterprise()).id,
      }),
    ],
    [
      'recordStartupHire',
      'Placement',
      'personId',
      async () => {
        const enterpriseId = (await a.enterprise()).id;
        return { projectId: (await a.project({ enterprise_id: enterpriseId })).id, contractRef: 'HT-7' };
      },
    ],
  ];

  it.each(acts)('is refused by %s', async (mutation, type, field, rest) => {
    const run = async (personId: string) =>
      answerOf(
        db,
        mutation,
        { ...(await rest()), [field]: personId, idempotencyKey: aKey() },
        { selection: `... on ${type} { id }` },
      );
    const erased = await a.worker({ erased_on: '2017-01-20' });
    expect(await run(erased.id)).toMatchObject({ __typename: 'RuleBroken', rule: 'PERSON_ERASED', field });
    expect(await run((await a.worker()).id)).toMatchObject({ __typename: type });
  });

  it('is handed no asset by another', async () => {
    const grant = await a.asset({ person_id: (await a.worker()).id });
    const input = { id: grant.id, expectedVersion: 1, toPersonId: (await a.worker({ erased_on: '2017-01-20' })).id };
    const answer = await answerOf(
      db,
      'transferAsset',
      { ...input, reason: '转交' },
      { selection: '... on AssetGrant { id }' },
    );
    expect(answer).toMatchObject({ rule: 'PERSON_ERASED', field: 'toPersonId' });
  });
});
