import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, insertRow, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, aMember, type HouseholdRow } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';

const REFUSED =
  '... on RuleBroken { rule field facts { name value } } ... on TransitionRefused { rule present: state } ... on VersionConflict { rule currentVersion }';

describe('assessments and reviews', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = viewerWith({ role: 'maker', read: ['340103'], subject: 'maker-1' });
  const checker = viewerWith({ role: 'checker', read: ['340103'], subject: 'checker-1' });
  const HOUSEHOLD = `... on Household { version status category categoryOverrideReason lastReviewedOn nextReviewDue staleConfirmedUntil isStale
    income { annualIncome rigidExpense netPerCapita line members assessedOn ruleSet }
    assessments { result ruleSet steps { rule holds } lines { kind amount personId } } }`;
  const OVERRIDE = '... on CategoryOverride { id state version category decidedBy }';
  const REVIEW = `... on AnnualReview { id state version closedBy household { status version lastReviewedOn nextReviewDue lastVisitedAt } }`;

  beforeAll(async () => {
    await db.owner.query(
      `insert into min_living_line_projection values ('340100', '2016-01-01', 50000, 1), ('340100', '2016-07-01', 55000, 1)`,
    );
  });

  interface Outcome {
    readonly [field: string]: unknown;
    readonly id: string;
    readonly version: number;
  }

  async function run(
    viewer: typeof maker,
    mutation: string,
    input: Record<string, unknown>,
    type: string,
    fields: string,
  ) {
    const { data, errors } = await executeSubgraph<Record<string, Outcome> | null>(workersSubgraph, {
      db: db.app,
      viewer,
      query: `mutation($input: ${type}!) { ${mutation}(input: $input) { __typename ${fields} ${REFUSED} } }`,
      variables: { input: { expectedVersion: 1, ...input } },
    });
    return { outcome: data?.[mutation], errors };
  }
  const assess = (id: string, more: Record<string, unknown> = {}) =>
    run(
      maker,
      'assessHousehold',
      { id, reason: '年度复核', isAccidental: false, lines: [{ kind: 'WAGE', amount: '9600.00' }], ...more },
      'AssessHouseholdInput',
      HOUSEHOLD,
    );
  /** A household of two whose fixture has two persons as well. */
  async function ofTwo(row: HouseholdRow = {}) {
    const file = await aHousehold(db.app, row);
    return { ...file, memberId: await aMember(db.app, file.id) };
  }

  describe('the category', () => {
    it('I8: is what the rules in force give on the stored lines, explained step by step', async () => {
      const { id, memberId } = await ofTwo();
      const { outcome, errors } = await assess(id, {
        lines: [
          { kind: 'WAGE', amount: '18000.00', personId: memberId },
          { kind: 'FESTIVAL_CONSOLATION', amount: '500.00' },
          { kind: 'MEDICAL', amount: '6000.00' },
        ],
      });
      expect(errors).toEqual([]);
      expect(outcome).toMatchObject({
        version: 2,
        category: 'NEAR_MIN',
        income: {
          annualIncome: '18000.00',
          rigidExpense: '6000.00',
          netPerCapita: '500.00',
          line: '550.00',
          members: 2,
          assessedOn: '2017-01-23',
          ruleSet: '2009',
        },
        assessments: [
          {
            result: 'NEAR_MIN',
            ruleSet: '2009',
            steps: [
              { rule: 'GROSS_BELOW_LINE', holds: false },
              { rule: 'GROSS_NEAR_LINE', holds: true },
              { rule: 'NET_AT_MOST_LINE', holds: true },
            ],
            lines: [
              { kind: 'WAGE', amount: '18000.00', personId: memberId },
              { kind: 'FESTIVAL_CONSOLATION', amount: '500.00', personId: null },
              { kind: 'MEDICAL', amount: '6000.00', personId: null },
            ],
          },
        ],
      });
    });

    it('I8: stays while a household no longer qualifies, with the assessment on record', async () => {
      const { id } = await ofTwo();
      const { outcome } = await assess(id, { lines: [{ kind: 'WAGE', amount: '99999.00' }] });
      expect(outcome).toMatchObject({ version: 1, category: 'MIN_LIVING', assessments: [{ result: null }] });
    });

    it('I8: can’t be written past the rules: not without an assessment, not with an override of one person', async () => {
      const { id } = await ofTwo();
      const write = (columns: string) =>
        db.app.transaction(async (manager) => {
          await manager.query(`update household set ${columns}, version = version + 1 where id = $1`, [id]);
          await manager.query(
            `select append_audit(gen_random_uuid(), now(), 'x', 'maker', 'test.write', null, '{}', '{}', '{}')`,
          );
        });
      await expect(write(`category = 'ACCIDENT'`)).rejects.toMatchObject({
        constraint: 'household_category_explained',
      });
      await expect(
        write(`category = 'ACCIDENT', override_reason = '特殊', override_approved_by = 'maker-1'`),
      ).rejects.toMatchObject({ constraint: 'household_override_confirmed' });
    });

    it('refuses lines of strangers, amounts that are none, and a region without a known line', async () => {
      const { id } = await ofTwo();
      const stranger = await assess(id, { lines: [{ kind: 'WAGE', amount: '1.00', personId: newId() }] });
      expect(stranger.outcome).toMatchObject({ rule: 'MEMBER_OF_HOUSEHOLD', field: 'lines.0.personId' });
      const nothing = await assess(id, { lines: [{ kind: 'WAGE', amount: '0.00' }] });
      expect(nothing.errors).toMatchObject([{ details: { rule: 'AMOUNT_POSITIVE', field: 'lines.0.amount' } }]);
      const wuhu = await aHousehold(db.app, { region_code: '340202' });
      const elsewhere = await run(
        viewerWith({ role: 'maker', read: ['340202'] }),
        'assessHousehold',
        { id: wuhu.id, reason: '复核', isAccidental: false, lines: [] },
        'AssessHouseholdInput',
        HOUSEHOLD,
      );
      expect(elsewhere.outcome).toMatchObject({ rule: 'LINE_KNOWN' });
    });

    it('counts what a member earns who was added to the file once that person has consented', async () => {
      const { id, memberId } = await ofTwo();
      await db.owner.query(`update worker set member_since_on = '2017-01-05' where id = $1`, [memberId]);
      const lines = [
        { kind: 'WAGE', amount: '100.00' },
        { kind: 'WAGE', amount: '8000.00', personId: memberId },
      ];
      expect((await assess(id, { lines })).outcome).toMatchObject({
        rule: 'CONSENT_REQUIRED',
        field: 'lines.1.personId',
      });
      await insertRow(db.owner, 'consent', {
        id: newId(),
        worker_id: memberId,
        purpose: 'FINANCIAL_CHECK',
        text_version: '2016-1',
        channel: 'PAPER',
        given_at: '2017-01-06T09:00:00+08:00',
      });
      expect((await assess(id, { lines })).outcome).toMatchObject({ version: 2 });
    });

    const propose = (id: string, more: Record<string, unknown> = {}) =>
      run(
        maker,
        'proposeCategory',
        { id, idempotencyKey: newId(), category: 'ACCIDENT', reason: '突发事故，支出未结清', ...more },
        'ProposeCategoryInput',
        OVERRIDE,
      );
    const decide = (viewer: typeof maker, mutation: string, id: string, opinion?: string) =>
      run(viewer, mutation, { id, ...(opinion !== undefined && { opinion }) }, 'DecideCategoryInput', OVERRIDE);

    it('I8: differs from the rules only when a second person confirms it', async () => {
      const { id } = await ofTwo();
      const proposed = await propose(id);
      expect(proposed.outcome).toMatchObject({ state: 'PENDING', category: 'ACCIDENT', decidedBy: null });
      expect((await propose(id)).outcome).toMatchObject({ rule: 'OVERRIDE_PENDING' });
      const overrideId = proposed.outcome?.id ?? '';
      expect((await decide(maker, 'confirmCategory', overrideId)).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
      const same = viewerWith({ role: 'checker', read: ['340103'], subject: 'maker-1' });
      expect((await decide(same, 'confirmCategory', overrideId)).outcome).toMatchObject({ rule: 'FOUR_EYES' });
      const { outcome } = await decide(checker, 'confirmCategory', overrideId);
      expect(outcome).toMatchObject({ state: 'CONFIRMED', decidedBy: 'checker-1' });
      const [file] = await db.app.query(
        'select category, override_reason, override_approved_by from household where id = $1',
        [id],
      );
      expect(file).toEqual({
        category: 'ACCIDENT',
        override_reason: '突发事故，支出未结清',
        override_approved_by: 'checker-1',
      });
      const again = await assess(id, { expectedVersion: 2 });
      expect(again.outcome).toMatchObject({ category: 'MIN_LIVING', categoryOverrideReason: null });
    });

    it('I8: stays the rules’ when the other is declined with a reason, or taken back', async () => {
      const { id } = await ofTwo();
      const first = (await propose(id)).outcome?.id ?? '';
      expect((await decide(checker, 'declineCategory', first)).outcome).toMatchObject({
        rule: 'REASON_REQUIRED',
        field: 'opinion',
      });
      expect((await decide(checker, 'declineCategory', first, '依据不足')).outcome).toMatchObject({
        state: 'DECLINED',
      });
      const second = (await propose(id)).outcome?.id ?? '';
      expect((await decide(maker, 'withdrawCategory', second)).outcome).toMatchObject({ state: 'WITHDRAWN' });
      expect((await decide(checker, 'confirmCategory', second)).outcome).toMatchObject({ rule: 'VERSION' });
      const deep = await propose(id, { category: 'DEEP' });
      expect(deep.outcome).toMatchObject({ rule: 'CATEGORY_OF_GENERATION', field: 'category' });
    });
  });

  describe('the annual review', () => {
    const open = (id: string, more: Record<string, unknown> = {}) =>
      run(maker, 'openReview', { id, reason: '到期复核', idempotencyKey: newId(), ...more }, 'OpenReviewInput', REVIEW);
    const find = (id: string, isStillInHardship: boolean, more: Record<string, unknown> = {}) =>
      run(
        maker,
        'recordReviewFindings',
        { id, isStillInHardship, visitedOn: '2017-01-23', findings: '入户所见与档案一致', ...more },
        'RecordReviewFindingsInput',
        REVIEW,
      );
    const pass = (id: string, expectedVersion: number) =>
      run(maker, 'passReview', { id, expectedVersion }, 'ReviewStepInput', REVIEW);

    it('I26: passes on a visit, a finding and a new assessment, and is due again within twelve months', async () => {
      const { id } = await ofTwo({ next_review_due_on: '2017-01-10', stale_confirmed_until_on: '2017-02-28' });
      const opened = await open(id);
      expect(opened.outcome).toMatchObject({ state: 'OPEN', household: { status: 'UNDER_REVIEW' } });
      const reviewId = opened.outcome?.id ?? '';
      expect((await pass(reviewId, 1)).outcome).toMatchObject({ rule: 'FINDINGS_REQUIRED' });
      expect((await find(reviewId, true, { visitedOn: '2017-01-20' })).outcome).toMatchObject({
        rule: 'VISITED_IN_REVIEW',
      });
      await find(reviewId, true);
      expect((await pass(reviewId, 2)).outcome).toMatchObject({ rule: 'ASSESSMENT_REQUIRED' });
      await assess(id, { expectedVersion: 2 });
      const { outcome, errors } = await pass(reviewId, 2);
      expect(errors).toEqual([]);
      expect(outcome).toMatchObject({
        state: 'PASSED',
        closedBy: 'maker-1',
        household: { status: 'RECORDED', lastReviewedOn: '2017-01-23', nextReviewDue: '2018-01-23' },
      });
      const [file] = await db.app.query('select stale_confirmed_until_on from household where id = $1', [id]);
      expect(file).toEqual({ stale_confirmed_until_on: null });
    });

    it('leads to an exit when the household is out of hardship, and ends with its proposal', async () => {
      const { id } = await ofTwo();
      const reviewId = (await open(id)).outcome?.id ?? '';
      await find(reviewId, false);
      expect((await pass(reviewId, 2)).outcome).toMatchObject({ rule: 'STILL_IN_HARDSHIP' });
      const proposal = {
        householdId: id,
        idempotencyKey: newId(),
        expectedVersion: 2,
        reason: 'FALLBACK_RELIEVED',
        proposedAs: 'HELPER_PROPOSAL',
        explanation: '已纳入低保兜底',
      };
      const exit = await run(
        maker,
        'proposeExit',
        proposal,
        'ProposeExitInput',
        '... on ExitReview { household { status annualReviews { state } } }',
      );
      expect(exit.outcome).toMatchObject({
        household: { status: 'EXIT_PROPOSED', annualReviews: [{ state: 'LED_TO_EXIT' }] },
      });
      expect((await pass(reviewId, 3)).outcome).toMatchObject({ rule: 'TRANSITION', present: 'LED_TO_EXIT' });
    });

    it('is one at a time, the same for one key, and broken off with a reason', async () => {
      const { id } = await ofTwo();
      const key = newId();
      const first = await open(id, { idempotencyKey: key });
      expect((await open(id, { idempotencyKey: key })).outcome).toEqual(first.outcome);
      expect((await open(id, { expectedVersion: 2 })).outcome).toMatchObject({
        rule: 'TRANSITION',
        present: 'UNDER_REVIEW',
      });
      const { outcome } = await run(
        maker,
        'abandonReview',
        { id: first.outcome?.id, reason: '人员不在，改期' },
        'AbandonReviewInput',
        REVIEW,
      );
      expect(outcome).toMatchObject({
        state: 'ABANDONED',
        household: { status: 'RECORDED', lastReviewedOn: '2016-05-10' },
      });
    });
  });

  describe('an overdue file', () => {
    const confirm = (viewer: typeof maker, id: string, until: string) =>
      run(
        viewer,
        'confirmStaleFile',
        { id, until, reason: '家庭仍困难，节后复核' },
        'ConfirmStaleFileInput',
        HOUSEHOLD,
      );

    it('I26: is listed as of any day, and is confirmed for three months at most, by a checker with a reason', async () => {
      const { id } = await ofTwo({ next_review_due_on: '2017-01-22' });
      await ofTwo({ next_review_due_on: '2017-01-23' });
      const list = (staleOn: string) =>
        executeSubgraph<{ staleHouseholds: { nodes: { id: string }[]; totalCount: number } }>(workersSubgraph, {
          db: db.app,
          viewer: viewerWith({ role: 'county', read: ['340103'] }),
          query: `{ staleHouseholds(staleOn: "${staleOn}", where: { nextReviewDue: { gte: "2017-01-22" } }) { nodes { id isStale } totalCount } }`,
        });
      expect((await list('2017-01-23')).data.staleHouseholds).toEqual({
        nodes: [{ id, isStale: true }],
        totalCount: 1,
      });
      expect((await list('2017-01-22')).data.staleHouseholds.totalCount).toBe(0);
      expect((await confirm(maker, id, '2017-02-28')).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
      expect((await confirm(checker, id, '2017-04-24')).outcome).toMatchObject({
        rule: 'CONFIRMED_NOT_LONG',
        facts: [{ name: 'latest', value: '2017-04-23' }],
      });
      const { outcome } = await confirm(checker, id, '2017-02-28');
      expect(outcome).toMatchObject({ staleConfirmedUntil: '2017-02-28', isStale: true });
      const kept = await db.app.query(
        'select confirmed_by, until_on, reason from stale_confirmation where household_id = $1',
        [id],
      );
      expect(kept).toEqual([{ confirmed_by: 'checker-1', until_on: '2017-02-28', reason: '家庭仍困难，节后复核' }]);
    });

    it('needs no confirmation before it is overdue, and none once it has left', async () => {
      const { id } = await ofTwo();
      expect((await confirm(checker, id, '2017-02-28')).outcome).toMatchObject({ rule: 'FILE_STALE' });
    });
  });
});
