import { rollupDrift } from '@nuan/database';
import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate } from '../mutation-kit';
import { aWorker } from '../row-builders';
import { healthCheckMachine } from './health-check.machine';

const BATCH = '... on HealthCheckBatch { id version status occupation persons { value precision } checkedOn }';

describe('free health checks', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const run = (name: string, input: object): Promise<Answer> =>
    answerOf(db, `${name}HealthCheckBatch`, input, { selection: BATCH });
  const plan = (input: object = {}): Promise<Answer> =>
    run('plan', {
      ...{ title: '样例环卫工人体检', regionCode: '340102', occupation: 'SANITATION', checkedOn: '2017-01-20' },
      ...{ idempotencyKey: aKey(), ...input },
    });
  const step = ({ id, version }: Answer): object => ({ id, expectedVersion: version });
  const counted = async (): Promise<number> => {
    const query = `{ region(code: "340102") { migrant(year: 2017) { healthChecks } } }`;
    const { data } = await executeSubgraph<{ region: { migrant: { healthChecks: number } } }>(migrantsSubgraph, {
      ...{ db: db.app, viewer: countyMaker, query },
    });
    expect(await rollupDrift(db.owner)).toEqual([]);
    return data.region.migrant.healthChecks;
  };

  it('are planned, counted, counted again and closed; the figures of the region are exact at every step', async () => {
    const before = await counted();
    const planned = await plan();
    expect(planned).toMatchObject({ status: 'PLANNED', persons: { value: 0 } });
    expect(await counted()).toBe(before);
    const recorded = await run('record', { ...step(planned), persons: 120, precision: 'AT_LEAST' });
    expect(recorded).toMatchObject({ status: 'RECORDED', persons: { value: 120, precision: 'AT_LEAST' } });
    expect(await counted()).toBe(before + 120);
    const again = await run('record', { ...step(recorded), persons: 118 });
    expect(again).toMatchObject({ persons: { value: 118, precision: 'EXACT' } });
    const closed = await run('close', step(again));
    expect(closed).toMatchObject({ status: 'CLOSED', persons: { value: 118, precision: 'EXACT' } });
    expect(await counted()).toBe(before + 118);
    expect(await run('record', { ...step(closed), persons: 1 })).toMatchObject({ rule: 'TRANSITION', allowed: [] });
  });

  it('tell of members of filed households that they were checked, once, and count no fewer than they name', async () => {
    const household_id = newId();
    const [filed, other] = [await aWorker(db.owner, { household_id }), await aWorker(db.owner)];
    const planned = await plan();
    const few = await run('record', { ...step(planned), persons: 1, personIds: [filed, other] });
    expect(few).toMatchObject({
      rule: 'PERSONS_BELOW_NAMED',
      field: 'persons',
      facts: [{ name: 'named', value: '2' }],
    });
    const recorded = await run('record', { ...step(planned), persons: 30, personIds: [filed, other] });
    await run('record', { ...step(recorded), persons: 31, personIds: [filed] });
    const records = await db.owner.query(
      'select household_id, worker_id, kind from service_record where health_check_batch_id = $1',
      [planned.id],
    );
    expect(records).toEqual([{ household_id, worker_id: filed, kind: 'HEALTH_CHECK' }]);
  });

  it('have no column that could hold what a check showed', async () => {
    const columns = async (table: string): Promise<string[]> => {
      const sql = 'select column_name as name from information_schema.columns where table_name = $1 order by 1';
      return (await db.owner.query<{ name: string }[]>(sql, [table])).map(({ name }) => name);
    };
    expect(await columns('health_check_batch')).toEqual(
      'checked_on id occupation persons persons_precision region_code status title version'.split(' '),
    );
    expect(await columns('service_record')).toEqual(
      'health_check_batch_id household_id id kind region_code return_service_id served_on worker_id'.split(' '),
    );
  });

  it('are not counted before their day, and are given up with a reason', async () => {
    const planned = await plan({ checkedOn: '2017-01-24' });
    expect(await run('record', { ...step(planned), persons: 9 })).toMatchObject({ rule: 'CHECKS_IN_FUTURE' });
    expect(await run('cancel', { ...step(planned), reason: '改期' })).toMatchObject({ status: 'CANCELLED' });
  });

  it('I34: are written by officers of their region alone', async () => {
    const planned = await plan();
    const code = async (name: string, input: object, viewer = countyMaker): Promise<unknown> =>
      (await mutate(db, `${name}HealthCheckBatch`, input, { selection: '', viewer })).errors[0]?.code;
    const record = { ...step(planned), persons: 5 };
    expect(await code('record', record, viewerWith({ role: 'maker', read: ['340202'] }))).toBe('NOT_FOUND');
    expect(await code('record', record, viewerWith({ role: 'checker', read: ['340102'] }))).toBe('FORBIDDEN');
    expect(await code('record', { ...record, personIds: [newId()] })).toBe('NOT_FOUND');
  });

  testTransitions({ machine: healthCheckMachine, database: db, table: 'health_check_batch' });
});
