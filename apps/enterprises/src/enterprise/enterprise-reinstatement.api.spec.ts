import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, useTestDatabase } from '@nuan/testing';
import { verifyAudit } from '@nuan/facts';

import { type Answer, city, maker, mutate, province } from '../../testing/mutate';
import { anEnterprise, aPeriod, aUnion } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';

const SELECTION = `... on Enterprise { id version status closedOn closedReason union { id }
  corrections { deregisteredOn deregisteredReason reason distressPeriod { id } visit { id } } }`;
const REGION = '340103';

describe('a wrong deregistration', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  let firm: Answer;

  const run = (name: string, input: object, viewer = city): Promise<Answer> =>
    mutate(db, name, input, { selection: SELECTION, viewer });
  const step = (more: object = {}): object => ({ id: firm.id, expectedVersion: firm.version, ...more });
  const undo = (viewer = city): Promise<Answer> =>
    run('reinstateEnterprise', step({ reason: '同名企业误注销' }), viewer);
  const total = async (): Promise<number> => {
    const query = `{ region(code: "${REGION}") { enterpriseStats { total distressed } } }`;
    const { data } = await executeSubgraph(enterprisesSubgraph, { db: db.app, viewer: city, query });
    return (data['region'] as { enterpriseStats: { total: number } }).enterpriseStats.total;
  };
  const closed = async (row: Record<string, string> = {}, version = 1): Promise<Answer> => {
    const id = await anEnterprise(db.owner, { region_code: REGION, ...row });
    firm = { id, version } as Answer;
    return (firm = await run('deregisterEnterprise', step({ closedOn: '2017-01-20', reason: '破产清算终结' }), maker));
  };

  beforeEach(() => closed());

  it('is taken back by the city with a reason: it counts again, and both entries stay on record', async () => {
    const before = await total();
    const back = await undo();
    expect(back).toMatchObject({
      ...{ status: 'NORMAL', closedOn: null, closedReason: null, version: firm.version + 1 },
      corrections: [
        {
          ...{ deregisteredOn: '2017-01-20', deregisteredReason: '破产清算终结', reason: '同名企业误注销' },
          ...{ distressPeriod: null, visit: null },
        },
      ],
    });
    expect(await total()).toBe(before + 1);
    const audit = await db.owner.query<object[]>(
      `select actor, action, region_code as region, detail ->> 'correctedDeregistration' as taken from audit_entry
       where $1::uuid = any(subject_ids) order by seq desc limit 1`,
      [firm.id],
    );
    expect(audit).toEqual([{ actor: 'city-1', action: 'enterprise.reinstate', region: REGION, taken: '2017-01-20' }]);
    const changes = await db.app.query<object[]>(
      `select facts ->> 'closedOn' as closed from change where entity_id = $1 order by version desc limit 2`,
      [firm.id],
    );
    expect(changes).toEqual([{ closed: null }, { closed: '2017-01-20' }]);
    expect(await verifyAudit(db.owner)).toMatchObject({ breaks: [] });
  });

  it('can happen again, on the same day too; each is taken back by an entry of its own', async () => {
    for (const times of [1, 2]) {
      firm = await undo();
      expect(firm['corrections']).toHaveLength(times);
      firm = await run('deregisterEnterprise', step({ closedOn: '2017-01-20', reason: '再次注销' }), maker);
    }
  });

  it('gives back the distress that was open', async () => {
    const id = await anEnterprise(db.owner, { region_code: REGION });
    await aPeriod(db.owner, id, { from_on: '2016-12-01', recorded_on: '2016-12-02' });
    firm = { id, version: 2 } as Answer;
    firm = await run('deregisterEnterprise', step({ closedOn: '2017-01-10', reason: '误录' }));
    expect(await undo(province)).toMatchObject({ status: 'DISTRESSED' });
  });

  it('follows a union that was dissolved meanwhile to its successor', async () => {
    const [last, next, union] = [await aUnion(db.owner), await aUnion(db.owner), await aUnion(db.owner)];
    await closed({ union_id: union });
    for (const [gone, successor] of [
      [union, next],
      [next, last],
    ])
      await db.owner.query(
        `update trade_union set dissolved_on = '2017-01-21', dissolved_reason = '合并', successor_id = $2, version = version + 1 where id = $1`,
        [gone, successor],
      );
    expect(await undo()).toMatchObject({ status: 'NORMAL', union: { id: last } });
  });

  it('is taken back by no officer of a county, nobody of another city, and of no enterprise that stands', async () => {
    expect(await undo(maker)).toMatchObject({ code: 'FORBIDDEN' });
    firm = { ...firm, version: firm.version + 1 };
    expect(await undo()).toMatchObject({ __typename: 'VersionConflict' });
    firm = { ...firm, version: firm.version - 1 };
    firm = await undo();
    expect(await undo()).toMatchObject({ __typename: 'TransitionRefused', state: 'NORMAL' });
    const away = await anEnterprise(db.owner, { region_code: '340202', closed_on: '2017-01-02' });
    expect(await run('reinstateEnterprise', { id: away, expectedVersion: 1, reason: '越权' })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is taken back by nothing but its counter-entry, past the officer’s hand', async () => {
    await expect(db.app.query('update enterprise set closed_on = null where id = $1', [firm.id])).rejects.toMatchObject(
      {
        constraint: 'enterprise_closed_final',
      },
    );
    const entry = (deregisteredOn: string): Promise<unknown> =>
      db.owner.query(
        `insert into entry_correction (id, enterprise_id, deregistered_on, reason, corrected_on, corrected_by)
         values ($1, $2, $3, '误录', '2017-01-23', 'city-1')`,
        [newId(), firm.id, deregisteredOn],
      );
    await expect(entry('2017-01-19')).rejects.toMatchObject({ constraint: 'entry_correction_deregistration_stands' });
    await entry('2017-01-20');
    await expect(entry('2017-01-20')).rejects.toMatchObject({ constraint: 'entry_correction_deregistration_stands' });
  });
});
