import { beforeEach, describe, expect, it } from '@jest/globals';
import { isCheckViolation, isUniqueViolation } from '@nuan/database';
import { useTestDatabase } from '@nuan/testing';

import { anEnterprise, aPeriod } from '../../testing/rows';
import { distressOn, statusOn } from '../enterprise/current-distress';
import { EnterpriseStatus } from '../enterprise/enterprise-status';
import { enterprisesSubgraph } from '../enterprises.subgraph';

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('distress periods', () => {
  const database = useTestDatabase(enterprisesSubgraph.database);
  let enterprise: string;
  const state = async (): Promise<unknown> => {
    const sql = 'select distress_kind, distress_from_on, version from enterprise where id = $1';
    return ((await database.app.query(sql, [enterprise])) as unknown[])[0];
  };

  beforeEach(async () => {
    enterprise = await anEnterprise(database.owner);
  });

  it('set the present distress of the enterprise when one opens, and clear it when it ends', async () => {
    const period = await aPeriod(database.app, enterprise);
    expect(await state()).toEqual({ distress_kind: 'LOSS_MAKING', distress_from_on: '2016-06-01', version: 2 });
    await database.owner.query(
      `update distress_period set to_on = '2016-12-31', recorded_on = '2017-01-02' where id = $1`,
      [period],
    );
    expect(await state()).toEqual({ distress_kind: null, distress_from_on: null, version: 3 });
  });

  it('leave the enterprise alone when only the past changes', async () => {
    await aPeriod(database.app, enterprise, { from_on: '2014-01-01', to_on: '2014-12-31', recorded_on: '2015-01-05' });
    expect(await state()).toEqual({ distress_kind: null, distress_from_on: null, version: 1 });
  });

  it('are open once per enterprise at most', async () => {
    await aPeriod(database.app, enterprise);
    const second = await refusal(
      aPeriod(database.app, enterprise, { from_on: '2016-07-01', recorded_on: '2016-07-02' }),
    );
    expect(isUniqueViolation(second, 'distress_period_open_unique')).toBe(true);
  });

  it('are never recorded before they begin nor ended before they are over', async () => {
    const rule = 'distress_period_recorded_after';
    const future = aPeriod(database.app, enterprise, { from_on: '2017-03-01', recorded_on: '2017-01-23' });
    expect(isCheckViolation(await refusal(future), rule)).toBe(true);
    const early = aPeriod(database.app, enterprise, { to_on: '2017-03-31', recorded_on: '2017-01-23' });
    expect(isCheckViolation(await refusal(early), rule)).toBe(true);
    expect(await state()).toMatchObject({ distress_kind: null });
  });
});

describe('the state of an enterprise on a day', () => {
  const distressed = { distressKind: 'ZOMBIE' as never, distressFromOn: '2017-01-23', closedOn: null };

  it.each([
    ['2017-01-22', null, EnterpriseStatus.NORMAL],
    ['2017-01-23', 'ZOMBIE', EnterpriseStatus.DISTRESSED],
  ])('is on %s %s, %s', (on, kind, status) => {
    expect(distressOn(distressed, on)).toBe(kind);
    expect(statusOn(distressed, on)).toBe(status);
  });

  it('is CLOSED from the day of deregistration, distressed or not', () => {
    expect(statusOn({ ...distressed, closedOn: '2017-02-01' }, '2017-01-31')).toBe(EnterpriseStatus.DISTRESSED);
    expect(statusOn({ ...distressed, closedOn: '2017-02-01' }, '2017-02-01')).toBe(EnterpriseStatus.CLOSED);
  });
});
