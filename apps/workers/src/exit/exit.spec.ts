import { describe, expect, it } from '@jest/globals';
import { addMonths, fixedClock, newId } from '@nuan/kernel';
import { asFixture, executeSubgraph, useTestDatabase, viewerWith } from '@nuan/testing';

import { aHousehold, type HouseholdRow } from '../row-builders';
import { workersSubgraph } from '../workers.subgraph';
import { evidenceProblem, monthsAboveLine } from './exit-income';

const month = (monthOn: string, perCapitaFen: bigint) => ({ monthOn, perCapitaFen, lineFen: 50_000n });
const halfAYear = (until = '2016-12-01', fen = 60_000n) =>
  [5, 4, 3, 2, 1, 0].map((back) => month(addMonths(until, -back), fen));

describe('months above the line', () => {
  it.each([
    ['six in a row', halfAYear(), 6],
    ['one of them at the line', [...halfAYear().slice(0, 2), month('2016-09-01', 50_000n), ...halfAYear().slice(3)], 3],
    ['a gap', [...halfAYear().slice(0, 3), ...halfAYear().slice(4)], 2],
    ['nothing', [], 0],
  ])('are counted back from the last one: %s', (_what, months, count) => {
    expect(monthsAboveLine(months)).toBe(count);
  });

  it('prove something when they are over and not long ago', () => {
    expect(evidenceProblem(halfAYear(), '2017-01-23')).toBe(null);
    expect(evidenceProblem(halfAYear('2017-01-01'), '2017-01-23')).toBe('NOT_OVER');
    expect(evidenceProblem(halfAYear('2016-09-01'), '2017-01-23')).toBe('TOO_OLD');
    expect(evidenceProblem(halfAYear().slice(1), '2017-01-23')).toBe('TOO_FEW');
  });
});

describe('an exit', () => {
  const db = useTestDatabase(workersSubgraph.database);
  const maker = viewerWith({ role: 'maker', read: ['340103'], subject: 'maker-1' });
  const checker = viewerWith({ role: 'checker', read: ['340103'], subject: 'checker-1' });
  const at = (day: string) => fixedClock(new Date(`${day}T10:00:00+08:00`));
  const DAY = at('2017-01-18');
  const REVIEW = `... on ExitReview { id state version monthsAboveLine decidedBy followUpUntil
    publicity { id earliestEndOn outcome objections { id state } } household { status version exitedOn }
    followUps { id dueOn version isOverdue } decisions { stage verdict decidedBy } }`;
  const NOTICE: readonly string[] = ['raiseObjection', 'resolveObjection', 'closePublicNotice'];
  const fieldsOf = (mutation: string): string => {
    if (mutation === 'closeFile') return '... on Household { status version closedOn }';
    if (NOTICE.includes(mutation)) return '... on PublicityNotice { id outcome earliestEndOn objections { id state } }';
    return mutation === 'completeFollowUp' ? '... on FollowUpTask { state doneOn }' : REVIEW;
  };
  const REFUSED = `... on RuleBroken { rule field facts { name value } } ... on TransitionRefused { rule present: state }
    ... on VersionConflict { rule currentVersion }`;

  interface Outcome {
    readonly [field: string]: unknown;
    readonly id: string;
    readonly version: number;
    readonly publicity: { id: string; objections: { id: string }[] } | null;
    readonly followUps: { id: string; version: number }[];
    readonly objections: { id: string; state: string }[];
  }

  const inputOf = (mutation: string): string => {
    if (['approveExit', 'rejectExit', 'withdrawExit'].includes(mutation)) return 'DecideExitInput';
    return mutation === 'closeFile' ? 'ExitStepInput' : `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  };
  async function step(
    viewer: typeof maker,
    clock: ReturnType<typeof at>,
    mutation: string,
    input: Record<string, unknown>,
  ) {
    const { data, errors } = await executeSubgraph<Record<string, Outcome> | null>(workersSubgraph, {
      db: db.app,
      viewer,
      clock,
      query: `mutation($input: ${inputOf(mutation)}!) { ${mutation}(input: $input) { __typename ${fieldsOf(mutation)} ${REFUSED} } }`,
      variables: { input },
    });
    return { outcome: data?.[mutation], errors };
  }
  const closeNotice = (noticeId: string, day: string) => step(maker, at(day), 'closePublicNotice', { noticeId });

  const evidence = halfAYear().map(({ monthOn }) => ({ month: monthOn, perCapita: '600.00', source: 'PAYSLIP' }));
  const proposal = (householdId: string, more: Record<string, unknown> = {}) => ({
    idempotencyKey: newId(),
    householdId,
    expectedVersion: 1,
    reason: 'SELF_SUPPORTING',
    proposedAs: 'OWN_APPLICATION',
    explanation: '本人已稳定就业',
    evidence,
    ...more,
  });

  async function proposed(row: HouseholdRow = {}, more: Record<string, unknown> = {}) {
    const { id } = await aHousehold(db.app, row);
    const { outcome, errors } = await step(maker, DAY, 'proposeExit', proposal(id, more));
    if (!outcome || errors.length > 0) throw new Error(JSON.stringify(errors));
    return { householdId: id, review: outcome };
  }
  async function publicised() {
    const { householdId, review } = await proposed();
    const { outcome } = await step(maker, DAY, 'publiciseExit', {
      id: review.id,
      expectedVersion: 1,
      place: '社区公示栏',
    });
    return { householdId, review: outcome ?? review, noticeId: outcome?.publicity?.id ?? '' };
  }
  async function exited() {
    const { householdId, review, noticeId } = await publicised();
    await closeNotice(noticeId, '2017-01-25');
    const { outcome } = await step(checker, at('2017-01-25'), 'approveExit', { id: review.id, expectedVersion: 2 });
    return { householdId, review: outcome ?? review };
  }

  it('I6: goes by public notice with the clock of a filing, and keeps half a year of follow-up', async () => {
    const { householdId, review, noticeId } = await publicised();
    expect(review).toMatchObject({
      state: 'PUBLICISED',
      monthsAboveLine: 6,
      publicity: { earliestEndOn: '2017-01-24', outcome: null },
      household: { status: 'EXIT_PUBLICISED', exitedOn: null },
    });
    const early = await closeNotice(noticeId, '2017-01-24');
    expect(early.outcome).toMatchObject({ rule: 'NOTICE_NOT_OVER' });
    const unclosed = await step(checker, at('2017-01-24'), 'approveExit', { id: review.id, expectedVersion: 2 });
    expect(unclosed.outcome).toMatchObject({ rule: 'NOTICE_NOT_OVER', field: 'id' });
    await closeNotice(noticeId, '2017-01-25');
    const own = await step(
      viewerWith({ role: 'checker', read: ['340103'], subject: 'maker-1' }),
      at('2017-01-25'),
      'approveExit',
      {
        id: review.id,
        expectedVersion: 2,
      },
    );
    expect(own.outcome).toMatchObject({ rule: 'FOUR_EYES' });
    const { outcome, errors } = await step(checker, at('2017-01-25'), 'approveExit', {
      id: review.id,
      expectedVersion: 2,
    });
    expect(errors).toEqual([]);
    expect(outcome).toMatchObject({
      state: 'APPROVED',
      decidedBy: 'checker-1',
      followUpUntil: '2017-07-25',
      household: { status: 'EXITED', exitedOn: '2017-01-25' },
      followUps: [{ dueOn: '2017-04-25' }, { dueOn: '2017-07-25' }],
      decisions: [{ stage: 'APPROVAL', verdict: 'PASSED', decidedBy: 'checker-1' }],
    });
    const held = await db.app.query('select from active_person where household_id = $1', [householdId]);
    expect(held).toEqual([]);
  });

  it('I6: can’t be approved past the database: without a notice, without another person, without a follow-up', async () => {
    const { householdId, review } = await proposed();
    const approve = (more: string) =>
      asFixture(db.owner, (manager) =>
        manager.query(
          `update exit_review set state = 'APPROVED', closed_on = '2017-01-25', follow_up_until_on = '2017-07-25', ${more} where id = $1`,
          [review.id],
        ),
      );
    await asFixture(db.owner, (manager) =>
      manager.query(`update exit_review set state = 'PUBLICISED' where id = $1`, [review.id]),
    );
    await expect(approve(`decided_by = 'checker-1'`)).rejects.toMatchObject({ constraint: 'exit_review_publicised' });
    await expect(approve(`decided_by = null`)).rejects.toMatchObject({ constraint: 'exit_review_decided' });
    await expect(approve(`decided_by = 'maker-1'`)).rejects.toMatchObject({
      constraint: 'exit_review_decided_by_another',
    });
    const exit = `status = 'EXITED', exited_on = '2017-01-25', exit_reason = 'SELF_SUPPORTING', follow_up_until_on = '2017-07-25'`;
    await db.owner.query(`update household set status = 'EXIT_PUBLICISED', version = version + 1 where id = $1`, [
      householdId,
    ]);
    await expect(
      db.owner.query(`update household set ${exit}, version = version + 1 where id = $1`, [householdId]),
    ).rejects.toMatchObject({ constraint: 'household_exit_followed_up' });
  });

  it('I6: is barred by an open objection, and refused by one that is upheld', async () => {
    const { review, noticeId } = await publicised();
    const raised = await step(maker, at('2017-01-19'), 'raiseObjection', {
      idempotencyKey: newId(),
      noticeId,
      content: '仍有成员重病',
    });
    const objectionId = raised.outcome?.objections[0]?.id;
    const barred = await closeNotice(noticeId, '2017-02-10');
    expect(barred.outcome).toMatchObject({ rule: 'OBJECTION_OPEN' });
    const resolve = (viewer: typeof maker) =>
      step(viewer, at('2017-01-20'), 'resolveObjection', {
        objectionId,
        verdict: 'UPHELD',
        resolution: '属实，继续帮扶',
      });
    expect((await resolve(maker)).outcome).toMatchObject({ rule: 'FOUR_EYES' });
    expect((await resolve(checker)).outcome).toMatchObject({ outcome: 'OBJECTION_UPHELD' });
    const [ended] = await db.app.query(
      'select x.state, x.decided_by, h.status from exit_review x join household h on h.id = x.household_id where x.id = $1',
      [review.id],
    );
    expect(ended).toEqual({ state: 'REJECTED', decided_by: 'checker-1', status: 'RECORDED' });
  });

  it('I6: runs on after an objection that was found groundless, its days not counted', async () => {
    const { review, noticeId } = await publicised();
    const raised = await step(maker, at('2017-01-19'), 'raiseObjection', {
      idempotencyKey: newId(),
      noticeId,
      content: '收入不实',
    });
    const objectionId = raised.outcome?.objections[0]?.id;
    const { outcome } = await step(checker, at('2017-01-20'), 'resolveObjection', {
      objectionId,
      verdict: 'DISMISSED',
      resolution: '经核实收入属实',
    });
    expect(outcome).toMatchObject({ outcome: null, earliestEndOn: '2017-01-26' });
    const [running] = await db.app.query('select state from exit_review where id = $1', [review.id]);
    expect(running).toEqual({ state: 'PUBLICISED' });
  });

  it('asks for six months in a row, proved month by month, when a household stands on its own', async () => {
    const { id } = await aHousehold(db.app);
    const few = await step(maker, DAY, 'proposeExit', proposal(id, { evidence: evidence.slice(1) }));
    expect(few.outcome).toMatchObject({
      rule: 'MONTHS_ABOVE_LINE',
      field: 'evidence',
      facts: [
        { name: 'needed', value: '6' },
        { name: 'proved', value: '5' },
      ],
    });
    const low = evidence.map((line, index) => (index === 3 ? { ...line, perCapita: '500.00' } : line));
    expect((await step(maker, DAY, 'proposeExit', proposal(id, { evidence: low }))).outcome).toMatchObject({
      rule: 'MONTHS_ABOVE_LINE',
    });
    const twice = await step(maker, DAY, 'proposeExit', proposal(id, { evidence: [...evidence, evidence[0]] }));
    expect(twice.errors).toMatchObject([{ details: { rule: 'MONTHS_DISTINCT' } }]);
    const relieved = await step(maker, DAY, 'proposeExit', proposal(id, { reason: 'FALLBACK_RELIEVED', evidence: [] }));
    expect(relieved.outcome).toMatchObject({ state: 'PROPOSED', monthsAboveLine: null });
  });

  it('goes without a notice where papers prove it, and by another person’s decision all the same', async () => {
    const { review } = await proposed({}, { reason: 'DECEASED', evidence: [], explanation: '死亡医学证明已核' });
    const posted = await step(maker, DAY, 'publiciseExit', { id: review.id, expectedVersion: 1, place: '社区公示栏' });
    expect(posted.outcome).toMatchObject({ rule: 'NOTICE_NOT_NEEDED' });
    const { outcome } = await step(checker, DAY, 'approveExit', { id: review.id, expectedVersion: 1 });
    expect(outcome).toMatchObject({
      state: 'APPROVED',
      followUpUntil: null,
      followUps: [],
      household: { status: 'CANCELLED' },
    });
  });

  it('skips no step: nothing out of hardship is approved unpublicised, nothing closed is moved', async () => {
    const { review } = await proposed();
    const skipped = await step(checker, DAY, 'approveExit', { id: review.id, expectedVersion: 1 });
    expect(skipped.outcome).toMatchObject({ __typename: 'TransitionRefused', present: 'PROPOSED' });
    const silent = await step(checker, DAY, 'rejectExit', { id: review.id, expectedVersion: 1 });
    expect(silent.outcome).toMatchObject({ rule: 'REASON_REQUIRED', field: 'opinion' });
    const rejected = await step(checker, DAY, 'rejectExit', {
      id: review.id,
      expectedVersion: 1,
      opinion: '收入不稳定',
    });
    expect(rejected.outcome).toMatchObject({ state: 'REJECTED', household: { status: 'RECORDED' } });
    const again = await step(maker, DAY, 'withdrawExit', { id: review.id, expectedVersion: 2, opinion: '撤回' });
    expect(again.outcome).toMatchObject({ __typename: 'TransitionRefused', present: 'REJECTED' });
  });

  it('is taken back with a reason while it stands, and its notice comes down', async () => {
    const { review } = await publicised();
    const { outcome } = await step(maker, DAY, 'withdrawExit', {
      id: review.id,
      expectedVersion: 2,
      opinion: '本人撤回申请',
    });
    expect(outcome).toMatchObject({
      state: 'WITHDRAWN',
      publicity: { outcome: 'TAKEN_DOWN' },
      household: { status: 'RECORDED' },
    });
  });

  it('lets one of two checkers who approve at once approve, and tells the other', async () => {
    const { review } = await proposed({}, { reason: 'DUPLICATE', evidence: [] });
    const second = viewerWith({ role: 'checker', read: ['340103'], subject: 'checker-2' });
    const outcomes = await Promise.all(
      [checker, second].map((viewer) => step(viewer, DAY, 'approveExit', { id: review.id, expectedVersion: 1 })),
    );
    expect(outcomes.map(({ outcome }) => outcome?.['__typename']).sort()).toEqual(['ExitReview', 'VersionConflict']);
  });

  it('I6: ends in a closed file only after the follow-up, its visits and the written notice', async () => {
    const { householdId, review } = await exited();
    const file = { id: householdId, expectedVersion: 4 };
    const close = async (day: string) => (await step(checker, at(day), 'closeFile', file)).outcome;
    expect(await close('2017-07-25')).toMatchObject({ rule: 'FOLLOW_UP_NOT_OVER' });
    expect(await close('2017-07-26')).toMatchObject({ rule: 'FOLLOW_UP_OPEN', facts: [{ name: 'open', value: '2' }] });
    const [first, last] = review.followUps;
    const visit = (task: typeof first, day: string) =>
      step(maker, at(day), 'completeFollowUp', {
        id: task?.id,
        expectedVersion: 1,
        finding: '收入稳定',
        isRelapseFeared: false,
      });
    expect((await visit(first, '2017-03-01')).outcome).toMatchObject({ rule: 'FOLLOW_UP_TOO_EARLY' });
    expect((await visit(first, '2017-04-20')).outcome).toMatchObject({ state: 'DONE', doneOn: '2017-04-20' });
    await visit(last, '2017-07-25');
    expect(await close('2017-07-26')).toMatchObject({ rule: 'WRITTEN_NOTICE_REQUIRED' });
    const served = { id: review.id, expectedVersion: 3, noticeNo: '庐工退〔2017〕1号', channel: 'IN_PERSON' };
    const before = await step(maker, at('2017-01-26'), 'serveExitNotice', { ...served, servedOn: '2017-01-24' });
    expect(before.outcome).toMatchObject({ rule: 'SERVED_AFTER_DECISION', field: 'servedOn' });
    await step(maker, at('2017-01-26'), 'serveExitNotice', { ...served, servedOn: '2017-01-26' });
    expect(await close('2017-07-26')).toMatchObject({
      __typename: 'Household',
      status: 'CLOSED',
      closedOn: '2017-07-26',
    });
  });

  it('lists the follow-ups that are overdue', async () => {
    const { householdId } = await exited();
    const { data } = await executeSubgraph(workersSubgraph, {
      db: db.app,
      viewer: maker,
      clock: at('2017-05-01'),
      query: `{ followUpTasks(where: { householdId: { eq: "${householdId}" }, state: { eq: OPEN }, dueOn: { lt: "2017-05-01" } }) {
        nodes { dueOn isOverdue household { status } region { name } } } }`,
    });
    expect(data).toEqual({
      followUpTasks: {
        nodes: [{ dueOn: '2017-04-25', isOverdue: true, household: { status: 'EXITED' }, region: { name: '庐阳区' } }],
      },
    });
  });
});
