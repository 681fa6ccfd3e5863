import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, plantUnions, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, aMember, anApplication, anExitReview, aStudent, aUnion, aWorker } from './row-builders';
import { workersSubgraph } from './workers.subgraph';

const HERE = '340103';

/** As little as a draft may hold. */
const FORM = {
  ...{ persons: [], amounts: [] },
  declaration: {
    homesOwned: 0,
    runsBusiness: false,
    hasCostlySchooling: false,
    keepsVehicle: false,
    isIdleWithoutReason: false,
  },
};

const [COUNTY, STEEL, COAL] = [newId(), newId(), newId()] as const;

describe('a maker who is bounded to one of two unions of a county', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const steel = viewerWith({ role: 'maker', subject: 'steel-1', read: [HERE], readUnions: [STEEL] });
  const whole = viewerWith({ role: 'maker', subject: 'county-1', read: [HERE] });
  const run = (query: string, variables: Record<string, unknown> = {}, viewer = steel) =>
    executeSubgraph<Record<string, never> | null>(workersSubgraph, { db: db.app, viewer, query, variables });
  const own: Record<string, string> = {};
  const other: Record<string, string> = {};

  /** A home of a union, and what there is of it. */
  const fill = async (ids: Record<string, string>, union_id: string): Promise<void> => {
    const { id, headId } = await aHousehold(db.owner, { union_id, head: { union_id } });
    ids['Household'] = id;
    ids['head'] = headId;
    // A member who belongs to no union itself belongs with its home.
    ids['Worker'] = await aMember(db.owner, id, { union_id: null });
    ids['Student'] = (await aStudent(db.owner, id)).id;
    ids['FilingApplication'] = await anApplication(db.owner, { union_id });
    ids['ExitReview'] = await anExitReview(db.owner, id);
  };

  beforeAll(async () => {
    await plantUnions(db.owner, { [COUNTY]: null, [STEEL]: COUNTY, [COAL]: COUNTY });
    for (const id of [COUNTY, STEEL, COAL]) await aUnion(db.owner, { id, region_code: HERE });
    await fill(own, STEEL);
    await fill(other, COAL);
    await aWorker(db.owner, { union_id: null, region_code: HERE });
  });

  it.each([
    ['households', ''],
    ['households', '(where: { region: { eq: "340103" } })'],
    ['households', '(orderBy: [{ field: FILE_NO, direction: DESC }])'],
    ['filingApplications', ''],
    ['exitReviews', ''],
  ])('I34: finds and counts its own in the list %s%s', async (list, args) => {
    const { data, errors } = await run(`{ ${list}${args} { totalCount nodes { id } } }`);
    expect(errors).toEqual([]);
    const type = { households: 'Household', filingApplications: 'FilingApplication', exitReviews: 'ExitReview' }[list];
    expect(data?.[list]).toEqual({ totalCount: 1, nodes: [{ id: own[type ?? ''] }] });
    const all = await run(`{ ${list}${args} { totalCount } }`, {}, whole);
    expect(all.data?.[list]).toEqual({ totalCount: 2 });
  });

  it('I34: finds the members of its homes, of whichever union they are, and nobody else', async () => {
    const { data } = await run('{ workers { totalCount nodes { id } } }');
    const { nodes, totalCount } = (data?.['workers'] ?? {}) as { nodes?: { id: string }[]; totalCount?: number };
    expect(nodes?.map(({ id }) => id)).toEqual(expect.arrayContaining([own['head'], own['Worker']]));
    expect(totalCount).toBe(nodes?.length);
    const theirs = await db.owner.query<{ id: string }[]>(
      'select id from worker where household_id = $1 or household_id is null',
      [other['Household']],
    );
    expect(nodes?.filter(({ id }) => theirs.some((row) => row.id === id))).toEqual([]);
  });

  it('I34: gets null for keys of the other union, and NOT_FOUND for its ids, as for ids that nobody has', async () => {
    const types = ['Household', 'Worker', 'Student', 'FilingApplication', 'ExitReview'];
    const keys = [own, other].flatMap((ids) => types.map((__typename) => ({ __typename, id: ids[__typename] })));
    const { data } = await run(`query($keys: [_Any!]!) { _entities(representations: $keys) { __typename } }`, { keys });
    expect(data?.['_entities']).toEqual([...types.map((__typename) => ({ __typename })), ...types.map(() => null)]);
    const find = async (field: string, id: string | undefined) => {
      const answer = await run(`query($id: ID!) { ${field}(id: $id) { id } }`, { id });
      return answer.errors.map(({ code, message }) => [code, message.replace(id ?? '', 'ID')]);
    };
    for (const [field, type] of [
      ['household', 'Household'],
      ['worker', 'Worker'],
      ['filingApplication', 'FilingApplication'],
    ] as const) {
      expect(await find(field, own[type])).toEqual([]);
      expect(await find(field, other[type])).toEqual(await find(field, newId()));
      expect(await find(field, other[type])).not.toEqual([]);
    }
  });

  it('I34: is shown no figure of the region, nor of the unions and enterprises of it, and is told so at its path', async () => {
    const { data, errors } = await run(
      `query($keys: [_Any!]!) { _entities(representations: $keys) {
        ... on Region { hardship { filed } } ... on TradeUnion { files { filed } } ... on Enterprise { workersCount { filed } } } }`,
      {
        keys: [
          { __typename: 'Region', code: HERE },
          { __typename: 'TradeUnion', id: STEEL },
          { __typename: 'Enterprise', id: newId() },
        ],
      },
    );
    expect(data?.['_entities']).toEqual([{ hardship: null }, { files: null }, { workersCount: null }]);
    expect(errors.map(({ code, path }) => `${code} ${path.join('.')}`).sort()).toEqual([
      'FORBIDDEN _entities.0.hardship',
      'FORBIDDEN _entities.1.files',
      'FORBIDDEN _entities.2.workersCount',
    ]);
  });

  it('is not served the change feed nor the audit, which know regions alone', async () => {
    const feed = viewerWith({ role: 'partner', scopes: ['changes:read'], read: [HERE], readUnions: [STEEL] });
    expect((await run('{ changes { cursor } }', {}, feed)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    const auditor = viewerWith({ role: 'auditor', read: [HERE], readUnions: [STEEL] });
    const { errors } = await run('{ fileAuditLog { __typename } }', {}, auditor);
    expect(errors.map(({ code }) => code)).toEqual(['FORBIDDEN']);
  });

  it('I34: files for its own unions alone, and is told which field names another', async () => {
    const draft = (unionId: string, viewer = steel) =>
      run(
        `mutation($input: CreateFilingDraftInput!) { createFilingDraft(input: $input) { __typename } }`,
        { input: { idempotencyKey: newId(), regionCode: HERE, unionId, content: FORM } },
        viewer,
      );
    expect((await draft(STEEL)).errors).toEqual([]);
    for (const unionId of [COAL, COUNTY, newId()])
      expect((await draft(unionId)).errors).toMatchObject([{ code: 'FORBIDDEN', details: { field: 'unionId' } }]);
    expect((await draft(COAL, whole)).errors).toEqual([]);
  });

  it('I34: changes nothing of a home of the other union, and what it may read and not write for is refused too', async () => {
    const change = (id: string | undefined, viewer = steel) =>
      run(
        `mutation($input: UpdateHouseholdInput!) { updateHousehold(input: $input) { __typename } }`,
        { input: { id, expectedVersion: 1, reason: '入户核实', canHelpItself: true } },
        viewer,
      );
    expect((await change(other['Household'])).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const reader = viewerWith({ role: 'maker', read: [HERE], readUnions: [STEEL, COAL], writeUnions: [STEEL] });
    expect((await change(other['Household'], reader)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await change(own['Household'])).errors).toEqual([]);
  });

  it('I34: asks for nobody’s erasure and no copy of anybody’s data, and decides none, for whom it may read and not write', async () => {
    const reads = { read: [HERE], readUnions: [STEEL, COAL], writeUnions: [STEEL] };
    const act = async (mutation: string, type: string, input: object, viewer: typeof steel) =>
      (await run(`mutation($input: ${type}!) { ${mutation}(input: $input) { __typename } }`, { input }, viewer)).errors;
    const ask = (workerId: string | undefined, viewer: typeof steel) =>
      act('requestErasure', 'RequestErasureInput', { idempotencyKey: newId(), workerId, wish: '请删除' }, viewer);
    const maker = viewerWith({ role: 'maker', subject: 'maker-1', ...reads });
    expect(await ask(other['Worker'], maker)).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await ask(own['Worker'], maker)).toEqual([]);
    expect(await ask(other['Worker'], whole)).toEqual([]);
    const [asked] = await db.owner.query<{ id: string }[]>('select id from erasure_request where worker_id = $1', [
      other['Worker'],
    ]);
    const decision = { id: asked?.id, expectedVersion: 1, opinion: '依法' };
    const decider = viewerWith({ role: 'county', subject: 'county-2', ...reads });
    expect(await act('executeErasure', 'ExecuteErasureInput', decision, decider)).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
    const copy = { idempotencyKey: newId(), workerId: other['Worker'], reason: '本人持证申请' };
    expect(await act('requestSubjectExport', 'RequestSubjectExportInput', copy, decider)).toMatchObject([
      { code: 'FORBIDDEN' },
    ]);
  });

  it('I34: follows the tree: another union is dissolved into its own, and then its own into the county’s', async () => {
    const count = async () => (await run('{ households { totalCount } }')).data?.['households'];
    await db.owner.query('update union_tree set successor_id = $2 where id = $1', [COAL, STEEL]);
    expect(await count()).toEqual({ totalCount: 2 });
    await db.owner.query('update union_tree set successor_id = $2 where id = $1', [STEEL, COUNTY]);
    expect(await count()).toEqual({ totalCount: 0 });
    await db.owner.query('update union_tree set successor_id = null');
    expect(await count()).toEqual({ totalCount: 1 });
  });

  it('I34: gives a home to the other union, whose maker takes it over: then it is theirs to see and no longer its own', async () => {
    const coal = viewerWith({ role: 'maker', subject: 'coal-1', read: [HERE], readUnions: [COAL] });
    const { id: householdId } = await aHousehold(db.owner, { union_id: STEEL, head: { union_id: STEEL } });
    const act = async (mutation: string, input: object, viewer: typeof steel) => {
      const type = mutation === 'proposeTransfer' ? 'ProposeTransferInput' : 'DecideTransferInput';
      const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { __typename ... on FileTransfer { id state } } }`;
      const { data, errors } = await run(query, { input }, viewer);
      return errors.length > 0 ? errors : (data?.[mutation] ?? {});
    };
    const proposal = {
      ...{ idempotencyKey: newId(), householdId, expectedVersion: 1, toRegion: HERE, toUnionId: COAL },
      ...{ reason: 'EMPLOYER_DISSOLVED', explanation: '原单位已撤销' },
    };
    expect(await act('proposeTransfer', proposal, coal)).toMatchObject([{ code: 'NOT_FOUND' }]);
    const { id } = (await act('proposeTransfer', proposal, steel)) as { id: string };
    expect(await act('acceptTransfer', { id, expectedVersion: 1 }, steel)).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await act('acceptTransfer', { id, expectedVersion: 1 }, coal)).toMatchObject({ state: 'ACCEPTED' });
    const find = async (viewer: typeof steel) =>
      (await run('query($id: ID!) { household(id: $id) { id } }', { id: householdId }, viewer)).errors.map(
        ({ code }) => code,
      );
    expect([await find(steel), await find(coal)]).toEqual([['NOT_FOUND'], []]);
    expect((await run('query($id: ID!) { fileTransfer(id: $id) { state } }', { id })).data?.['fileTransfer']).toEqual({
      state: 'ACCEPTED',
    });
  });
});
