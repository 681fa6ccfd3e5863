import { beforeAll, describe, expect, it } from '@jest/globals';
import { executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { migrantsSubgraph } from './migrants.subgraph';
import {
  aCultureEvent,
  aHealthCheckBatch,
  anHonour,
  aFinding,
  anInspection,
  anInsuranceProject,
  aReturnService,
} from './row-builders';

type Lists = Record<string, { nodes: Record<string, unknown>[]; totalCount: number }>;

const LISTS = [
  {
    field: 'inspections',
    build: anInspection,
    where: '{ kind: { eq: WAGE_ARREARS }, startsOn: { gte: "2016-12-26" } }',
    order: 'STARTS_ON',
  },
  {
    field: 'insuranceProjects',
    build: anInsuranceProject,
    where: '{ insured: { eq: true }, workersCovered: { gt: 10 } }',
    order: 'NAME',
  },
  {
    field: 'returnServices',
    build: aReturnService,
    where: '{ kind: { eq: CHARTER_BUS }, campaign: { eq: "CNY2017" } }',
    order: 'SERVED',
  },
  {
    field: 'healthCheckBatches',
    build: aHealthCheckBatch,
    where: '{ occupation: { in: [SANITATION] } }',
    order: 'PERSONS',
  },
  { field: 'honours', build: anHonour, where: '{ edition: { eq: 1 }, labourMedal: { eq: true } }', order: 'EDITION' },
  { field: 'cultureEvents', build: aCultureEvent, where: '{ kind: { eq: SPRING_COUPLETS } }', order: 'PARTICIPANTS' },
] as const;

describe('the lists of migrants', () => {
  const db = useTestDatabase(migrantsSubgraph.database);
  const run = <T = Lists>(query: string, viewer = viewerWith()) =>
    executeSubgraph<T>(migrantsSubgraph, { db: db.app, viewer, query });

  beforeAll(async () => {
    for (const { build } of LISTS) {
      await build(db.owner, { region_code: '340102' });
      await build(db.owner, { region_code: '340200' });
    }
  });

  it.each(LISTS)('filters, sorts and counts $field within the viewer’s regions', async ({ field, where, order }) => {
    const query = `{ ${field}(where: ${where}, orderBy: [{ field: ${order}, direction: DESC }]) { nodes { id region { code } } totalCount } }`;
    const all = await run(query);
    expect(all.errors).toEqual([]);
    expect(all.data[field]).toMatchObject({ totalCount: 2, nodes: [expect.anything(), expect.anything()] });
    const own = await run(query, viewerWith({ role: 'county', read: ['340102'] }));
    expect(own.data[field]).toMatchObject({ totalCount: 1, nodes: [{ region: { code: '340102' } }] });
  });

  it.each(LISTS)('pages $field without a gap', async ({ field }) => {
    const first = await run<Record<string, { nodes: { id: string }[]; pageInfo: { endCursor: string } }>>(
      `{ ${field}(first: 1) { nodes { id } pageInfo { endCursor } } }`,
    );
    const page = first.data[field];
    const second = await run(`{ ${field}(first: 1, after: "${page?.pageInfo.endCursor ?? ''}") { nodes { id } } }`);
    expect(second.errors).toEqual([]);
    expect(second.data[field]?.nodes).toHaveLength(1);
    expect(second.data[field]?.nodes[0]?.['id']).not.toBe(page?.nodes[0]?.id);
  });

  it('shows what an inspection found and what became of it', async () => {
    const inspection = await anInspection(db.owner, { leader: '省总工会副主席', partners: ['人力资源和社会保障厅'] });
    await aFinding(db.owner, {
      inspection_id: inspection,
      found_on: '2016-12-28',
      state: 'ORDERED',
      deadline_on: '2017-01-15',
    });
    await aFinding(db.owner, { inspection_id: inspection, found_on: '2016-12-26' });
    const { data, errors } = await run(
      `{ inspection(id: "${inspection}") { leader partners findings { foundOn state deadlineOn enterprise { id } } } }`,
    );
    expect(errors).toEqual([]);
    expect(data['inspection']).toEqual({
      leader: '省总工会副主席',
      partners: ['人力资源和社会保障厅'],
      findings: [
        { foundOn: '2016-12-26', state: 'OPEN', deadlineOn: null, enterprise: null },
        { foundOn: '2016-12-28', state: 'ORDERED', deadlineOn: '2017-01-15', enterprise: null },
      ],
    });
  });
});
