import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, anApplication, anEnterprise, anExitReview, aStudent, aWorker } from './row-builders';
import { workersSubgraph } from './workers.subgraph';

interface Entities {
  _entities: (Record<string, unknown> | null)[];
}

/** One row of each owned type in a region; returns its id. */
const BUILDERS = {
  Household: async (db, region_code) => (await aHousehold(db, { region_code })).id,
  Worker: (db, region_code) => aWorker(db, { region_code }),
  Student: async (db, region_code) => (await aStudent(db, (await aHousehold(db, { region_code })).id)).id,
  FilingApplication: (db, region_code) => anApplication(db, { region_code }),
  ExitReview: async (db, region_code) => anExitReview(db, (await aHousehold(db, { region_code })).id, { region_code }),
} satisfies Record<string, (db: Parameters<typeof aHousehold>[0], regionCode: string) => Promise<string>>;

type Owned = keyof typeof BUILDERS;

describe('keys handed over by a gateway', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const hefei = viewerWith({ role: 'city', read: ['340100'] });
  const entities = (representations: object[], selection: string, viewer = hefei) =>
    executeSubgraph<Entities>(workersSubgraph, {
      db: db.app,
      viewer,
      query: `query($keys: [_Any!]!) { _entities(representations: $keys) { __typename ${selection} } }`,
      variables: { keys: representations },
    });

  it.each(Object.keys(BUILDERS) as Owned[])(
    'resolve %s in order and in one statement: known, unknown, repeated, malformed and of another region',
    async (type) => {
      const own = await BUILDERS[type](db.owner, '340103');
      const other = await BUILDERS[type](db.owner, '340202');
      const keys = [newId(), own, other, own, 'no-uuid'].map((id) => ({ __typename: type, id }));
      const { result, statements } = await countStatements(db.app, () => entities(keys, `... on ${type} { id }`));
      expect(result.errors).toEqual([]);
      const found = { __typename: type, id: own };
      expect(result.data._entities).toEqual([null, found, null, found, null]);
      expect(statements).toHaveLength(1);
    },
  );

  it.each(Object.keys(BUILDERS) as Owned[])('refuse %s to a viewer without the right', async (type) => {
    const id = await BUILDERS[type](db.owner, '340103');
    const { data, errors } = await entities(
      [{ __typename: type, id }],
      `... on ${type} { id }`,
      viewerWith({ role: 'analyst' }),
    );
    expect(data._entities).toEqual([null]);
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
  });

  it('give students their parents’ household, in statements that do not grow with the keys', async () => {
    const { id: household } = await aHousehold(db.app, { is_migrant: true });
    const students = [
      await aStudent(db.app, household),
      await aStudent(db.app, household),
      await aStudent(db.app, household),
    ];
    const selection =
      '... on Student { level person { birthYear } parentHousehold { status isMigrant region { name } } }';
    const counts: number[] = [];
    for (const some of [students.slice(0, 1), students]) {
      const { result, statements } = await countStatements(db.app, () =>
        entities(
          some.map(({ id }) => ({ __typename: 'Student', id })),
          selection,
        ),
      );
      counts.push(statements.length);
      expect(result.errors).toEqual([]);
      expect(result.data._entities.at(-1)).toMatchObject({
        level: 'UNDERGRADUATE',
        person: { birthYear: 1997 },
        parentHousehold: { status: 'RECORDED', isMigrant: true, region: { name: '庐阳区' } },
      });
    }
    expect(counts).toEqual([3, 3]);
  });

  it('give a partner what its scopes name, the rest as null without costing the file, and nothing of a student', async () => {
    const { id: household } = await aHousehold(db.app);
    const student = await aStudent(db.app, household);
    const partner = (scope: string) => viewerWith({ role: 'partner', read: ['340100'], scopes: [scope] });
    const file = await entities(
      [{ __typename: 'Household', id: household }],
      '... on Household { fileNo head { id } members { relation } bank { bankName } }',
      partner('household:read'),
    );
    expect(file.data._entities).toMatchObject([{ fileNo: expect.any(String), head: null, members: null, bank: null }]);
    expect(new Set(file.errors.map(({ code }) => code))).toEqual(new Set(['FORBIDDEN']));
    const schooling = await entities(
      [{ __typename: 'Student', id: student.id }],
      '... on Student { level parentHousehold { id } }',
      partner('worker:read'),
    );
    expect(schooling.data._entities).toEqual([null]);
    expect(new Set(schooling.errors.map(({ code }) => code))).toEqual(new Set(['FORBIDDEN']));
  });

  it('give persons their household, diversion and employer', async () => {
    const employer_id = await anEnterprise(db.app);
    const { headId } = await aHousehold(db.app, {
      category: 'NEAR_MIN',
      head: { employer_id, diversion: 'REASSIGNED' },
    });
    const alone = await aWorker(db.app);
    const { data, errors } = await entities(
      [headId, alone].map((id) => ({ __typename: 'Worker', id })),
      '... on Worker { diversion employer { id } household { category } student { id } }',
    );
    expect(errors).toEqual([]);
    expect(data._entities).toEqual([
      {
        __typename: 'Worker',
        diversion: 'REASSIGNED',
        employer: { id: employer_id },
        household: { category: 'NEAR_MIN' },
        student: null,
      },
      { __typename: 'Worker', diversion: null, employer: null, household: null, student: null },
    ]);
  });

  describe('of types that others own', () => {
    const union = newId();
    let mine = '';
    let abroad = '';

    beforeAll(async () => {
      mine = await anEnterprise(db.app);
      abroad = await anEnterprise(db.app, { region_code: '340202' });
      await aHousehold(db.app, { employer_id: mine, union_id: union, is_migrant: true, head: { employer_id: mine } });
      await aHousehold(db.app, {
        employer_id: mine,
        union_id: union,
        head: { employer_id: mine, diversion: 'EARLY_RETIRED' },
      });
      await aHousehold(db.app, {
        employer_id: mine,
        union_id: union,
        status: 'TEMPORARY',
        head: { employer_id: mine },
      });
      await aHousehold(db.app, {
        employer_id: mine,
        union_id: union,
        region_code: '340202',
        head: { employer_id: mine },
      });
    });

    it('I34: add the workers of enterprises in one statement, null outside the viewer’s regions', async () => {
      const keys = [abroad, mine, newId(), mine].map((id) => ({ __typename: 'Enterprise', id }));
      const { result, statements } = await countStatements(db.app, () =>
        entities(
          keys,
          '... on Enterprise { workersCount { filed onRoll divertedByRoute { route count } suppressed } }',
        ),
      );
      expect(result.errors).toEqual([]);
      const counted = {
        __typename: 'Enterprise',
        workersCount: {
          filed: 2,
          onRoll: 2,
          divertedByRoute: [{ route: 'EARLY_RETIRED', count: 1 }],
          suppressed: false,
        },
      };
      const none = { __typename: 'Enterprise', workersCount: null };
      expect(result.data._entities).toEqual([none, counted, none, counted]);
      expect(statements).toHaveLength(1);
    });

    it('add the files of unions within the viewer’s regions in one statement', async () => {
      const keys = [union, newId()].map((id) => ({ __typename: 'TradeUnion', id }));
      const { result, statements } = await countStatements(db.app, () =>
        entities(keys, '... on TradeUnion { files { filed migrant } }'),
      );
      expect(result.data._entities).toMatchObject([
        { files: { filed: 2, migrant: 1 } },
        { files: { filed: 0, migrant: 0 } },
      ]);
      expect(statements).toHaveLength(1);
      const province = await entities(keys.slice(0, 1), '... on TradeUnion { files { filed } }', viewerWith());
      expect(province.data._entities).toMatchObject([{ files: { filed: 3 } }]);
    });

    it('resolve regions for every viewer, and their block only inside the viewer’s own', async () => {
      const keys = ['340200', '340100', '349999'].map((code) => ({ __typename: 'Region', code }));
      const { data, errors } = await entities(keys, '... on Region { name hardship { filed } }');
      expect(data._entities).toMatchObject([
        { name: '芜湖市', hardship: null },
        { name: '合肥市', hardship: { filed: expect.any(Number) } },
        null,
      ]);
      expect(errors).toMatchObject([{ code: 'FORBIDDEN', path: ['_entities', 0, 'hardship'] }]);
    });
  });
});
