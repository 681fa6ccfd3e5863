import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from './employment.subgraph';
import { recordBuilders } from './record-builders';

interface Entities {
  readonly _entities: readonly (Record<string, unknown> | null)[];
}

describe('keys that a gateway hands to employment', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const county = viewerWith({ role: 'county', read: ['340102'] });
  const person = newId();
  const household = newId();
  /** Ids of one row at home and one elsewhere, by type. */
  const rows: Record<string, readonly [string, string]> = {};
  const employers: string[] = [];

  const entities = (typename: string, ids: readonly string[], fields: string, viewer = county) =>
    executeSubgraph<Entities>(employmentSubgraph, {
      db: db.app,
      viewer,
      query: `query($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${typename} { ${fields} } } }`,
      variables: { keys: ids.map((id) => ({ __typename: typename, id })) },
    });

  beforeAll(async () => {
    const elsewhere = { region_code: '340202' };
    const programs = [await a.program({ region_code: '340102' }), await a.program(elsewhere)] as const;
    const sessions = [await a.session(programs[0].id), await a.session(programs[1].id)] as const;
    const pair = (home: { id: string }, away: { id: string }) => [home.id, away.id] as const;
    await a.worker({ id: person, household_id: household, is_migrant: true });
    rows['TrainingProgram'] = pair(...programs);
    rows['Enrollment'] = pair(
      await a.enrollment(sessions[0].id, { person_id: person }),
      await a.enrollment(sessions[1].id, elsewhere),
    );
    for (const region_code of ['340102', '340202']) employers.push((await a.enterprise({ region_code })).id);
    rows['Placement'] = pair(
      await a.placement({ person_id: person, employer_id: employers[0] ?? '', retained_3m: true, retained_6m: true }),
      await a.placement(elsewhere),
    );
    await a.placement({ person_id: person, employer_id: employers[0] ?? '', placed_on: '2015-01-01' });
    rows['JobReferral'] = pair(await a.referral(), await a.referral(elsewhere));
    rows['StartupProject'] = pair(await a.project(), await a.project(elsewhere));
    rows['Pilot'] = [(await a.pilot()).id, newId()];
    rows['AssetGrant'] = pair(await a.asset({ person_id: person }), await a.asset(elsewhere));
    await a.vacancy({ enterprise_id: employers[0] ?? '' });
    await a.vacancy({ enterprise_id: employers[0] ?? '', closed_on: '2016-12-01' });
  });

  it.each(['TrainingProgram', 'Enrollment', 'Placement', 'JobReferral', 'StartupProject', 'AssetGrant'])(
    'resolve %s in the order asked, twice when asked twice, and null for the unknown and the foreign',
    async (typename) => {
      const [home, away] = rows[typename] ?? ['', ''];
      const keys = [newId(), home, away, 'no-uuid', home];
      const { result, statements } = await countStatements(db.app, () => entities(typename, keys, 'id'));
      expect(result.errors).toEqual([]);
      expect(result.data._entities).toEqual([null, { id: home }, null, null, { id: home }]);
      expect(statements).toHaveLength(1);
    },
  );

  it('resolve a pilot for every viewer with the right', async () => {
    const [id = ''] = rows['Pilot'] ?? [];
    expect((await entities('Pilot', [newId(), id], 'id name')).data._entities).toEqual([
      null,
      { id, name: '援助行动' },
    ]);
  });

  it('add to a worker the trainings, the latest placement and the asset, in a constant number of statements', async () => {
    const fields = 'placement { placedOn route } trainings { state session { program { kind } } } asset { asset }';
    const one = await countStatements(db.app, () => entities('Worker', [person], fields));
    expect(one.result.errors).toEqual([]);
    expect(one.result.data._entities).toEqual([
      {
        placement: { placedOn: '2016-05-01', route: ['REFERRAL'] },
        trainings: [{ state: 'COMPLETED', session: null }],
        asset: { asset: '早餐车' },
      },
    ]);
    const many = await countStatements(db.app, () => entities('Worker', [newId(), person, newId(), newId()], fields));
    expect(many.statements).toHaveLength(one.statements.length);
    expect(many.result.data._entities[0]).toEqual({ placement: null, trainings: [], asset: null });
  });

  it('show nothing of a worker to a viewer of another county', async () => {
    const other = viewerWith({ role: 'county', read: ['340202'] });
    const { data } = await entities('Worker', [person], 'placement { id } trainings { id } asset { id }', other);
    expect(data._entities).toEqual([{ placement: null, trainings: [], asset: null }]);
  });

  it.each(['Worker', 'Household', 'Enterprise'])(
    'are no %s when malformed, and cost no other key its answer',
    async (type) => {
      const { data, errors } = await entities(type, ['no-uuid', newId()], 'id');
      expect(errors).toEqual([]);
      expect(data._entities).toMatchObject([null, {}]);
    },
  );

  it('I34: add to a household what came of its members’ search for work, and null for one of another region', async () => {
    const fields =
      'jobOutcomes(year: 2016) { trained placed employed retained3m retained6m employed3m employed6m startupHired placements { placedOn } }';
    const own = await entities('Household', [household, newId()], fields);
    expect(own.data._entities).toEqual([
      {
        jobOutcomes: {
          ...{
            trained: 1,
            placed: 1,
            employed: 1,
            retained3m: 1,
            retained6m: 1,
            employed3m: 1,
            employed6m: 1,
            startupHired: 0,
          },
          placements: [{ placedOn: '2016-05-01' }, { placedOn: '2015-01-01' }],
        },
      },
      { jobOutcomes: null },
    ]);
    const foreign = await entities('Household', [household], fields, viewerWith({ read: ['340200'] }));
    expect(foreign.data._entities).toEqual([{ jobOutcomes: null }]);
  });

  it('I34: add to an enterprise the persons placed and the openings of today, and null for one of another region', async () => {
    const fields = 'ever: placements { value unit } then: placements(year: 2015) { value } jobsOffered';
    const { data, errors } = await entities('Enterprise', [...employers, newId()], fields);
    expect(errors).toEqual([]);
    const nothing = { ever: null, then: null, jobsOffered: null };
    expect(data._entities).toEqual([
      { ever: { value: 1, unit: 'PERSON' }, then: { value: 1 }, jobsOffered: 5 },
      nothing,
      nothing,
    ]);
  });

  it('I34: add to a demonstration unit the jobs that it filled in a year by that route, and null for one of another region', async () => {
    const unit = (await a.enterprise({ region_code: '340102', is_demonstration: true })).id;
    const filled = { region_code: '340102', employer_id: unit, routes: ['DEMONSTRATION_UNIT'] };
    for (const placed_on of ['2016-01-01', '2016-12-31', '2015-12-31']) await a.placement({ ...filled, placed_on });
    await a.placement({ ...filled, placed_on: '2016-06-01', routes: ['REFERRAL'] });
    await a.placement({ ...filled, placed_on: '2016-06-01', region_code: '340202' });
    const fields = 'jobsFilled(year: 2016) before: jobsFilled(year: 2015) now: jobsFilled';
    const { data, errors } = await entities('Enterprise', [unit, employers[1] ?? ''], fields);
    expect(errors).toEqual([]);
    expect(data._entities).toEqual([
      { jobsFilled: 2, before: 1, now: 0 },
      { jobsFilled: null, before: null, now: null },
    ]);
  });

  it('give an analyst no person', async () => {
    const analyst = viewerWith({ role: 'analyst' });
    const { data, errors } = await entities('Worker', [person], 'placement { id }', analyst);
    expect(data._entities).toEqual([{ placement: null }]);
    expect(errors.map((error) => error.code)).toEqual(['FORBIDDEN']);
  });

  it.each([
    ['trainingProgram', 'TrainingProgram'],
    ['placement', 'Placement'],
    ['jobReferral', 'JobReferral'],
    ['startupProject', 'StartupProject'],
    ['assetGrant', 'AssetGrant'],
    ['pilot', 'Pilot'],
  ])(
    'are told NOT_FOUND by %s(id) outside the region, for an unknown id and for a malformed one',
    async (field, typename) => {
      const [home = '', away = ''] = rows[typename] ?? [];
      const query = `query($id: ID!) { ${field}(id: $id) { id } }`;
      const ask = (id: string) =>
        executeSubgraph(employmentSubgraph, { db: db.app, viewer: county, query, variables: { id } });
      expect((await ask(home)).data).toEqual({ [field]: { id: home } });
      for (const id of [away, newId(), 'no-uuid'])
        expect((await ask(id)).errors.map((error) => error.code)).toEqual(['NOT_FOUND']);
    },
  );
});
