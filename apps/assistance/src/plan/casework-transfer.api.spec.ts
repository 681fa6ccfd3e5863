import { describe, expect, it } from '@jest/globals';
import { useTestDatabase, viewerWith } from '@nuan/testing';

import { assistanceSubgraph } from '../assistance.subgraph';
import { answerOf, countyMaker, mutate } from '../mutation-kit';
import { aHousehold, aPairing, aPlan } from './casework-builders';

const selection = `... on CaseworkTakenOver { plans pairings activePlan { id version region { code } } helper { id version } }`;
const chuzhou = viewerWith({ role: 'maker', read: ['341102'] });

describe('taking casework over', () => {
  const db = useTestDatabase(assistanceSubgraph.database);

  it('brings what is open after a household that has moved, once, and leaves what has ended where it happened', async () => {
    const household = await aHousehold(db.app);
    const helper = await aPairing(db.app, { household_id: household });
    const plan = await aPlan(db.owner, { household_id: household, pairing_id: helper });
    const old = await aPlan(db.owner, { household_id: household, status: 'CANCELLED', closed_on: '2016-12-01' });
    const input = { householdId: household };
    expect((await mutate(db, 'takeOverCasework', input, { selection, viewer: chuzhou })).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    await db.app.query(`update household_projection set region_code = '341102', source_version = 2 where id = $1`, [
      household,
    ]);
    expect(await answerOf(db, 'takeOverCasework', input, { selection, viewer: chuzhou })).toMatchObject({
      ...{ plans: 1, pairings: 1 },
      activePlan: { id: plan, version: 2, region: { code: '341102' } },
      helper: { id: helper, version: 2 },
    });
    const again = await answerOf(db, 'takeOverCasework', input, { selection, viewer: chuzhou });
    expect(again).toMatchObject({ plans: 0, pairings: 0, activePlan: { id: plan, version: 2 } });
    const [row] = await db.app.query<object[]>('select region_code from aid_plan where id = $1', [old]);
    expect(row).toEqual({ region_code: '340102' });
    const late = { id: plan, expectedVersion: 2, reason: '取消' };
    const refused = await mutate(db, 'cancelPlan', late, { selection: '... on AidPlan { id }', viewer: countyMaker });
    expect(refused.errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('is refused for a file that is not in force, and to those who only read', async () => {
    const household = await aHousehold(db.app, { status: 'EXITED' });
    const outcome = await answerOf(db, 'takeOverCasework', { householdId: household }, { selection });
    expect(outcome).toMatchObject({ rule: 'FILE_NOT_IN_FORCE' });
    const viewer = viewerWith({ role: 'checker', read: ['340102'] });
    const { errors } = await mutate(db, 'takeOverCasework', { householdId: household }, { selection, viewer });
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });
});
