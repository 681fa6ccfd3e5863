import { beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@nuan/kernel';
import { executeSubgraph, testTransitions, useTestDatabase, viewerWith } from '@nuan/testing';

import { employmentSubgraph } from '../employment.subgraph';
import { aKey, type Answer, answerOf, countyMaker, mutate, stepOf } from '../mutation-kit';
import { recordBuilders } from '../record-builders';
import { startupProjectMachine } from './startup-project.machine';

type Row = Readonly<Record<string, string>>;

const PROJECT = `... on StartupProject { id version state amount paid recovered appliedOn reviewedOn reviewOpinion fundedOn closedOn
  closedReason recoveredReason enterprise { id } jobsCreated { value } payments { amount disbursementId } }`;
const HIRE = '... on Placement { id version route placedOn contractRef region { code } startupProject { id } }';
const checker = viewerWith({ role: 'checker', read: ['340102'], subject: 'checker-1' });

describe('start-up projects', () => {
  const db = useTestDatabase(employmentSubgraph.database);
  const a = recordBuilders(() => db.owner);
  let firm = '';

  const run = (name: string, input: object, viewer = countyMaker): Promise<Answer> =>
    answerOf(db, name, input, { selection: PROJECT, viewer });
  const apply = async (own: object = {}, viewer = countyMaker): Promise<Answer> => {
    const project = { name: '家政服务站', support: ['GRANT', 'MATERIAL'], amount: '30000.00', jobsPlanned: 10 };
    const input = { ...project, leaderId: (await a.worker()).id, enterpriseId: firm, idempotencyKey: aKey(), ...own };
    return run('applyStartup', input, viewer);
  };
  const review = (project: Answer, own: object = {}): Promise<Answer> =>
    run('reviewStartup', { ...stepOf(project), approved: true, opinion: '同意扶持', ...own }, checker);
  /** What assistance paid to the leader of a project, as its feed tells it. */
  const paidOut = async (project: Answer, amount: string, own: Row = {}): Promise<string> => {
    const [row] = await db.owner.query<{ leader_id: string }[]>('select leader_id from startup_project where id = $1', [
      project.id,
    ]);
    const payment = { amount_fen: amount.replace('.', ''), payee_id: row?.leader_id ?? '', ...own };
    return (await a.programmePayment(payment)).id;
  };
  const fund = async (project: Answer, amount = '30000.00', own: object = {}): Promise<Answer> =>
    run('recordStartupFunding', {
      projectId: project.id,
      disbursementId: await paidOut(project, amount),
      amount,
      idempotencyKey: aKey(),
      ...own,
    });
  const funded = async (): Promise<Answer> => fund(await review(await apply()), '20000.00');
  const hire = async (project: Answer, own: object = {}): Promise<Answer> => {
    const input = {
      projectId: project.id,
      personId: (await a.worker()).id,
      contractRef: 'HT-7',
      idempotencyKey: aKey(),
    };
    return answerOf(db, 'recordStartupHire', { ...input, ...own }, { selection: HIRE });
  };
  const jobs = async (project: Answer): Promise<unknown> => {
    const query = `{ startupProject(id: "${project.id}") { jobsCreated { value } } }`;
    const { data } = await executeSubgraph(employmentSubgraph, { db: db.app, viewer: countyMaker, query });
    return (data['startupProject'] as { jobsCreated: { value: number } }).jobsCreated.value;
  };

  beforeEach(async () => {
    firm = (await a.enterprise()).id;
  });

  testTransitions({ machine: startupProjectMachine, database: db, table: 'startup_project', column: 'state' });

  it('are applied for, reviewed, funded in instalments, opened and closed', async () => {
    const applied = await apply();
    expect(applied).toMatchObject({ state: 'APPLIED', amount: '30000.00', paid: '0.00', appliedOn: '2017-01-23' });
    const reviewed = await review(applied, { amount: '25000.00' });
    expect(reviewed).toMatchObject({ state: 'REVIEWED', amount: '25000.00', reviewOpinion: '同意扶持', version: 2 });
    const disbursementId = await paidOut(reviewed, '12500.00');
    const first = await fund(reviewed, '12500.00', { disbursementId });
    expect(first).toMatchObject({
      state: 'FUNDED',
      paid: '12500.00',
      fundedOn: '2017-01-23',
      payments: [{ amount: '12500.00', disbursementId }],
    });
    expect(await fund(first, '12500.00', { disbursementId })).toMatchObject({
      rule: 'DISBURSEMENT_ONCE',
      field: 'disbursementId',
    });
    expect(await fund(first, '12500.01')).toMatchObject({
      rule: 'WITHIN_BUDGET',
      facts: [{ name: 'available', value: '12500.00' }],
    });
    const open = await run('openStartup', stepOf(first));
    expect(open).toMatchObject({ state: 'OPERATING', enterprise: { id: firm } });
    const second = await fund(open, '12500.00');
    expect(second).toMatchObject({ state: 'OPERATING', paid: '25000.00' });
    const closed = await run('closeStartup', { ...stepOf(second), reason: '项目期满' });
    expect(closed).toMatchObject({ state: 'CLOSED', closedReason: '项目期满', closedOn: '2017-01-23' });
    expect(await fund(closed, '1.00')).toMatchObject({ __typename: 'TransitionRefused', from: 'CLOSED' });
  });

  it('receive nothing but what assistance paid: to the leader, for a start-up, that amount, and not taken back', async () => {
    const project = await review(await apply());
    const claim = async (own: Row): Promise<Answer> =>
      fund(project, '1000.00', { disbursementId: await paidOut(project, '1000.00', own) });
    const refused = { __typename: 'RuleBroken', field: 'disbursementId' };
    expect(await fund(project, '1000.00', { disbursementId: newId() })).toMatchObject({
      ...refused,
      rule: 'PAYMENT_UNKNOWN',
    });
    expect(await claim({ purpose: 'ASSET' })).toMatchObject({
      ...refused,
      rule: 'PAYMENT_PURPOSE',
      facts: [{ name: 'purpose', value: 'ASSET' }],
    });
    expect(await claim({ payee_id: newId() })).toMatchObject({ ...refused, rule: 'PAYMENT_OF_ANOTHER' });
    for (const status of ['APPROVED', 'SENT', 'REVERSED'])
      expect(await claim({ status })).toMatchObject({
        ...refused,
        rule: 'PAYMENT_NOT_MADE',
        facts: [{ name: 'status', value: status }],
      });
    expect(await claim({ amount_fen: '99999' })).toMatchObject({
      ...refused,
      rule: 'PAYMENT_AMOUNT',
      facts: [{ name: 'amount', value: '999.99' }],
    });
    expect(await claim({ status: 'RECONCILED' })).toMatchObject({ state: 'FUNDED', paid: '1000.00' });
  });

  it('are reviewed by another person than who applied, here and in the database', async () => {
    const both = viewerWith({ role: 'maker', read: ['340102'], subject: 'checker-1' });
    const own = await apply({}, both);
    expect(await review(own)).toMatchObject({ rule: 'FOUR_EYES', field: 'id' });
    const forced = `update startup_project set state = 'REVIEWED', reviewed_by = applied_by, reviewed_on = applied_on where id = $1`;
    await expect(db.owner.query(forced, [own.id])).rejects.toMatchObject({ constraint: 'startup_project_four_eyes' });
    const { errors } = await mutate(
      db,
      'reviewStartup',
      { ...stepOf(own), approved: true, opinion: '同意' },
      { selection: '' },
    );
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(await fund(own)).toMatchObject({ __typename: 'TransitionRefused', from: 'APPLIED', event: 'FUND' });
  });

  it('are turned down with the opinion, and awarded no more than asked for', async () => {
    const applied = await apply();
    expect(await review(applied, { amount: '30000.01' })).toMatchObject({
      rule: 'AWARD_WITHIN_REQUEST',
      field: 'amount',
    });
    const down = await review(applied, { approved: false, opinion: '市场不足' });
    expect(down).toMatchObject({ state: 'CLOSED', closedReason: '市场不足', fundedOn: null });
  });

  it('are one a year for a leader, also of two applications at once', async () => {
    const { id: leaderId } = await a.worker();
    const outcomes = await Promise.all([apply({ leaderId }), apply({ leaderId })]);
    expect(outcomes.map(({ rule, state }) => rule ?? state).sort()).toEqual(['APPLIED', 'ONE_PROJECT_A_YEAR']);
  });

  it('never receive more than the award, also of two payments at once', async () => {
    const project = await review(await apply());
    const outcomes = await Promise.all([fund(project, '20000.00'), fund(project, '20000.00')]);
    expect(outcomes.map(({ rule, paid }) => rule ?? paid).sort()).toEqual(['20000.00', 'WITHIN_BUDGET']);
  });

  it('give back no more than was paid; what was paid stays on the books', async () => {
    const project = await funded();
    const back = (amount: string): Promise<Answer> =>
      run('recoverStartup', { ...stepOf(project), amount, reason: '未按约定经营' });
    expect(await back('20000.01')).toMatchObject({ rule: 'RECOVERED_WITHIN_PAID', field: 'amount' });
    expect(await back('15000.00')).toMatchObject({ state: 'RECOVERED', recovered: '15000.00', paid: '20000.00' });
    const [row] = await db.app.query<{ id: string }[]>(
      'select id from employment_payment where startup_project_id = $1',
      [project.id],
    );
    const reversal = { paymentId: row?.id, reason: '登记错误', idempotencyKey: aKey() };
    const options = { selection: '... on EmploymentPayment { id }' };
    expect(await answerOf(db, 'reverseEmploymentPayment', reversal, options)).toMatchObject({
      rule: 'RECOVERED_WITHIN_PAID',
    });
  });

  it('I28: create as many jobs as distinct persons were taken on with proof, and no more', async () => {
    const project = await funded();
    const { id: personId } = await a.worker();
    const first = await hire(project, { personId });
    expect(first).toMatchObject({ route: ['STARTUP_HIRE'], contractRef: 'HT-7', startupProject: { id: project.id } });
    const leave = { ...stepOf(first), reason: '换岗' };
    await answerOf(db, 'endPlacement', leave, { selection: HIRE });
    expect(await hire(project, { personId })).toMatchObject({ __typename: 'Placement' });
    expect(await hire(project, { personId })).toMatchObject({ rule: 'PLACED_ONCE' });
    await hire(project);
    expect(await jobs(project)).toBe(2);
    const unproven = {
      startup_project_id: project.id,
      routes: ['STARTUP_HIRE'],
      placed_on: '2017-01-23',
      contract_ref: null,
    };
    await expect(a.placement(unproven)).rejects.toMatchObject({ constraint: 'placement_startup_hire_proven' });
    const { errors } = await mutate(
      db,
      'recordStartupHire',
      { projectId: project.id, personId, contractRef: '', idempotencyKey: aKey() },
      { selection: '' },
    );
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    expect(await jobs(project)).toBe(2);
  });

  it('take on nobody before they are funded, nobody from before, and not their leader', async () => {
    const leader = await a.worker();
    const project = await review(await apply({ leaderId: leader.id }));
    expect(await hire(project)).toMatchObject({ rule: 'PROJECT_RUNS', field: 'projectId' });
    await fund(project, '20000.00');
    expect(await hire(project, { hiredOn: '2017-01-22' })).toMatchObject({
      rule: 'HIRED_AFTER_FUNDING',
      field: 'hiredOn',
    });
    expect(await hire(project, { personId: leader.id })).toMatchObject({ rule: 'HIRE_NOT_LEADER', field: 'personId' });
    const homeless = await fund(await review(await apply({ enterpriseId: null })), '1.00');
    expect(await hire(homeless)).toMatchObject({ rule: 'FIRM_REGISTERED' });
    expect(await run('openStartup', stepOf(homeless))).toMatchObject({
      rule: 'FIRM_REGISTERED',
      field: 'enterpriseId',
    });
  });

  it('are written in their region alone', async () => {
    const project = await funded();
    const wuhu = viewerWith({ role: 'maker', read: ['340202'] });
    const close = { ...stepOf(project), reason: '结项' };
    const { errors } = await mutate(db, 'closeStartup', close, { selection: '', viewer: wuhu });
    expect(errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await run('closeStartup', close)).toMatchObject({ __typename: 'TransitionRefused', from: 'FUNDED' });
  });
});
