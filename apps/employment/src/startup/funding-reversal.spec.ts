import { beforeEach, describe, expect, it } from '@jest/globals';
import { runJobs, verifyAudit } from '@nuan/facts';
import { heldBeforeCommit, testClock, untilWaiting, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { aKey, type Answer, answerOf, countyMaker, stepOf } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { FundingReversalHandler } from './funding-reversal.job';

const PROJECT = `... on StartupProject { id version state paid fundedOn payments { id amount disbursementId reversesId reason } }`;
const checker = viewerWith({ role: 'checker', read: ['340102'], subject: 'checker-1' });

interface Posting {
  readonly id: string;
  readonly reversesId: string | null;
}

describe('money of a start-up that assistance takes back', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  let leaderId = '';
  let project: Answer;

  const run = (name: string, input: object, viewer = countyMaker): Promise<Answer> =>
    answerOf(db, name, input, { selection: PROJECT, viewer });
  const pay = async (amount_fen = '2000000'): Promise<string> =>
    (await a.programmePayment({ amount_fen, payee_id: leaderId })).id;
  const record = (disbursementId: string, amount = '20000.00'): Promise<Answer> =>
    run('recordStartupFunding', { projectId: project.id, disbursementId, amount, idempotencyKey: aKey() });
  /** What the feed of assistance brings. */
  const becomes = (id: string, status: string, version: number): Promise<unknown> =>
    db.app.query(
      `insert into programme_payment_projection as p (id, region_code, status, purpose, amount_fen, payee_id, source_version)
       select id, region_code, $2, purpose, amount_fen, payee_id, $3 from programme_payment_projection where id = $1
       on conflict (id) do update set status = excluded.status, source_version = excluded.source_version
       where p.source_version < excluded.source_version`,
      [id, status, version],
    );
  const work = (): Promise<number> => runJobs(db.app, testClock, [new FundingReversalHandler()]);
  const shown = async (): Promise<object | undefined> => {
    const [row] = await db.app.query<object[]>(
      `select state, paid_fen::text as paid, funded_on as "fundedOn", version from startup_project where id = $1`,
      [project.id],
    );
    return row;
  };
  const outcomes = (subject = project.id): Promise<object[]> =>
    db.app.query(
      `select actor, region_code as region, detail ->> 'outcome' as outcome from audit_entry
       where action = 'startup.takeFundingBack' and $1::uuid = any(subject_ids) order by seq`,
      [subject],
    );

  beforeEach(async () => {
    leaderId = (await a.worker()).id;
    const about = { name: '家政服务站', support: ['GRANT'], amount: '30000.00', jobsPlanned: 4, leaderId };
    const enterpriseId = (await a.enterprise()).id;
    const applied = await run('applyStartup', { ...about, enterpriseId, idempotencyKey: aKey() });
    project = await run('reviewStartup', { ...stepOf(applied), approved: true, opinion: '同意扶持' }, checker);
  });

  it('is reversed here by an act of the system, and the project waits to be funded anew', async () => {
    const disbursementId = await pay();
    await record(disbursementId);
    await becomes(disbursementId, 'REVERSED', 2);
    expect(await work()).toBe(1);
    expect(await shown()).toEqual({ state: 'REVIEWED', paid: '0', fundedOn: null, version: 4 });
    expect(await outcomes()).toEqual([{ actor: 'system:assistance', region: '340102', outcome: 'REVERSED' }]);
    expect(await record(disbursementId)).toMatchObject({ rule: 'PAYMENT_NOT_MADE' });
    const again = await record(await pay());
    expect(again).toMatchObject({ state: 'FUNDED', paid: '20000.00' });
    expect((again['payments'] as Posting[]).map(({ reversesId }) => reversesId !== null)).toEqual([false, true, false]);
    expect(await verifyAudit(db.owner)).toMatchObject({ breaks: [] });
  });

  it('is reversed once, however often the feed says so', async () => {
    const disbursementId = await pay();
    await record(disbursementId);
    for (const version of [2, 3]) await becomes(disbursementId, 'REVERSED', version);
    await work();
    await db.app.query('delete from programme_payment_projection where id = $1', [disbursementId]);
    await a.programmePayment({ id: disbursementId, status: 'REVERSED', payee_id: leaderId });
    expect(await work()).toBe(0);
    expect(await shown()).toMatchObject({ paid: '0' });
    expect(await outcomes()).toHaveLength(1);
  });

  it('leaves what another payment brought, and a project that has opened or taken people on in its state', async () => {
    const [first, second] = [await pay(), await pay('500000')];
    await record(first);
    await record(second, '5000.00');
    await becomes(first, 'REVERSED', 2);
    await work();
    expect(await shown()).toMatchObject({ state: 'FUNDED', paid: '500000' });
    const hire = {
      projectId: project.id,
      personId: (await a.worker()).id,
      contractRef: 'HT-1',
      idempotencyKey: aKey(),
    };
    await answerOf(db, 'recordStartupHire', hire, { selection: '... on Placement { id }' });
    await becomes(second, 'REVERSED', 2);
    await work();
    expect(await shown()).toMatchObject({ state: 'FUNDED', paid: '0' });
  });

  it('leaves a project of before reviews were kept in its state', async () => {
    const old = await a.project({ leader_id: leaderId, state: 'FUNDED', funded_on: '2017-01-20' });
    project = { ...project, id: old.id };
    const disbursementId = await pay('100000');
    await record(disbursementId, '1000.00');
    await becomes(disbursementId, 'REVERSED', 2);
    await work();
    expect(await shown()).toMatchObject({ state: 'FUNDED', paid: '0' });
  });

  it('stays on the books as paid when the support was recovered', async () => {
    const disbursementId = await pay();
    const funded = await record(disbursementId);
    await run('recoverStartup', { ...stepOf(funded), amount: '15000.00', reason: '未按约定经营' });
    await becomes(disbursementId, 'REVERSED', 2);
    await work();
    expect(await shown()).toMatchObject({ state: 'RECOVERED', paid: '2000000' });
    expect(await outcomes()).toMatchObject([{ outcome: 'RECOVERED' }]);
  });

  it('is taken back after all when its reversal comes before the recording has committed', async () => {
    const disbursementId = await pay('100000');
    const { recorded, reversed } = await heldBeforeCommit(db, async () => {
      // The recording has seen the payment as made, and nobody sees yet what it posts, when the feed brings the reversal.
      const recorded = record(disbursementId, '1000.00');
      await untilWaiting(db);
      const reversed = becomes(disbursementId, 'REVERSED', 2);
      await Promise.race([reversed, untilWaiting(db, 2)]);
      return { recorded, reversed };
    });
    expect(await recorded).toMatchObject({ state: 'FUNDED', paid: '1000.00' });
    await reversed;
    expect(await work()).toBe(1);
    expect(await shown()).toMatchObject({ state: 'REVIEWED', paid: '0' });
    expect(await outcomes()).toMatchObject([{ outcome: 'REVERSED' }]);
  });

  it('is refused when its reversal came first, and the recording waited for it', async () => {
    const disbursementId = await pay('100000');
    let recorded: Promise<Answer> | undefined;
    await db.owner.transaction(async (manager) => {
      await manager.query(
        `update programme_payment_projection set status = 'REVERSED', source_version = 2 where id = $1`,
        [disbursementId],
      );
      recorded = record(disbursementId, '1000.00');
      await Promise.race([recorded, untilWaiting(db)]);
    });
    expect(await recorded).toMatchObject({ rule: 'PAYMENT_NOT_MADE', facts: [{ name: 'status', value: 'REVERSED' }] });
    expect(await shown()).toMatchObject({ state: 'REVIEWED', paid: '0' });
  });

  it('is taken back once when the feed and an officer do it at the same moment', async () => {
    const disbursementId = await pay();
    const funded = await record(disbursementId);
    const [posting] = funded['payments'] as Posting[];
    await becomes(disbursementId, 'REVERSED', 2);
    const { byHand, byFeed } = await heldBeforeCommit(db, async () => {
      const reversal = { paymentId: posting?.id, reason: '登记错误', idempotencyKey: aKey() };
      const byHand = answerOf(db, 'reverseEmploymentPayment', reversal, {
        selection: '... on EmploymentPayment { id }',
      });
      await untilWaiting(db);
      const byFeed = work();
      await untilWaiting(db, 2);
      return { byHand, byFeed };
    });
    expect(await byHand).toMatchObject({ __typename: 'EmploymentPayment' });
    await byFeed;
    expect(await shown()).toMatchObject({ state: 'REVIEWED', paid: '0' });
    expect(await outcomes(posting?.id)).toMatchObject([{ outcome: 'REVERSED_BEFORE' }]);
  });

  it('is recorded again after its posting was reversed by hand, each time once', async () => {
    const disbursementId = await pay();
    for (const turn of [1, 2]) {
      const funded = await record(disbursementId);
      expect(funded).toMatchObject({ state: 'FUNDED', paid: '20000.00' });
      expect(await record(disbursementId)).toMatchObject({ rule: 'WITHIN_BUDGET' });
      const postings = funded['payments'] as Posting[];
      const reversed = new Set(postings.map(({ reversesId }) => reversesId));
      const standing = postings.filter(({ id, reversesId }) => reversesId === null && !reversed.has(id));
      expect([turn, standing.length]).toEqual([turn, 1]);
      const reversal = { paymentId: standing[0]?.id, reason: '登记错误', idempotencyKey: aKey() };
      await answerOf(db, 'reverseEmploymentPayment', reversal, { selection: '... on EmploymentPayment { id }' });
      expect(await shown()).toMatchObject({ state: 'REVIEWED', paid: '0', fundedOn: null });
    }
    const both = await Promise.all([record(disbursementId, '20000.00'), record(disbursementId, '20000.00')]);
    expect(both.map(({ rule }) => rule ?? 'FUNDED').sort()).toEqual(['FUNDED', 'WITHIN_BUDGET']);
  });

  it('never stands twice in the books, past the writer’s hand', async () => {
    const disbursementId = await pay('100000');
    const posting = { purpose: 'STARTUP', startup_project_id: project.id, region_code: '340102', amount_fen: '100000' };
    const add = (disbursement_turn: number): Promise<unknown> =>
      a.payment({ ...posting, training_program_id: null, disbursement_id: disbursementId, disbursement_turn });
    await add(1);
    await expect(add(1)).rejects.toMatchObject({ constraint: 'employment_payment_disbursement_id_unique' });
    await expect(add(2)).rejects.toMatchObject({ constraint: 'employment_payment_disbursement_turn_next' });
  });
});
