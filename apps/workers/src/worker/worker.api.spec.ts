import { beforeAll, describe, expect, it } from '@jest/globals';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, anEnterprise, aWorker } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

interface Page {
  workers: {
    nodes: { id: string }[];
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

describe('persons', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const run = <T = Page>(query: string, variables: Record<string, unknown> = {}, viewer = viewerWith()) =>
    executeSubgraph<T>(workersSubgraph, { db: db.app, viewer, query, variables });
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    const mine = await anEnterprise(db.app);
    ids['head'] = (await aHousehold(db.app, { head: { employer_id: mine } })).headId;
    ids['diverted'] = await aWorker(db.app, {
      employer_id: mine,
      diversion: 'REASSIGNED',
      employment_status: 'LAID_OFF',
    });
    ids['migrant'] = await aWorker(db.app, {
      region_code: '340302',
      is_migrant: true,
      occupation_group: 'SANITATION',
      is_union_member: false,
    });
    ids['model'] = await aWorker(db.app, {
      region_code: '341100',
      model_worker_level: 'PROVINCIAL',
      contract_until_on: '2018-12-31',
    });
  });

  it.each([
    ['employerDistress: { eq: OVERCAPACITY_CLOSED }', 'head diverted'],
    ['diversion: { isNull: false }', 'diverted'],
    ['employmentStatus: { eq: LAID_OFF }, employerIndustry: { eq: COAL }', 'diverted'],
    ['occupationGroup: { eq: SANITATION }, isMigrant: { eq: true }', 'migrant'],
    ['modelWorkerLevel: { in: [NATIONAL, PROVINCIAL] }', 'model'],
    ['householdId: { isNull: true }, region: { under: "340100" }', 'diverted'],
    ['relation: { eq: HEAD }', 'head'],
    ['unionMember: { eq: false }', 'migrant'],
    ['contractUntil: { gt: "2018-01-01" }', 'model'],
  ])('are filtered by %s', async (where, expected) => {
    const { data, errors } = await run(`{ workers(where: { ${where} }) { nodes { id } totalCount } }`);
    expect(errors).toEqual([]);
    expect(data.workers.nodes.map(({ id }) => id)).toEqual(expected.split(' ').map((name) => ids[name]));
    expect(data.workers.totalCount).toBe(expected.split(' ').length);
  });

  it('are paged without gaps or repeats', async () => {
    const query =
      'query($after: String) { workers(first: 3, after: $after) { nodes { id } totalCount pageInfo { hasNextPage endCursor } } }';
    const first = (await run(query)).data.workers;
    const second = (await run(query, { after: first.pageInfo.endCursor })).data.workers;
    expect([...first.nodes, ...second.nodes].map(({ id }) => id)).toEqual(
      ['head', 'diverted', 'migrant', 'model'].map((name) => ids[name]),
    );
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('cost a statement for the page and one for each kind of thing beneath', async () => {
    const query =
      '{ workers { nodes { nameMasked region { name } union { id } employer { id } household { fileNo } student { id } } } }';
    const { result, statements } = await countStatements(db.app, () => run(query));
    expect(result.errors).toEqual([]);
    expect(statements).toHaveLength(3);
  });

  it('outside the viewer’s regions are not there', async () => {
    const bengbu = viewerWith({ role: 'city', read: ['340300'] });
    expect((await run('{ workers { nodes { id } totalCount } }', {}, bengbu)).data.workers).toEqual({
      nodes: [{ id: ids['migrant'] }],
      totalCount: 1,
    });
    const { errors } = await run('query($id: ID!) { worker(id: $id) { id } }', { id: ids['head'] }, bengbu);
    expect(errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  it('never show a name or an ID number in full', async () => {
    const query = 'query($id: ID!) { worker(id: $id) { nameMasked idMasked } }';
    const { data } = await run(query, { id: ids['head'] }, viewerWith({ role: 'county', read: ['340103'] }));
    expect(data).toEqual({ worker: { nameMasked: '张*明', idMasked: expect.stringMatching(/^349\*{11}\d{4}$/) } });
    const { data: schema } = await run<{ __type: { fields: { name: string }[] } }>(
      '{ __type(name: "Worker") { fields { name } } }',
    );
    const names = schema.__type.fields.map(({ name }) => name);
    expect(names.filter((name) => /^(name|idNumber|phone|bornOn)$/.test(name))).toEqual([]);
  });
});
