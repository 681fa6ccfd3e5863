import { beforeAll, describe, expect, it } from '@jest/globals';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import {
  aHousehold,
  anApplication,
  anExitReview,
  anIdNumber,
  aRow,
  exitOn,
  type FiledHousehold,
} from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { ApplicationStatus } from './application-status';
import { anApplicationAt } from './application-builder';

describe('filing and exit', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const run = <T>(query: string, variables: Record<string, unknown> = {}, viewer = viewerWith()) =>
    executeSubgraph<T>(workersSubgraph, { db: db.app, viewer, query, variables });
  let household: FiledHousehold;
  let recorded = '';
  let exit = '';

  beforeAll(async () => {
    household = await aHousehold(db.owner, exitOn('2016-12-30'));
    recorded = await anApplication(db.owner, {
      applicant_id: household.headId,
      household_id: household.id,
      status: 'RECORDED',
      recorded_at: '2016-12-01T10:00:00+08:00',
    });
    await anApplication(db.owner, { created_at: '2016-12-20T09:00:00+08:00' });
    await anApplication(db.owner, { region_code: '340202', status: 'PUBLICISED' });
    const [{ consent_id }] = await db.app.query<[{ consent_id: string }]>(
      'select consent_id from filing_application where id = $1',
      [recorded],
    );
    await aRow(db.app, 'data_check', {
      application_id: recorded,
      consent_id,
      source: 'VEHICLE',
      result: 'CONFLICT',
      checked_at: '2016-11-08T10:00:00+08:00',
      resolution: '已核实',
    });
    await aRow(db.app, 'household_visit', {
      application_id: recorded,
      visited_at: '2016-11-05T10:00:00+08:00',
      visited_by: ['officer-3'],
      persons_met: 2,
      confirms_declaration: true,
    });
    const notice = await aRow(db.app, 'publicity_notice', {
      kind: 'FILING',
      application_id: recorded,
      place: '社区',
      posted_on: '2016-11-14',
      min_working_days: 5,
      earliest_end_on: '2016-11-21',
      closed_on: '2016-11-22',
      outcome: 'OBJECTION_DISMISSED',
    });
    await aRow(db.owner, 'objection', {
      notice_id: notice,
      raised_at: '2016-11-15T10:00:00+08:00',
      content: '有车',
      state: 'DISMISSED',
      resolved_at: '2016-11-18T10:00:00+08:00',
      resolution: '已报废',
    });
    await aRow(db.app, 'decision', {
      application_id: recorded,
      stage: 'APPROVAL',
      verdict: 'PASSED',
      decided_by: 'officer-9',
      decided_at: '2016-11-30T10:00:00+08:00',
    });
    exit = await anExitReview(db.owner, household.id, {
      state: 'APPROVED',
      proposed_on: '2016-12-05',
      closed_on: '2016-12-30',
      follow_up_until_on: '2017-06-30',
    });
    await aRow(db.app, 'decision', {
      exit_review_id: exit,
      stage: 'APPROVAL',
      verdict: 'PASSED',
      decided_by: 'officer-9',
      decided_at: '2016-12-30T10:00:00+08:00',
    });
  });

  it('show an application with every step, in one statement each', async () => {
    const query = `query($id: ID!) { filingApplication(id: $id) {
      status household { fileNo } applicant { id } consent { purpose channel } checks { source result resolution } visit { personsMet }
      publicity { postedOn earliestEndOn outcome objections { state } } decisions { stage verdict decidedBy } region { code } } }`;
    const { result, statements } = await countStatements(db.app, () =>
      run<{ filingApplication: object }>(query, { id: recorded }),
    );
    expect(result.errors).toEqual([]);
    expect(result.data.filingApplication).toEqual({
      status: 'RECORDED',
      household: { fileNo: household.fileNo },
      applicant: { id: household.headId },
      consent: { purpose: 'FINANCIAL_CHECK', channel: 'PAPER' },
      checks: [{ source: 'VEHICLE', result: 'CONFLICT', resolution: '已核实' }],
      visit: { personsMet: 2 },
      publicity: {
        postedOn: '2016-11-14',
        earliestEndOn: '2016-11-21',
        outcome: 'OBJECTION_DISMISSED',
        objections: [{ state: 'DISMISSED' }],
      },
      decisions: [{ stage: 'APPROVAL', verdict: 'PASSED', decidedBy: 'officer-9' }],
      region: { code: '340103' },
    });
    expect(statements).toHaveLength(9);
  });

  it('list applications, newest first, filtered by state and bounded to the viewer’s regions', async () => {
    const all = await run<{ filingApplications: { nodes: { status: string }[]; totalCount: number } }>(
      '{ filingApplications { nodes { status } totalCount } }',
    );
    expect(all.data.filingApplications.totalCount).toBe(3);
    expect(all.data.filingApplications.nodes[0]).toEqual({ status: 'SUBMITTED' });
    const wuhu = await run<{ filingApplications: object }>(
      '{ filingApplications(where: { status: { in: [PUBLICISED, RECORDED] } }) { nodes { status region { name } } } }',
      {},
      viewerWith({ role: 'county', read: ['340202'] }),
    );
    expect(wuhu.data.filingApplications).toEqual({ nodes: [{ status: 'PUBLICISED', region: { name: '镜湖区' } }] });
  });

  it('show on a household how it came and how it left', async () => {
    const { data, errors } = await run(
      'query($id: ID!) { household(id: $id) { status exitReason followUpUntilOn application { id } exitReviews { id reason monthsAboveLine followUpUntil decisions { stage } } } }',
      { id: household.id },
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({
      household: {
        status: 'EXITED',
        exitReason: 'SELF_SUPPORTING',
        followUpUntilOn: '2017-06-30',
        application: { id: recorded },
        exitReviews: [
          {
            id: exit,
            reason: 'SELF_SUPPORTING',
            monthsAboveLine: 6,
            followUpUntil: '2017-06-30',
            decisions: [{ stage: 'APPROVAL' }],
          },
        ],
      },
    });
  });

  it('list exit reviews by reason and state', async () => {
    const { data } = await run(
      '{ exitReviews(where: { reason: { eq: SELF_SUPPORTING }, state: { eq: APPROVED }, region: { under: "340100" } }, orderBy: [{ field: PROPOSED_ON }]) { nodes { household { fileNo } publicity { id } } totalCount } }',
    );
    expect(data).toEqual({
      exitReviews: { nodes: [{ household: { fileNo: household.fileNo }, publicity: null }], totalCount: 1 },
    });
  });

  it('answer NOT_FOUND for an application or review outside the viewer’s regions', async () => {
    const { errors } = await run(
      'query($a: ID!, $x: ID!) { filingApplication(id: $a) { id } exitReview(id: $x) { id } }',
      { a: recorded, x: exit },
      viewerWith({ role: 'city', read: ['340200'] }),
    );
    expect(errors.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  it('show what applications say in statements that do not grow with them, and sealed details to who handles the case only', async () => {
    for (let at = 0; at < 3; at += 1)
      await anApplicationAt(db.owner, ApplicationStatus.CHECKED, {
        row: { region_code: '340321' },
        members: [anIdNumber()],
      });
    const query = `query($first: Int!) { filingApplications(first: $first, where: { region: { eq: "340321" } }) { nodes {
      persons { nameMasked idMasked healthMasked } amounts { amount } assessment { result } exclusions { rule } consents { purpose } bank { bankName } nextEvents } } }`;
    interface Page {
      filingApplications: { nodes: { persons: { idMasked: string | null }[]; nextEvents: string[] }[] };
    }
    const counts: number[] = [];
    for (const first of [1, 3]) {
      const { result, statements } = await countStatements(db.app, () =>
        run<Page>(query, { first }, viewerWith({ role: 'checker', read: ['340321'] })),
      );
      expect(result.errors).toEqual([]);
      expect(result.data.filingApplications.nodes).toHaveLength(first);
      expect(result.data.filingApplications.nodes[0]?.nextEvents).toEqual(['PUBLICISE', 'RETURN', 'REJECT']);
      counts.push(statements.length);
    }
    expect(counts[1]).toBe(counts[0]);
    const province = await run<Page>(query, { first: 1 });
    expect([...new Set(province.errors.map(({ code, path }) => `${code} ${String(path.at(-1))}`))].sort()).toEqual([
      'FORBIDDEN bank',
      'FORBIDDEN healthMasked',
      'FORBIDDEN idMasked',
    ]);
    expect(province.data.filingApplications.nodes[0]?.nextEvents).toEqual([]);
  });
});
