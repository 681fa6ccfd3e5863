import { beforeEach, describe, expect, it } from '@jest/globals';
import { runJobs, verifyAudit } from '@nuan/facts';
import { executeSubgraph, testClock, untilWaiting, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate, stepOf } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { FundingReversalHandler } from './funding-reversal.job';

const PROJECT = `... on StartupProject { id version state amount paid material recovered fundedOn loan { lent repaid outstanding dueOn }
  payments { id amount supportMode subsidyFrom subsidyTo loanDueOn } entries { id kind madeOn amount item proofNo reversesId reason } }`;
const checker = viewerWith({ role: 'checker', read: ['340102'], subject: 'checker-1' });
const LOAN = { loanDueOn: '2018-12-31' };

interface Entry {
  readonly id: string;
  readonly kind: string;
}

describe('modes of support of a start-up', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  let leaderId = '';
  let firm = '';

  beforeEach(async () => {
    leaderId = (await a.worker()).id;
    firm = (await a.enterprise()).id;
  });

  const run = (name: string, input: object, viewer = countyMaker): Promise<Answer> =>
    answerOf(db, name, input, { selection: PROJECT, viewer });
  const reviewed = async (support: readonly string[], amount = '30000.00'): Promise<Answer> => {
    const about = { name: '家政服务站', support, amount, jobsPlanned: 4, leaderId, enterpriseId: firm };
    const applied = await run('applyStartup', { ...about, idempotencyKey: aKey() });
    return run('reviewStartup', { ...stepOf(applied), approved: true, opinion: '同意扶持' }, checker);
  };
  const fund = async (project: Answer, amount: string, terms: object = {}): Promise<Answer> => {
    const payment = await a.programmePayment({ amount_fen: amount.replace('.', ''), payee_id: leaderId });
    const input = { projectId: project.id, disbursementId: payment.id, amount, idempotencyKey: aKey() };
    return run('recordStartupFunding', { ...input, ...terms });
  };
  const repay = (project: Answer, amount: string, own: object = {}): Promise<Answer> =>
    run('recordStartupRepayment', { projectId: project.id, amount, voucherNo: 'HK-1', idempotencyKey: aKey(), ...own });
  const give = (project: Answer, value: string, own: object = {}): Promise<Answer> => {
    const input = { projectId: project.id, item: '和面机1台', value, receiptNo: 'QS-1', idempotencyKey: aKey() };
    return run('giveStartupMaterial', { ...input, ...own });
  };
  const takeBack = (entryId: string | undefined): Promise<Answer> =>
    run('reverseStartupEntry', { entryId, reason: '登记错误', idempotencyKey: aKey() });
  const entriesOf = (project: Answer): readonly Entry[] => project['entries'] as Entry[];

  describe('money', () => {
    it('is paid in the one mode that was awarded, or in the one that is named of several', async () => {
      const one = await fund(await reviewed(['GRANT', 'MATERIAL']), '1000.00');
      expect(one).toMatchObject({ state: 'FUNDED', payments: [{ supportMode: 'GRANT' }] });
      leaderId = (await a.worker()).id;
      const several = await reviewed(['GRANT', 'EQUITY']);
      expect(await fund(several, '1000.00')).toMatchObject({ rule: 'MODE_NAMED', field: 'mode' });
      const mode = 'INTEREST_FREE_LOAN';
      expect(await fund(several, '1000.00', { mode })).toMatchObject({ rule: 'MODE_AWARDED', field: 'mode' });
      const named = await fund(several, '1000.00', { mode: 'EQUITY' });
      expect(named).toMatchObject({ payments: [{ supportMode: 'EQUITY' }], loan: null });
      const due = { mode: 'GRANT', ...LOAN };
      expect(await fund(named, '1000.00', due)).toMatchObject({ rule: 'TERM_OF_MODE', field: 'loanDueOn' });
    });

    it('is never paid for support in kind', async () => {
      const project = await reviewed(['MATERIAL']);
      expect(await fund(project, '1000.00')).toMatchObject({ rule: 'MODE_NAMED' });
      expect(await fund(project, '1000.00', { mode: 'MATERIAL' })).toMatchObject({ rule: 'MODE_AWARDED' });
    });
  });

  describe('a loan without interest', () => {
    it('is lent for one to three years, 50,000 yuan at most', async () => {
      const project = await reviewed(['INTEREST_FREE_LOAN'], '80000.00');
      for (const loanDueOn of [undefined, '2018-01-22', '2020-01-24'])
        expect(await fund(project, '1000.00', { loanDueOn })).toMatchObject({
          ...{ rule: 'LOAN_TERM', field: 'loanDueOn' },
          facts: [
            { name: 'earliest', value: '2018-01-23' },
            { name: 'latest', value: '2020-01-23' },
          ],
        });
      const lent = await fund(project, '40000.00', LOAN);
      expect(lent).toMatchObject({ paid: '40000.00', loan: { lent: '40000.00', repaid: '0.00', dueOn: '2018-12-31' } });
      expect(await fund(lent, '10000.01', LOAN)).toMatchObject({ rule: 'LOAN_LIMIT', field: 'amount' });
      const more = await fund(lent, '10000.00', { loanDueOn: '2018-06-30' });
      expect(more).toMatchObject({ loan: { lent: '50000.00', outstanding: '50000.00', dueOn: '2018-12-31' } });
    });

    it('comes back in instalments, never beyond what was lent, each once by its key', async () => {
      const lent = await fund(await reviewed(['INTEREST_FREE_LOAN']), '20000.00', LOAN);
      const key = { idempotencyKey: aKey() };
      const first = await repay(lent, '5000.00', key);
      expect(first).toMatchObject({
        ...{
          state: 'FUNDED',
          paid: '20000.00',
          loan: { lent: '20000.00', repaid: '5000.00', outstanding: '15000.00' },
        },
        entries: [{ kind: 'REPAYMENT', madeOn: '2017-01-23', amount: '5000.00', item: null, proofNo: 'HK-1' }],
      });
      expect(await repay(lent, '5000.00', key)).toMatchObject({ loan: { repaid: '5000.00' } });
      expect(await repay(first, '15000.01')).toMatchObject({
        ...{ rule: 'REPAID_WITHIN_LOAN', field: 'amount', facts: [{ name: 'outstanding', value: '15000.00' }] },
      });
      expect(await repay(first, '1.00', { repaidOn: '2017-01-24' })).toMatchObject({ rule: 'NOT_IN_THE_FUTURE' });
      expect(await repay(first, '1.00', { repaidOn: '2017-01-22' })).toMatchObject({ rule: 'REPAID_AFTER_FUNDING' });
      expect(await repay(first, '15000.00')).toMatchObject({ loan: { repaid: '20000.00', outstanding: '0.00' } });
      expect(await verifyAudit(db.owner)).toMatchObject({ breaks: [] });
    });

    it('is due when the last of its payments that stand is, whichever is taken back, also two at once', async () => {
      const lent = await fund(await reviewed(['INTEREST_FREE_LOAN'], '50000.00'), '10000.00', LOAN);
      await fund(lent, '10000.00', { loanDueOn: '2019-06-30' });
      const more = await fund(lent, '10000.00', { loanDueOn: '2018-06-30' });
      expect(more).toMatchObject({ loan: { lent: '30000.00', dueOn: '2019-06-30' } });
      const postings = more['payments'] as readonly { readonly id: string; readonly loanDueOn: string }[];
      const reverse = (day: string): Promise<Answer> => {
        const paymentId = postings.find(({ loanDueOn }) => loanDueOn === day)?.id;
        const input = { paymentId, reason: '登记错误', idempotencyKey: aKey() };
        return answerOf(db, 'reverseEmploymentPayment', input, {
          selection: '... on EmploymentPayment { id loanDueOn }',
        });
      };
      const books = async (): Promise<object | undefined> => {
        const sql = 'select loan_fen as lent, loan_due_on as "dueOn" from startup_project where id = $1';
        return (await db.owner.query<object[]>(sql, [lent.id]))[0];
      };
      let both: readonly Promise<Answer>[] = [];
      await db.owner.transaction(async (manager) => {
        await manager.query('select 1 from startup_project where id = $1 for update', [lent.id]);
        both = [reverse('2019-06-30'), reverse('2018-12-31')];
        await untilWaiting(db, 2);
      });
      expect(await Promise.all(both)).toMatchObject([{ loanDueOn: '2019-06-30' }, { loanDueOn: '2018-12-31' }]);
      expect(await books()).toEqual({ lent: '1000000', dueOn: '2018-06-30' });
      await reverse('2018-06-30');
      expect(await books()).toEqual({ lent: '0', dueOn: null });
    });

    it('is not paid back before it was lent, though other support came earlier', async () => {
      const project = await reviewed(['GRANT', 'INTEREST_FREE_LOAN']);
      const earlier = `update startup_project set applied_on = '2016-12-01', version = version + 1 where id = $1`;
      await db.owner.query(earlier, [project.id]);
      const paid = await fund(project, '1000.00', { mode: 'GRANT', paidOn: '2016-12-20' });
      const loan = { mode: 'INTEREST_FREE_LOAN', paidOn: '2017-01-10', ...LOAN };
      expect(await fund(paid, '10000.00', loan)).toMatchObject({ fundedOn: '2016-12-20' });
      expect(await repay(paid, '100.00', { repaidOn: '2017-01-09' })).toMatchObject({
        ...{ rule: 'REPAID_AFTER_FUNDING', facts: [{ name: 'earliest', value: '2017-01-10' }] },
      });
      expect(await repay(paid, '100.00', { repaidOn: '2017-01-10' })).toMatchObject({ loan: { repaid: '100.00' } });
    });

    it('is not paid back beyond its sum by two instalments at once', async () => {
      const lent = await fund(await reviewed(['INTEREST_FREE_LOAN']), '20000.00', LOAN);
      let both: readonly Promise<Answer>[] = [];
      await db.owner.transaction(async (manager) => {
        await manager.query('select 1 from startup_project where id = $1 for update', [lent.id]);
        both = [repay(lent, '15000.00'), repay(lent, '15000.00')];
        await untilWaiting(db, 2);
      });
      const outcomes = await Promise.all(both);
      expect(outcomes.map(({ rule, state }) => rule ?? state).sort()).toEqual(['FUNDED', 'REPAID_WITHIN_LOAN']);
      const past = a.startupEntry(lent.id, { amount_fen: '500001' });
      await expect(past).rejects.toMatchObject({ constraint: 'startup_project_repaid_fen_within_loan' });
    });

    it('is paid back before the project is closed, here and in the database', async () => {
      const lent = await fund(await reviewed(['INTEREST_FREE_LOAN']), '20000.00', LOAN);
      const open = await run('openStartup', stepOf(lent));
      const close = (project: Answer): Promise<Answer> =>
        run('closeStartup', { ...stepOf(project), reason: '项目期满' });
      expect(await close(open)).toMatchObject({
        ...{ rule: 'LOAN_REPAID', field: 'id', facts: [{ name: 'outstanding', value: '20000.00' }] },
      });
      const forced = `update startup_project set state = 'CLOSED', closed_on = '2017-01-23', closed_reason = '期满' where id = $1`;
      await expect(db.owner.query(forced, [lent.id])).rejects.toMatchObject({
        constraint: 'startup_project_closed_once_repaid',
      });
      const repaid = await repay(open, '20000.00');
      const closed = await close(repaid);
      expect(closed).toMatchObject({ state: 'CLOSED', loan: { outstanding: '0.00' } });
      expect(await takeBack(entriesOf(closed)[0]?.id)).toMatchObject({ rule: 'LOAN_REPAID', field: 'entryId' });
      expect(await repay(closed, '1.00')).toMatchObject({ rule: 'PROJECT_RUNS' });
    });

    it('is recovered only as far as it was not paid back', async () => {
      const lent = await fund(await reviewed(['INTEREST_FREE_LOAN']), '20000.00', LOAN);
      const part = await repay(lent, '5000.00');
      const back = (amount: string): Promise<Answer> =>
        run('recoverStartup', { ...stepOf(part), amount, reason: '停止经营' });
      expect(await back('15000.01')).toMatchObject({
        rule: 'RECOVERED_WITHIN_PAID',
        facts: [
          { name: 'paid', value: '20000.00' },
          { name: 'repaid', value: '5000.00' },
        ],
      });
      expect(await back('15000.00')).toMatchObject({
        state: 'RECOVERED',
        recovered: '15000.00',
        loan: { repaid: '5000.00' },
      });
      const past = a.startupEntry(lent.id, { amount_fen: '1' });
      await expect(past).rejects.toMatchObject({ constraint: 'startup_project_recovered_fen_within_paid' });
    });

    it('stays on the books when its payment is taken back after it was paid back, by the feed or by hand', async () => {
      const lent = await fund(await reviewed(['INTEREST_FREE_LOAN']), '20000.00', LOAN);
      await repay(lent, '5000.00');
      const [posting] = lent['payments'] as Entry[];
      const reversal = { paymentId: posting?.id, reason: '登记错误', idempotencyKey: aKey() };
      const options = { selection: '... on EmploymentPayment { id }' };
      expect(await answerOf(db, 'reverseEmploymentPayment', reversal, options)).toMatchObject({
        rule: 'REPAID_WITHIN_LOAN',
      });
      await db.app.query(
        `update programme_payment_projection set status = 'REVERSED', source_version = 2
         where id = (select disbursement_id from employment_payment where id = $1)`,
        [posting?.id],
      );
      await runJobs(db.app, testClock, [new FundingReversalHandler()]);
      const [kept] = await db.app.query<{ outcome: string }[]>(
        `select detail ->> 'outcome' as outcome from audit_entry where action = 'startup.takeFundingBack' and $1::uuid = any(subject_ids)`,
        [lent.id],
      );
      expect(kept).toEqual({ outcome: 'REPAID' });
    });

    it('is found while it is due', async () => {
      const lent = await fund(await reviewed(['INTEREST_FREE_LOAN']), '20000.00', LOAN);
      const found = async (): Promise<unknown> => {
        const where = `{ leaderId: { eq: "${leaderId}" }, loanOutstanding: { gt: "0.00" }, loanDueOn: { lte: "2018-12-31" } }`;
        const query = `{ startupProjects(where: ${where}) { totalCount } }`;
        return (await executeSubgraph(employmentSubgraph, { db: db.app, viewer: countyMaker, query })).data;
      };
      expect(await found()).toEqual({ startupProjects: { totalCount: 1 } });
      await repay(lent, '20000.00');
      expect(await found()).toEqual({ startupProjects: { totalCount: 0 } });
    });
  });

  describe('a subsidy of interest', () => {
    const days = (subsidyFrom?: string, subsidyTo?: string): object => ({ subsidyFrom, subsidyTo });

    it('covers a period of the loan, no day twice, three years at most', async () => {
      const project = await reviewed(['INTEREST_SUBSIDY']);
      expect(await fund(project, '900.00')).toMatchObject({ rule: 'SUBSIDY_PERIOD', field: 'subsidyFrom' });
      expect(await fund(project, '900.00', days('2017-01-01', '2016-12-31'))).toMatchObject({ rule: 'SUBSIDY_PERIOD' });
      const first = await fund(project, '900.00', days('2016-01-01', '2016-12-31'));
      expect(first).toMatchObject({
        payments: [{ supportMode: 'INTEREST_SUBSIDY', subsidyFrom: '2016-01-01', subsidyTo: '2016-12-31' }],
      });
      expect(await fund(first, '900.00', days('2016-12-31', '2017-06-30'))).toMatchObject({
        rule: 'SUBSIDY_PERIOD_ONCE',
      });
      expect(await fund(first, '900.00', days('2017-01-01', '2019-01-01'))).toMatchObject({
        ...{ rule: 'SUBSIDY_TERM', field: 'subsidyTo', facts: [{ name: 'latest', value: '2018-12-31' }] },
      });
      expect(await fund(first, '900.00', days('2017-01-01', '2018-12-31'))).toMatchObject({ paid: '1800.00' });
    });

    it('is paid again for a period whose posting was taken back, and the database counts no day twice', async () => {
      const project = await reviewed(['INTEREST_SUBSIDY']);
      const year = days('2016-01-01', '2016-12-31');
      const [posting] = (await fund(project, '900.00', year))['payments'] as Entry[];
      const posted = { purpose: 'STARTUP', startup_project_id: project.id, region_code: '340102' };
      const again = { support_mode: 'INTEREST_SUBSIDY', subsidy_from: '2016-12-31', subsidy_to: '2017-01-31' };
      await expect(a.payment({ ...posted, ...again })).rejects.toMatchObject({
        constraint: 'employment_payment_subsidy_period_once',
      });
      const reversal = { paymentId: posting?.id, reason: '登记错误', idempotencyKey: aKey() };
      await answerOf(db, 'reverseEmploymentPayment', reversal, { selection: '... on EmploymentPayment { id }' });
      expect(await fund(project, '900.00', year)).toMatchObject({ state: 'FUNDED', paid: '900.00' });
    });
  });

  describe('materials', () => {
    it('are support without a payment: the first makes the project funded, within the award', async () => {
      const project = await reviewed(['GRANT', 'MATERIAL']);
      const given = await give(project, '8000.00');
      expect(given).toMatchObject({
        ...{ state: 'FUNDED', fundedOn: '2017-01-23', paid: '0.00', material: '8000.00', payments: [] },
        entries: [{ kind: 'MATERIAL', amount: '8000.00', item: '和面机1台', proofNo: 'QS-1' }],
      });
      expect(await fund(given, '22000.01')).toMatchObject({ rule: 'WITHIN_BUDGET', field: 'amount' });
      const paid = await fund(given, '20000.00');
      expect(await give(paid, '2000.01')).toMatchObject({
        ...{ rule: 'WITHIN_BUDGET', field: 'value', facts: [{ name: 'available', value: '2000.00' }] },
      });
      expect(await give(paid, '2000.00')).toMatchObject({ material: '10000.00' });
      const past = a.startupEntry(project.id, { kind: 'MATERIAL', item: '烤箱', amount_fen: '1' });
      await expect(past).rejects.toMatchObject({ constraint: 'startup_project_material_fen_within_amount' });
    });

    it('are for projects that were awarded them and reviewed, not before the application', async () => {
      const money = await reviewed(['GRANT']);
      expect(await give(money, '100.00')).toMatchObject({ rule: 'MODE_AWARDED', field: 'projectId' });
      leaderId = (await a.worker()).id;
      const about = { name: '早点铺', support: ['MATERIAL'], amount: '5000.00', jobsPlanned: 1, leaderId };
      const applied = await run('applyStartup', { ...about, idempotencyKey: aKey() });
      expect(await give(applied, '100.00')).toMatchObject({ __typename: 'TransitionRefused', from: 'APPLIED' });
      expect(await give(applied, '100.00', { givenOn: '2017-01-22' })).toMatchObject({
        rule: 'GIVEN_AFTER_APPLICATION',
      });
    });

    it('are taken back from the books in full and once; with nothing left the project waits for its support', async () => {
      const project = await reviewed(['MATERIAL']);
      const given = await give(project, '8000.00');
      const [entry] = entriesOf(given);
      const back = await takeBack(entry?.id);
      expect(back).toMatchObject({ state: 'REVIEWED', fundedOn: null, material: '0.00' });
      expect(back['entries']).toMatchObject([{}, { amount: '-8000.00', reversesId: entry?.id, reason: '登记错误' }]);
      expect(await takeBack(entry?.id)).toMatchObject({ rule: 'REVERSED_ONCE' });
      expect(await takeBack(entriesOf(back)[1]?.id)).toMatchObject({ rule: 'REVERSAL_FINAL' });
      for (const sql of ['update startup_entry set amount_fen = 1', 'delete from startup_entry'])
        await expect(db.owner.query(sql)).rejects.toMatchObject({ constraint: 'startup_entry_append_only' });
    });

    it('come back by their value when the support is recovered', async () => {
      const given = await give(await reviewed(['MATERIAL']), '8000.00');
      const recover = { ...stepOf(given), amount: '8000.00', reason: '停止经营' };
      expect(await run('recoverStartup', recover)).toMatchObject({ state: 'RECOVERED', recovered: '8000.00' });
      expect(await takeBack(entriesOf(given)[0]?.id)).toMatchObject({ rule: 'RECOVERED_WITHIN_PAID' });
    });
  });

  it('are entered by makers of the region alone', async () => {
    const lent = await fund(await reviewed(['INTEREST_FREE_LOAN', 'MATERIAL']), '20000.00', LOAN);
    const [entry] = entriesOf(await repay(lent, '100.00'));
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    const acts: readonly [string, object][] = [
      ['recordStartupRepayment', { projectId: lent.id, amount: '1.00', voucherNo: 'HK-9', idempotencyKey: aKey() }],
      [
        'giveStartupMaterial',
        { projectId: lent.id, item: '烤箱', value: '1.00', receiptNo: 'QS-9', idempotencyKey: aKey() },
      ],
      ['reverseStartupEntry', { entryId: entry?.id, reason: '登记错误', idempotencyKey: aKey() }],
    ];
    for (const [name, input] of acts) {
      const codes = await Promise.all(
        [wuhu, checker].map(
          async (viewer) => (await mutate(db, name, input, { selection: '', viewer })).errors[0]?.code,
        ),
      );
      expect([name, codes]).toEqual([name, ['NOT_FOUND', 'FORBIDDEN']]);
    }
  });
});
