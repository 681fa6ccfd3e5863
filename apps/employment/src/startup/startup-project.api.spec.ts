import { describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { recordBuilders } from '../record-builders';

interface HirePage {
  readonly nodes: readonly { readonly person: { readonly id: string } }[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

interface Projects {
  readonly startupProjects: {
    readonly nodes: readonly {
      readonly id: string;
      readonly jobsCreated: { readonly value: number };
      readonly hires: HirePage;
    }[];
  };
}

const QUERY = `query($year: Int!, $first: Int!, $after: String) { startupProjects(year: $year) { nodes {
  id leader { id } amount paid jobsCreated { value unit }
  hires(first: $first, after: $after) { nodes { person { id } } totalCount pageInfo { hasNextPage endCursor } } } } }`;

describe('the hires of start-up projects', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  const run = (variables: Record<string, unknown>, viewer = viewerWith()) =>
    executeSubgraph<Projects>(employmentSubgraph, { db: db.app, viewer, query: QUERY, variables });

  async function projectWith(hires: number, year: number): Promise<string> {
    const { id } = await a.project({ year });
    const hire = { startup_project_id: id, routes: ['STARTUP_HIRE'] };
    for (let at = 0; at < hires; at += 1) await a.placement({ ...hire, placed_on: `${year}-06-0${1 + (at % 3)}` });
    return id;
  }

  it('come page by page without a gap, in order of the day, beside a full count', async () => {
    const id = await projectWith(7, 2011);
    const seen = new Set<string>();
    let after: string | null = null;
    for (const expected of [3, 3, 1]) {
      const { data, errors } = await run({ year: 2011, first: 3, after });
      expect(errors).toEqual([]);
      const [project] = data.startupProjects.nodes;
      expect([project?.id, project?.hires.totalCount, project?.hires.nodes.length]).toEqual([id, 7, expected]);
      expect(project?.hires.pageInfo.hasNextPage).toBe(expected === 3);
      project?.hires.nodes.forEach(({ person }) => seen.add(person.id));
      after = project?.hires.pageInfo.endCursor ?? null;
    }
    expect(seen.size).toBe(7);
  });

  it('cost the same number of statements for one project as for many', async () => {
    await projectWith(2, 2012);
    const one = await countStatements(db.app, () => run({ year: 2012, first: 50 }));
    for (let at = 0; at < 5; at += 1) await projectWith(at, 2012);
    const many = await countStatements(db.app, () => run({ year: 2012, first: 50 }));
    expect(many.result.data.startupProjects.nodes.map(({ hires }) => hires.totalCount).sort()).toEqual([
      0, 1, 2, 2, 3, 4,
    ]);
    expect(many.statements).toHaveLength(one.statements.length);
    expect(one.statements).toHaveLength(4);
  });

  it('count a person taken on twice as one job', async () => {
    const { id } = await a.project({ year: 2013 });
    const person_id = newId();
    const hire = { startup_project_id: id, routes: ['STARTUP_HIRE'], person_id };
    await a.placement({ ...hire, placed_on: '2013-05-01', ended_on: '2013-06-01' });
    await a.placement({ ...hire, placed_on: '2013-09-01' });
    const [project] = (await run({ year: 2013, first: 5 })).data.startupProjects.nodes;
    expect([project?.jobsCreated.value, project?.hires.totalCount]).toEqual([1, 2]);
  });

  it('refuse a cursor that is not theirs', async () => {
    await projectWith(1, 2014);
    const cursor = Buffer.from(JSON.stringify(['x', 'y', 'z'])).toString('base64url');
    const { errors } = await run({ year: 2014, first: 1, after: cursor });
    expect(errors.map((error) => error.details)).toEqual([{ field: 'after', rule: 'INVALID_CURSOR' }]);
  });
});
