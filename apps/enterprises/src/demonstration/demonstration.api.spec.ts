import { beforeEach, describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { ask } from '../../testing/ask';
import { type Answer, city, maker, mutate, province } from '../../testing/mutate';
import { anEnterprise } from '../../testing/rows';
import { enterprisesSubgraph } from '../enterprises.subgraph';
import { demonstrationMachine } from './demonstration.machine';

const SELECTION = `... on Enterprise { id version demonstration demonstrationSinceOn supportsEmployment jobsPromised next: jobsPromised(year: 2018)
  demonstrationSteps { status decidedOn grounds } jobPledges { year jobs version } }`;

describe('demonstration units', () => {
  const db = useTestDatabase(enterprisesSubgraph.database);
  let enterprise = '';
  const run = (name: string, input: object, viewer = maker): Promise<Answer> =>
    mutate(db, name, input, { selection: SELECTION, viewer });
  const step = (name: string, expectedVersion: number, viewer = maker): Promise<Answer> =>
    run(
      `${name}DemonstrationUnit`,
      { id: enterprise, expectedVersion, grounds: `依据${String(expectedVersion)}` },
      viewer,
    );
  const promise = (jobs: number, more: object = {}): Promise<Answer> =>
    run('promiseJobs', { enterpriseId: enterprise, year: 2017, jobs, ...more });

  beforeEach(async () => {
    enterprise = await anEnterprise(db.owner);
  });

  testTransitions({ machine: demonstrationMachine, database: db, table: 'enterprise', column: 'demonstration_status' });

  it('are nominated by the county, selected by the city and revoked by the province', async () => {
    expect(await step('nominate', 1)).toMatchObject({
      demonstration: 'NOMINATED',
      supportsEmployment: false,
      version: 2,
    });
    expect(await step('select', 2, city)).toMatchObject({
      demonstration: 'SELECTED',
      supportsEmployment: true,
      version: 3,
    });
    expect(await step('revoke', 3, province)).toMatchObject({
      demonstration: 'REVOKED',
      demonstrationSinceOn: '2017-01-23',
      demonstrationSteps: [
        { status: 'REVOKED', decidedOn: '2017-01-23', grounds: '依据3' },
        { status: 'SELECTED', decidedOn: '2017-01-23', grounds: '依据2' },
        { status: 'NOMINATED', decidedOn: '2017-01-23', grounds: '依据1' },
      ],
    });
    for (const [name, viewer] of [
      ['select', city],
      ['revoke', city],
      ['nominate', maker],
    ] as const)
      expect(await step(name, 4, viewer)).toMatchObject({
        __typename: 'TransitionRefused',
        state: 'REVOKED',
        allowed: [],
      });
  });

  it('are never selected unless nominated, nor by who nominated them, whatever the way', async () => {
    expect(await step('select', 1, city)).toMatchObject({ rule: 'NOMINATED_FIRST', field: 'id' });
    await step('nominate', 1, city);
    expect(await step('select', 2, city)).toMatchObject({ rule: 'FOUR_EYES', field: 'id' });
    const past = (set: string): Promise<unknown> =>
      db.owner.query(`update enterprise set ${set}, version = version + 1 where id = $1`, [enterprise]);
    await expect(past(`demonstration_status = 'SELECTED', demonstration_decided_by = 'city-1'`)).rejects.toMatchObject({
      constraint: 'enterprise_demonstration_four_eyes',
    });
    await expect(past('demonstration_status = null, demonstration_since_on = null')).rejects.toMatchObject({
      constraint: 'enterprise_demonstration_status_transition',
    });
    enterprise = await anEnterprise(db.owner);
    await expect(
      past(`demonstration_status = 'SELECTED', demonstration_since_on = '2017-01-01'`),
    ).rejects.toMatchObject({
      constraint: 'enterprise_demonstration_status_transition',
    });
  });

  it('promise jobs per year; the same again is no change', async () => {
    expect(await promise(20)).toMatchObject({ rule: 'DEMONSTRATION_UNIT', field: 'enterpriseId' });
    await step('nominate', 1);
    expect(await promise(20)).toMatchObject({ jobsPromised: 20, next: null });
    expect(await promise(20)).toMatchObject({ jobPledges: [{ year: 2017, jobs: 20, version: 1 }] });
    expect(await promise(25)).toMatchObject({ __typename: 'VersionConflict', currentVersion: 1 });
    await promise(25, { expectedVersion: 1 });
    expect(await promise(40, { year: 2018 })).toMatchObject({
      jobsPromised: 25,
      next: 40,
      jobPledges: [
        { year: 2018, jobs: 40, version: 1 },
        { year: 2017, jobs: 25, version: 2 },
      ],
    });
    expect(await promise(1, { year: 2020 })).toMatchObject({ details: { field: 'year', rule: 'YEAR_NEAR' } });
  });

  it('add their promises up by region and year, exact at every commit', async () => {
    const sum = async (): Promise<unknown> =>
      (
        await ask<{ region: { enterpriseStats: unknown } }>(
          db.app,
          '{ region(code: "340111") { enterpriseStats { now: jobsPromised(year: 2017) next: jobsPromised(year: 2018) } } }',
        )
      ).data.region.enterpriseStats;
    const officer = viewerWith({ role: 'maker', read: ['340111'] });
    for (const jobs of [20, 30]) {
      enterprise = await anEnterprise(db.owner, { region_code: '340111' });
      await step('nominate', 1, officer);
      await run('promiseJobs', { enterpriseId: enterprise, year: 2017, jobs }, officer);
    }
    expect(await sum()).toEqual({ now: 50, next: 0 });
    await run('promiseJobs', { enterpriseId: enterprise, year: 2017, jobs: 0, expectedVersion: 1 }, officer);
    expect(await sum()).toEqual({ now: 20, next: 0 });
    expect(await rollupDrift(db.owner)).toEqual([]);
  });

  it('I34: are decided by who may, where they may', async () => {
    await step('nominate', 1);
    expect(await step('select', 2, maker)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await step('select', 2, viewerWith({ role: 'county', read: ['340103'] }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await step('select', 2, viewerWith({ role: 'city', read: ['341100'] }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await step('select', 1, city)).toMatchObject({ currentVersion: 2 });
  });
});
