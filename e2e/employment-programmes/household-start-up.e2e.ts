import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyAudit } from '@nuan/facts';

import { LUYANG } from '../casework/officers';
import { inexactFigures } from '../testkit/exact-figures';
import { key, Office, type Outcome, PEOPLE, stepOf } from './office';
import { arrived } from '../testkit/arrived';
import { type Family, StartupMoney } from './startup-money';

const PROJECT =
  'id version state paid recovered loan { lent repaid outstanding } jobsCreated { value } payments { id amount }';
const PLAN = `query ($id: ID!) { household(id: $id) { activePlan { id version items { id kind state cause employmentRef } } } }`;

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly cause: string;
}
interface Plan {
  readonly household: {
    readonly activePlan: { readonly id: string; readonly version: number; readonly items: readonly Item[] };
  };
}

/**
 * A family's plan and what employment does of it, over every subgraph that has a hand in it: the money of assistance, the projects,
 * trainings, jobs and assets of employment, and the feeds between the two. No row is told by SQL.
 */
describe('a family’s start-up and the plan that it is part of', () => {
  let money: StartupMoney;
  let office: Office;
  let family: Family;
  let employerId = '';
  let hands: readonly string[] = [];
  let project: Outcome;
  let cart: Outcome;

  beforeAll(async () => {
    money = await StartupMoney.open();
    office = new Office(money.graph);
    [employerId, hands] = [await office.employer(), await office.newcomers(3)];
    family = await money.family(hands);
  });
  afterAll(() => money.close());

  const plan = async (): Promise<Plan['household']['activePlan']> => {
    const { data, errors } = await money.graph.ask<Plan>(PLAN, { id: family.householdId }, PEOPLE.maker);
    expect(errors).toBeUndefined();
    return data.household.activePlan;
  };
  const item = async (kind: string): Promise<Item | undefined> =>
    (await plan()).items.filter((found) => found.kind === kind).at(-1);
  /** Waits until the feed has brought a measure where it is expected. */
  const itemIs = async (kind: string, state: string): Promise<string | undefined> =>
    (
      await arrived(
        () => item(kind),
        (found) => found?.state === state,
      )
    )?.state;
  /** Begins a measure by the record that is to close it. */
  const begin = async (kind: string, employmentRef: string): Promise<Outcome> => {
    const [{ id, version }, found] = [await plan(), await item(kind)];
    const named = { id, expectedVersion: version, itemId: found?.id, employmentRef };
    return office.act('maker', 'startPlanItem', 'AidPlan', named);
  };
  const record = (disbursementId: string | undefined, amount: string, terms: object): Promise<Outcome> => {
    const funding = { projectId: project.id, disbursementId, amount, ...terms, ...key() };
    return office.act('maker', 'recordStartupFunding', 'StartupProject', funding, PROJECT);
  };
  /** Records a payment as soon as the feed has told that it was made. */
  const recorded = (disbursementId: string | undefined, amount: string, terms: object): Promise<Outcome> =>
    arrived(
      () => record(disbursementId, amount, terms),
      ({ rule }) => rule !== 'PAYMENT_UNKNOWN' && rule !== 'PAYMENT_NOT_MADE',
    );
  const shown = async (): Promise<Outcome> => {
    const query = `{ startupProject(id: "${project.id}") { ${PROJECT} } }`;
    return (await money.graph.ask<{ startupProject: Outcome }>(query, {}, PEOPLE.maker)).data.startupProject;
  };

  it('the plan of the family names what it is to come by', async () => {
    for (const kind of ['TRAINING', 'JOB', 'STARTUP', 'ASSET']) {
      const { id, version, items } = await plan();
      const measure = { id, expectedVersion: version, kind, cause: items[0]?.cause, ...key() };
      expect(await office.act('maker', 'addPlanItem', 'AidPlan', measure)).toMatchObject({ __typename: 'AidPlan' });
    }
  });

  it('a project is applied for and reviewed by another; its measure waits for the money', async () => {
    const about = { name: '样例早点铺', leaderId: family.headId, enterpriseId: employerId, jobsPlanned: 2 };
    const support = { support: ['GRANT', 'INTEREST_FREE_LOAN', 'MATERIAL'], amount: '25000.00' };
    const applied = await office.act('maker', 'applyStartup', 'StartupProject', { ...about, ...support, ...key() });
    const review = { ...stepOf(applied), approved: true, opinion: '同意扶持' };
    project = await office.act('checker', 'reviewStartup', 'StartupProject', review, PROJECT);
    expect(project.state).toBe('REVIEWED');
    const begun = await arrived(
      () => begin('STARTUP', project.id),
      ({ rule }) => rule === undefined,
    );
    expect(begun.__typename).toBe('AidPlan');
    expect((await item('STARTUP'))?.state).toBe('IN_PROGRESS');
  });

  it('money that is on its way is not recorded; what the bank paid is, and closes the measure', async () => {
    const [grant] = await money.send(family, '5000.00');
    const early = await arrived(
      () => record(grant, '5000.00', { mode: 'GRANT' }),
      ({ rule }) => rule !== 'PAYMENT_UNKNOWN',
    );
    expect(early).toMatchObject({ rule: 'PAYMENT_NOT_MADE' });
    await money.settle(grant === undefined ? [] : [grant]);
    project = await recorded(grant, '5000.00', { mode: 'GRANT' });
    expect(project).toMatchObject({ state: 'FUNDED', paid: '5000.00' });
    expect(await itemIs('STARTUP', 'DONE')).toBe('DONE');

    expect(await money.reverse(grant ?? '')).toBe('REVERSED');
    project = await arrived(shown, ({ state }) => state === 'REVIEWED');
    expect(project).toMatchObject({ state: 'REVIEWED', paid: '0.00' });
    expect(await record(grant, '5000.00', { mode: 'GRANT' })).toMatchObject({ rule: 'PAYMENT_NOT_MADE' });
    expect(await itemIs('STARTUP', 'IN_PROGRESS')).toBe('IN_PROGRESS');
  });

  it('it is funded anew by a loan; the measure closes again', async () => {
    const [loan] = await money.pay(family, '15000.00');
    const terms = { mode: 'INTEREST_FREE_LOAN', loanDueOn: '2019-01-23' };
    project = await recorded(loan, '15000.00', terms);
    expect(project).toMatchObject({ state: 'FUNDED', loan: { lent: '15000.00', outstanding: '15000.00' } });
    expect(await itemIs('STARTUP', 'DONE')).toBe('DONE');
  });

  it('it has its oven in kind, opens, takes two people on with proof, and they are its jobs', async () => {
    const oven = { projectId: project.id, item: '烤箱1台', value: '3000.00', receiptNo: 'QS-E2E-1', ...key() };
    const entries = 'id version material entries { id }';
    const given = await office.act('maker', 'giveStartupMaterial', 'StartupProject', oven, entries);
    const [wrong] = (given as Outcome & { readonly entries: readonly { readonly id: string }[] }).entries;
    expect(given).toMatchObject({ material: '3000.00' });
    const reversal = { entryId: wrong?.id, reason: '登记错误', ...key() };
    const back = await office.act('maker', 'reverseStartupEntry', 'StartupProject', reversal, entries);
    expect(back).toMatchObject({ material: '0.00' });
    const { id, version } = back;
    project = await office.act('maker', 'openStartup', 'StartupProject', { id, expectedVersion: version }, PROJECT);
    for (const personId of hands.slice(0, 2)) {
      const contract = { projectId: project.id, personId, contractRef: 'HT-E2E-9', ...key() };
      const hired = await office.act('maker', 'recordStartupHire', 'Placement', contract);
      expect(hired.__typename).toBe('Placement');
    }
    expect(await shown()).toMatchObject({ state: 'OPERATING', jobsCreated: { value: 2 } });
  });

  it('another of the family is trained and finds work; both measures close by themselves', async () => {
    const budget = { name: '家政服务培训', kind: 'RESKILLING', year: 2017, region: LUYANG, budget: '5000.00' };
    const program = await office.act('city', 'createTrainingProgram', 'TrainingProgram', { ...budget, ...key() });
    const term = { startsOn: '2017-01-23', endsOn: '2017-01-24', capacity: 2, requiredHours: 6 };
    const opening = { programId: program.id, name: '第一期', provider: '样例技工学校', ...term, ...key() };
    const session = await office.act('city', 'openTrainingSession', 'TrainingSession', opening, 'id');
    const seat = { sessionId: session.id, personId: family.memberId, ...key() };
    const applied = await office.act('maker', 'enrollPerson', 'Enrollment', seat);
    const admitted = await office.act('maker', 'admitEnrollment', 'Enrollment', stepOf(applied));
    const named = await arrived(
      () => begin('TRAINING', applied.id),
      ({ rule }) => rule === undefined,
    );
    expect(named.__typename).toBe('AidPlan');
    const day = { enrollmentId: admitted.id, hours: 6, ...key() };
    const attending = await office.act('maker', 'recordAttendance', 'Enrollment', day);
    const completed = { ...stepOf(attending), certificate: 'PX-E2E-9' };
    await office.act('maker', 'completeEnrollment', 'Enrollment', completed);
    expect(await itemIs('TRAINING', 'DONE')).toBe('DONE');

    const job = { personId: family.memberId, employerId, routes: ['TRAINING'], contractRef: 'HT-E2E-10', ...key() };
    const placed = await office.act('maker', 'recordPlacement', 'Placement', job);
    await begin('JOB', placed.id);
    expect(await itemIs('JOB', 'DONE')).toBe('DONE');
  });

  it('a cart is handed over and closes its measure; taken back, the measure is open again', async () => {
    const asset = { personId: family.headId, asset: '早餐车', serial: 'ZC-E2E-9', value: '4000.00', ...key() };
    cart = await office.act('maker', 'grantAsset', 'AssetGrant', asset);
    await begin('ASSET', cart.id);
    expect(await itemIs('ASSET', 'DONE')).toBe('DONE');
    await office.act('maker', 'recoverAsset', 'AssetGrant', { ...stepOf(cart), reason: '另有工作' });
    expect(await itemIs('ASSET', 'IN_PROGRESS')).toBe('IN_PROGRESS');
  });

  it('the loan comes back in instalments; what is still out when the shop gives up is recovered, and the measure is open again', async () => {
    const instalment = { projectId: project.id, amount: '5000.00', voucherNo: 'HK-E2E-1', ...key() };
    project = await office.act('maker', 'recordStartupRepayment', 'StartupProject', instalment, PROJECT);
    expect(project).toMatchObject({ loan: { lent: '15000.00', repaid: '5000.00', outstanding: '10000.00' } });
    const close = { ...stepOf(project), reason: '项目期满' };
    expect(await office.act('maker', 'closeStartup', 'StartupProject', close)).toMatchObject({ rule: 'LOAN_REPAID' });
    const recover = (amount: string): Promise<Outcome> => {
      const back = { ...stepOf(project), amount, reason: '停止经营' };
      return office.act('maker', 'recoverStartup', 'StartupProject', back, PROJECT);
    };
    expect(await recover('10000.01')).toMatchObject({ rule: 'RECOVERED_WITHIN_PAID' });
    project = await recover('10000.00');
    expect(project).toMatchObject({
      state: 'RECOVERED',
      paid: '15000.00',
      recovered: '10000.00',
      jobsCreated: { value: 2 },
    });
    expect(await itemIs('STARTUP', 'IN_PROGRESS')).toBe('IN_PROGRESS');
  });

  it('leaves audit chains that hold (I33)', async () => {
    for (const name of ['employment', 'assistance'] as const)
      expect(await verifyAudit(money.graph.db[name])).toMatchObject({ breaks: [] });
  });

  it('leaves every figure and derived table of the five subgraphs as a recount of their rows has them', async () => {
    expect(await inexactFigures(money.graph.db)).toEqual([]);
  });
});
