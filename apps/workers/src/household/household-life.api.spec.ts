import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { countStatements, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, anExitReview, aRow, aWorker } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

describe('what a file has gone through', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const FIELDS = `transfers { state } formerMembers { relation leftOn } annualReviews { state } staleConfirmations { until }
    assessments { result lines { kind } } categoryOverrides { state } exitReviews { state evidence { month } followUps { dueOn } }
    head { migrantEvidence { kind } consents { purpose } }`;
  const list = (first: number, viewer = viewerWith()) =>
    executeSubgraph<{ households: { nodes: Record<string, unknown>[] } }>(workersSubgraph, {
      db: db.app,
      viewer,
      query: `{ households(first: ${first}, where: { region: { under: "340103" } }) { nodes { ${FIELDS} } } }`,
    });

  beforeAll(async () => {
    for (let serial = 0; serial < 3; serial += 1) {
      const { id, headId } = await aHousehold(db.app);
      const at = '2016-05-10T09:00:00+08:00';
      const region_code = '340103';
      await aRow(db.app, 'file_transfer', {
        household_id: id,
        file_no: `T-${serial}`,
        state: 'PROPOSED',
        from_region_code: region_code,
        from_union_id: newId(),
        to_region_code: '340202',
        to_union_id: newId(),
        reason: 'MOVED_HOME',
        explanation: '迁居',
        proposed_by: 'maker-1',
        proposed_at: at,
        version: 1,
      });
      await aRow(db.app, 'former_member', {
        household_id: id,
        worker_id: await aWorker(db.app),
        relation: 'CHILD',
        left_on: '2016-05-10',
      });
      await aRow(db.app, 'annual_review', {
        household_id: id,
        region_code,
        state: 'OPEN',
        opened_by: 'maker-1',
        opened_on: '2016-05-10',
        version: 1,
      });
      await aRow(db.app, 'stale_confirmation', {
        household_id: id,
        reason: '仍困难',
        confirmed_by: 'checker-1',
        confirmed_at: at,
        until_on: '2016-06-10',
      });
      const assessment_id = await aRow(db.app, 'assessment', {
        household_id: id,
        region_code,
        rule_set_id: '2009',
        assessed_on: '2016-05-10',
        assessed_by: 'maker-1',
        annual_income_fen: '960000',
        imputed_income_fen: '0',
        rigid_expense_fen: '0',
        members: 2,
        line_fen: '50000',
        net_per_capita_fen: '40000',
        is_accidental: false,
        result: 'MIN_LIVING',
        steps: '[]',
      });
      await aRow(db.app, 'assessment_line', { assessment_id, ordinal: 0, kind: 'WAGE', amount_fen: '960000' });
      await aRow(db.app, 'category_override', {
        household_id: id,
        region_code,
        state: 'PENDING',
        category: 'ACCIDENT',
        reason: '事故',
        proposed_by: 'maker-1',
        proposed_at: at,
        version: 1,
      });
      const exit_review_id = await anExitReview(db.app, id);
      await aRow(db.app, 'exit_income_evidence', {
        exit_review_id,
        month_on: '2016-12-01',
        per_capita_fen: '60000',
        line_fen: '50000',
        source: 'PAYSLIP',
      });
      await aRow(db.app, 'follow_up_task', {
        household_id: id,
        exit_review_id,
        region_code,
        due_on: '2017-07-25',
        state: 'OPEN',
        version: 1,
      });
      await aRow(db.app, 'migrant_evidence', {
        worker_id: headId,
        kind: 'UNION_CARD',
        from_on: '2015-01-01',
        recorded_by: 'maker-1',
        recorded_at: at,
        version: 1,
      });
    }
  });

  it('costs one statement for each kind of thing, however many files', async () => {
    const counts: number[] = [];
    for (const first of [1, 3]) {
      const { result, statements } = await countStatements(db.app, () => list(first));
      expect(result.errors).toEqual([]);
      expect(result.data.households.nodes).toHaveLength(first);
      counts.push(statements.length);
      expect(result.data.households.nodes[0]).toMatchObject({
        transfers: [{ state: 'PROPOSED' }],
        formerMembers: [{ relation: 'CHILD', leftOn: '2016-05-10' }],
        annualReviews: [{ state: 'OPEN' }],
        staleConfirmations: [{ until: '2016-06-10' }],
        assessments: [{ result: 'MIN_LIVING', lines: [{ kind: 'WAGE' }] }],
        categoryOverrides: [{ state: 'PENDING' }],
        exitReviews: [{ state: 'PROPOSED', evidence: [{ month: '2016-12-01' }], followUps: [{ dueOn: '2017-07-25' }] }],
        head: { migrantEvidence: [{ kind: 'UNION_CARD' }], consents: [] },
      });
    }
    expect(counts).toEqual([14, 14]);
  });

  it('shows a cashier, who sees files but neither incomes nor filings, only what is not theirs', async () => {
    const { data, errors } = await list(1, viewerWith({ role: 'cashier', read: ['340103'] }));
    expect(data.households.nodes[0]).toMatchObject({
      transfers: [{ state: 'PROPOSED' }],
      annualReviews: null,
      assessments: null,
      exitReviews: null,
      categoryOverrides: [{ state: 'PENDING' }],
      head: { migrantEvidence: [{ kind: 'UNION_CARD' }], consents: null },
    });
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['FORBIDDEN']));
  });
});
