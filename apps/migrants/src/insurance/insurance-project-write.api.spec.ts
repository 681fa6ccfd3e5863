import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { newId } from '@nuan/kernel';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from '../migrants.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate } from '../mutation-kit';
import { anEnterprise, anInsuranceProject } from '../row-builders';

const selection =
  '... on InsuranceProject { id version name insured insuredOn workersCovered proofRef startedOn closedOn }';

describe('writing insurance projects', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  let [builder, serial] = ['', 0];
  const run = (name: string, input: object): Promise<Answer> => answerOf(db, name, input, { selection });
  const register = (input: object = {}): Promise<Answer> =>
    run('registerProject', {
      ...{
        name: `样例工程${String((serial += 1))}`,
        enterpriseId: builder,
        regionCode: '340102',
        startedOn: '2016-06-01',
      },
      ...{ idempotencyKey: aKey(), ...input },
    });
  const step = ({ id, version }: Answer): object => ({ id, expectedVersion: version });
  const PROOF = { workersCovered: 60, proofRef: 'GS-2017-1' };

  beforeAll(async () => {
    builder = await anEnterprise(db.owner);
  });

  it('registers a project, records its insurance by proof, and ends it', async () => {
    const project = await register();
    expect(project).toMatchObject({ insured: false, insuredOn: null, workersCovered: 0, version: 1 });
    const insured = await run('recordInsurance', { ...step(project), ...PROOF, insuredOn: '2017-01-10' });
    expect(insured).toMatchObject({
      insured: true,
      insuredOn: '2017-01-10',
      workersCovered: 60,
      proofRef: 'GS-2017-1',
    });
    const more = { ...step(insured), workersCovered: 80, proofRef: 'GS-2017-2', insuredOn: '2017-01-20' };
    const grown = await run('recordInsurance', more);
    expect(grown).toMatchObject({ insuredOn: '2017-01-10', workersCovered: 80, proofRef: 'GS-2017-2', version: 3 });
    const closed = await run('closeProject', step(grown));
    expect(closed).toMatchObject({ closedOn: '2017-01-23', insured: true });
    expect(await run('recordInsurance', { ...step(closed), ...PROOF })).toMatchObject({
      rule: 'PROJECT_CLOSED',
      field: 'id',
    });
    const changes = await db.owner.query<object[]>(
      `select facts ->> 'workersCovered' as covered from change where entity_id = $1 order by version`,
      [project.id],
    );
    expect(changes).toEqual([{ covered: '0' }, { covered: '60' }, { covered: '80' }]);
    expect(await rollupDrift(db.owner)).toEqual([]);
  });

  it('registers a project of a builder once, whoever is first, and once for a key', async () => {
    const key = { idempotencyKey: aKey(), name: '一号工程' };
    expect((await register(key)).id).toBe((await register(key)).id);
    const twice = await Promise.all([register({ name: '二号工程' }), register({ name: '二号工程' })]);
    expect(twice.map(({ __typename }) => __typename).sort()).toEqual(['InsuranceProject', 'RuleBroken']);
    expect(twice).toContainEqual(expect.objectContaining({ rule: 'PROJECT_KNOWN', field: 'name' }));
  });

  it('I32: lies in a division that existed when its work began', async () => {
    const province = viewerWith({ role: 'city', read: ['340000'] });
    const begun = (regionCode: string): Promise<Answer> => {
      const about = {
        name: '旧区工程',
        enterpriseId: builder,
        regionCode,
        startedOn: '2011-05-01',
        idempotencyKey: aKey(),
      };
      return answerOf(db, 'registerProject', about, { selection, viewer: province });
    };
    expect(await begun('341402')).toMatchObject({ startedOn: '2011-05-01' });
    expect(await begun('340181')).toMatchObject({ rule: 'REGION_VALID_ON', field: 'regionCode' });
  });

  it('refuses insurance to come, an end outside the work, and a version that has passed', async () => {
    const project = await register();
    const future = { ...step(project), ...PROOF, insuredOn: '2017-01-24' };
    expect(await run('recordInsurance', future)).toMatchObject({ rule: 'INSURED_IN_FUTURE', field: 'insuredOn' });
    for (const closedOn of ['2016-05-31', '2017-01-24'])
      expect(await run('closeProject', { ...step(project), closedOn })).toMatchObject({ rule: 'CLOSED_OUTSIDE_WORK' });
    await run('recordInsurance', { ...step(project), ...PROOF });
    expect(await run('recordInsurance', { ...step(project), ...PROOF })).toMatchObject({ rule: 'VERSION' });
    const unproven = `update insurance_project set proof_ref = null where id = $1`;
    await expect(db.owner.query(unproven, [project.id])).rejects.toThrow('insurance_project_proof_ref_given');
  });

  it('I34: is written in its region alone, by who has the right', async () => {
    const project = await register();
    const code = async (name: string, input: object, viewer = countyMaker): Promise<unknown> =>
      (await mutate(db, name, input, { selection, viewer })).errors[0]?.code;
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    expect(await code('recordInsurance', { ...step(project), ...PROOF }, wuhu)).toBe('NOT_FOUND');
    const request = {
      name: '样例',
      enterpriseId: builder,
      regionCode: '340202',
      startedOn: '2016-06-01',
      idempotencyKey: aKey(),
    };
    expect(await code('registerProject', request)).toBe('FORBIDDEN');
    expect(await code('registerProject', { ...request, regionCode: '340102', enterpriseId: newId() })).toBe(
      'NOT_FOUND',
    );
    expect(await code('closeProject', step(project), viewerWith({ role: 'checker', read: ['340102'] }))).toBe(
      'FORBIDDEN',
    );
  });
});

describe('the coverage of injury insurance', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const ask = async (args: string, viewer = viewerWith()): Promise<unknown> => {
    const query = `{ insuranceCoverage(${args}) { region { code } asOf projects insured workersCovered rate target gap missingProjects } }`;
    const { data, errors } = await executeSubgraph(migrantsSubgraph, { db: db.app, viewer, query });
    return errors[0]?.code ?? data['insuranceCoverage'];
  };

  beforeEach(async () => {
    await db.owner.query('delete from insurance_project');
    const bare = { insured: false, insured_on: null, workers_covered: 0 };
    for (let index = 0; index < 3; index += 1) await anInsuranceProject(db.owner);
    await anInsuranceProject(db.owner, { region_code: '340202' });
    await anInsuranceProject(db.owner, { insured_on: '2017-01-20', region_code: '340103' });
    await anInsuranceProject(db.owner, bare);
    await anInsuranceProject(db.owner, { ...bare, closed_on: '2016-06-01' });
    await anInsuranceProject(db.owner, { ...bare, started_on: '2017-03-01' });
  });

  it('is the share of the projects in progress on a day, against the target of its stage', async () => {
    expect(await ask('region: "340100", year: 2016')).toEqual({
      ...{ region: { code: '340100' }, asOf: '2016-12-31', projects: 5, insured: 3, workersCovered: 150 },
      ...{ rate: 0.6, target: 0.8, gap: 0.2, missingProjects: 1 },
    });
    expect(await ask('region: "340000", year: 2017')).toMatchObject({
      ...{ asOf: '2017-01-23', projects: 6, insured: 5, rate: 0.8333, target: 1, gap: 0.1667, missingProjects: 1 },
    });
    expect(await ask('region: "340102", year: 2015, on: "2016-05-01"')).toMatchObject({
      projects: 5,
      rate: 0.6,
      target: 0.6,
      gap: 0,
    });
    expect(await ask('region: "341700", year: 2014')).toMatchObject({
      projects: 0,
      rate: null,
      target: null,
      gap: null,
    });
  });

  it('holds a region to its own target where it has one, and to the last stage after 2017', async () => {
    await db.owner.query(`insert into insurance_target values ('340100', 2016, 90, '合肥市目标')`);
    expect(await ask('region: "340102", year: 2016')).toMatchObject({ target: 0.9 });
    expect(await ask('region: "340202", year: 2020')).toMatchObject({ target: 1 });
  });

  it('is held to what its city or the province sets, from this year on, and never to less than the region above', async () => {
    const hefei = viewerWith({ role: 'city', read: ['340100'], subject: 'city-1' });
    const selection = '... on InsuranceTarget { region { code } year sharePercent }';
    const set = (input: object): Promise<Answer> =>
      answerOf(
        db,
        'setInsuranceTarget',
        { regionCode: '340100', year: 2018, sharePercent: 100, basis: '样例', ...input },
        { selection, viewer: hefei },
      );
    expect(await set({ sharePercent: 99 })).toMatchObject({ rule: 'TARGET_BELOW_WIDER', field: 'sharePercent' });
    expect(await set({ year: 2016 })).toMatchObject({ rule: 'TARGET_OF_THE_PAST', field: 'year' });
    expect(await set({})).toMatchObject({ region: { code: '340100' }, year: 2018, sharePercent: 100 });
    expect(await set({ basis: '更正' })).toMatchObject({ year: 2018 });
    const input = { regionCode: '341100', year: 2018, sharePercent: 100, basis: '样例' };
    const away = await mutate(db, 'setInsuranceTarget', input, { selection, viewer: hefei });
    expect(away.errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('I34: is refused outside the viewer’s region', async () => {
    expect(await ask('region: "340200", year: 2016', viewerWith({ role: 'city', read: ['340100'] }))).toBe('FORBIDDEN');
  });
});
