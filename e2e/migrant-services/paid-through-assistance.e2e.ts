import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rollupDrift } from '@nuan/database';
import { verifyAudit } from '@nuan/facts';
import { arrived } from '../testkit/arrived';
import { Bank } from '../testkit/bank';
import { ProgrammeDesk, type ProgrammeOutcome, step } from '../testkit/programme-desk';
import { rowOf, rowsOf } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';
import { PayingOffice } from './paying-office';

/** Luyang district of Hefei, where the story plays, and the district next door. */
const LUYANG = '340103';
const BAOHE = '340111';

const at = (role: 'maker' | 'checker' | 'cashier' | 'county' | 'province', subject: string, region = LUYANG) =>
  ({ role, region, subject }) as const;
const PEOPLE = {
  maker: at('maker', 'luyang-maker'),
  reviewer: at('maker', 'luyang-reviewer'),
  checker: at('checker', 'luyang-checker'),
  cashier: at('cashier', 'luyang-cashier'),
  county: at('county', 'luyang-county'),
  province: at('province', 'province-officer', '340000'),
  neighbour: at('maker', 'baohe-maker', BAOHE),
  /** The department of labour (人社), held to its contract, at migrants alone. */
  labour: {
    role: 'partner',
    region: LUYANG,
    subject: 'labour-1',
    department: '人社',
    subgraph: 'migrants',
    contract: 'human-resources',
    scopes: ['wageCase:read', 'wageCase:write'],
  },
} as const;
type Person = keyof typeof PEOPLE;

interface Requested {
  readonly id: string;
  readonly state: string;
  readonly paid: string | null;
  readonly paidOn: string | null;
}
interface Returns {
  readonly served: number;
  readonly subsidy: string;
  readonly subsidyRequested: string;
}
interface Case {
  readonly state: string;
  readonly version: number;
  readonly owed: string;
  readonly recovered: string;
  readonly advance: (Requested & { readonly disbursement?: { readonly id: string; readonly status: string } }) | null;
}

const BROKEN = '... on RuleBroken { field }';
const WINDOW = { opensAt: '2017-01-20T08:00:00+08:00', closesAt: '2017-01-26T18:00:00+08:00' };

/** What migrants asks for, assistance pays and both show: through the gateway, with the feeds running, and no row put in by hand. */
describe('money that migrants asks for and assistance pays', () => {
  let graph: SampleSupergraph;
  let desk: ProgrammeDesk<Person>;
  let office: PayingOffice<Person>;
  let workers: readonly string[] = [];
  const bankDir = mkdtempSync(join(tmpdir(), 'nuan-bank-'));

  beforeAll(async () => {
    graph = await startSampleSupergraph({ isFollowing: true, env: { NUAN_BANK_DIR: bankDir } });
    desk = new ProgrammeDesk(graph, 'migrants', PEOPLE);
    office = new PayingOffice(desk, new Bank(bankDir), LUYANG);
    const { id } = await rowOf<{ id: string }>(
      graph.db.enterprises,
      `select id from trade_union where region_code = $1 and level = 'COUNTY'`,
      [LUYANG],
    );
    await office.open(id, ['NON_FILED_HARDSHIP', 'FILED_HOUSEHOLD'], ['TRANSPORT', 'TEMPORARY']);
    const rows = await rowsOf<{ id: string }>(
      graph.db.migrants,
      'select id from worker_projection where region_code = $1 and is_migrant order by id limit 2',
      [LUYANG],
    );
    workers = rows.map((row) => row.id);
  });
  afterAll(async () => {
    await graph.stop();
    rmSync(bankDir, { recursive: true });
  });

  const run = (name: string, input: object): Promise<ProgrammeOutcome> =>
    desk.act('maker', name, { type: 'ReturnService', fields: 'id version', more: BROKEN }, input);
  const open = async (more: object): Promise<ProgrammeOutcome> => {
    const about = { title: '样例接您回家', regionCode: LUYANG, campaignCode: 'CNY2017', servedOn: '2017-01-24' };
    return run('openReturn', step(await run('planReturn', { ...about, ...more, ...desk.key() })));
  };
  const returns = async (): Promise<Returns> => {
    const query = `{ region(code: "${LUYANG}") { migrant(year: 2017) { returns { served subsidy subsidyRequested } } } }`;
    return (await desk.ask<{ region: { migrant: { returns: Returns } } }>('maker', query)).region.migrant.returns;
  };
  const plus = ({ served, subsidy, subsidyRequested }: Returns, by: readonly [number, number, number]): Returns => ({
    served: served + by[0],
    subsidy: (Number(subsidy) + by[1]).toFixed(2),
    subsidyRequested: (Number(subsidyRequested) + by[2]).toFixed(2),
  });
  /** What assistance knows of the requests that nobody pays yet. */
  const openRequests = async (where: string): Promise<readonly { readonly id: string }[]> => {
    const query = `{ paymentRequests(where: { isOpen: { eq: true } ${where} }) { nodes { id } } }`;
    type Found = { readonly paymentRequests: { readonly nodes: readonly { readonly id: string }[] } };
    return (await desk.ask<Found>('maker', query)).paymentRequests.nodes;
  };

  describe('a subsidy to travel home', () => {
    let service: ProgrammeOutcome;
    let requestId = '';
    let paymentId = '';
    let before: Returns;

    const subsidy = (more: object = {}): object => ({
      returnServiceId: service.id,
      subsidies: [{ personId: workers[0], amount: '200.00', mode: 'BANK_CARD', ...more }],
      ...desk.key(),
    });
    const asked = async (): Promise<readonly Requested[]> => {
      const where = `{ returnServiceId: { eq: "${service.id}" } }`;
      const query = `{ travelSubsidyRequests(where: ${where}) { nodes { id state paid paidOn } } }`;
      type Found = { readonly travelSubsidyRequests: { readonly nodes: readonly Requested[] } };
      return (await desk.ask<Found>('maker', query)).travelSubsidyRequests.nodes;
    };
    const becomes = (state: string): Promise<readonly Requested[]> =>
      arrived(asked, ([request]) => request?.state === state);
    const file = (more: object = {}): ReturnType<typeof office.file> =>
      office.file(office.payment(requestId, { purpose: 'TRANSPORT', amount: '200.00', ...more }));

    it('is asked for by card, once, for a worker who was brought to the station and travels on', async () => {
      const bus = await open({ kind: 'PICKUP', seats: 1, ...WINDOW });
      const seat = { returnServiceId: bus.id, personId: workers[0], ...desk.key() };
      const booked = await desk.act('maker', 'bookSeat', 'PlaceClaim', seat);
      const departed = await run('departReturn', step(bus));
      const boarded = await run('markBoarded', { returnServiceId: departed.id, claimIds: [booked.id] });
      await run('finishReturn', step(boarded));
      before = await returns();
      service = await open({ kind: 'TRANSPORT_SUBSIDY' });
      for (const mode of ['CASH', 'GOODS', 'VOUCHER'])
        expect(await run('requestTravelSubsidies', subsidy({ mode }))).toMatchObject({
          ...{ rule: 'REQUEST_MODE', field: 'subsidies.0.mode' },
        });
      expect(await desk.refusal('neighbour', 'requestTravelSubsidies', subsidy())).toBe('NOT_FOUND');
      expect(await desk.refusal('checker', 'requestTravelSubsidies', subsidy())).toBe('FORBIDDEN');
      const request = subsidy();
      const once = await run('requestTravelSubsidies', request);
      expect(await run('requestTravelSubsidies', request)).toEqual(once);
      expect(await run('requestTravelSubsidies', subsidy())).toMatchObject({ rule: 'SUBSIDY_ALREADY_REQUESTED' });
      const [waiting, ...others] = await asked();
      expect(others).toEqual([]);
      expect(waiting).toMatchObject({ state: 'OPEN', paid: null, paidOn: null });
      requestId = waiting?.id ?? '';
      await run('finishReturn', step(once));
      expect(await returns()).toEqual(plus(before, [1, 0, 200]));
    });

    it('comes to assistance by the feed, and is filed there as it was asked for and in no other way', async () => {
      const waiting = await arrived(
        () => openRequests(`workerId: { eq: "${String(workers[0])}" }`),
        (found) => found.length > 0,
      );
      expect(waiting).toEqual([{ id: requestId }]);
      const refusals: readonly (readonly [object, object])[] = [
        [
          { mode: 'CASH', cashReason: '当场发放' },
          { rule: 'REQUEST_MODE', field: 'mode' },
        ],
        [{ mode: 'GOODS' }, { rule: 'REQUEST_MODE', field: 'mode' }],
        [{ mode: 'PASSBOOK' }, { rule: 'REQUEST_MODE', field: 'mode' }],
        [{ amount: '200.01' }, { rule: 'AMOUNT_ABOVE_REQUEST', field: 'amount' }],
        [{ purpose: 'LIVING' }, { rule: 'REQUEST_PURPOSE', field: 'purpose' }],
        [{ payeeId: workers[1] }, { rule: 'NOT_AS_REQUESTED', field: 'payeeId' }],
        [{ regionCode: BAOHE }, { rule: 'NOT_AS_REQUESTED', field: 'regionCode' }],
      ];
      for (const [more, refusal] of refusals) expect(await file(more)).toMatchObject(refusal);
      const payment = office.payment(requestId, { purpose: 'TRANSPORT', amount: '200.00' });
      expect(await desk.refusal('neighbour', 'fileDisbursement', payment)).toBe('NOT_FOUND');
      expect(await desk.refusal('checker', 'fileDisbursement', payment)).toBe('FORBIDDEN');
      expect(await becomes('OPEN')).toHaveLength(1);
    });

    it('never goes to the card of another family: it is held, given up, and the request waits again', async () => {
      const { id: householdId } = await rowOf<{ id: string }>(
        graph.db.assistance,
        `select id from household_projection h where region_code = $1 and status = 'RECORDED' and head_worker_id <> $2
         and not exists (select from worker_projection w where w.household_id = h.id and w.id = $2) order by id limit 1`,
        [LUYANG, workers[0]],
      );
      const filed = await file({ group: 'FILED_HOUSEHOLD', householdId });
      const held = await office.step('maker', 'validateDisbursement', filed.id);
      expect(held.problems).toContainEqual({ rule: 'PAYEE_NOT_REGISTERED' });
      await becomes('IN_PAYMENT');
      await office.step('maker', 'releaseDisbursement', filed.id, { reason: '收款人有误' });
      expect(await becomes('OPEN')).toEqual([{ id: requestId, state: 'OPEN', paid: null, paidOn: null }]);
      expect(await returns()).toEqual(plus(before, [1, 0, 200]));
    });

    it('is paid by the bank after four people have had it in hand, and migrants shows it, exactly', async () => {
      const payment = office.payment(requestId, { purpose: 'TRANSPORT', amount: '200.00' });
      const filed = await office.file(payment);
      paymentId = filed.id;
      expect(await office.file(payment)).toEqual(filed);
      expect(await file()).toMatchObject({ rule: 'REQUEST_ANSWERED', field: 'requestId' });
      const unapproved = { id: paymentId, expectedVersion: filed.version };
      expect(await desk.refusal('maker', 'approveDisbursement', unapproved)).toBe('FORBIDDEN');
      expect(await returns()).toEqual(plus(before, [1, 0, 200]));
      await office.pay(paymentId);
      expect(await becomes('PAID')).toEqual([{ id: requestId, state: 'PAID', paid: '200.00', paidOn: '2017-01-23' }]);
      expect(await returns()).toEqual(plus(before, [1, 200, 200]));
      const query = `{ returnService(id: "${service.id}") { status subsidy subsidyRequested served { value } } }`;
      expect(await desk.ask('maker', query)).toEqual({
        returnService: { status: 'DONE', subsidy: '200.00', subsidyRequested: '200.00', served: { value: 1 } },
      });
    });

    it('opens again when assistance takes the payment back, and is paid by another', async () => {
      await office.takeBack(paymentId, '收款账户有误');
      expect(await becomes('OPEN')).toEqual([{ id: requestId, state: 'OPEN', paid: null, paidOn: null }]);
      expect(await returns()).toEqual(plus(before, [1, 0, 200]));
      expect(await openRequests(`workerId: { eq: "${String(workers[0])}" }`)).toEqual([{ id: requestId }]);
      const again = await file({ amount: '180.00' });
      await office.pay(again.id);
      expect(await becomes('PAID')).toMatchObject([{ paid: '180.00' }]);
      expect(await returns()).toEqual(plus(before, [1, 180, 200]));
    });
  });

  describe('wages that are advanced', () => {
    let employer = '';

    beforeAll(async () => {
      const sql = `select id from enterprise_projection where region_code like '3401%' and industry = 'CONSTRUCTION' order by id limit 1`;
      employer = (await rowOf<{ id: string }>(graph.db.migrants, sql)).id;
    });

    const act = (person: Person, name: string, input: object): Promise<ProgrammeOutcome> =>
      desk.act(person, name, { type: 'WageCase', fields: 'id version', more: BROKEN }, input);
    /** Two workers are owed 4,000.00: reported, verified by another, and ordered to be paid. */
    const ordered = async (): Promise<ProgrammeOutcome> => {
      const owed = { enterpriseId: employer, regionCode: LUYANG, workers: 2, owed: '4000.00', ...desk.key() };
      const reported = await act('maker', 'reportWageCase', owed);
      expect(await act('maker', 'verifyWageCase', step(reported))).toMatchObject({ rule: 'FOUR_EYES' });
      return act('maker', 'orderPayment', step(await act('reviewer', 'verifyWageCase', step(reported))));
    };
    const shown = async (id: string): Promise<Case> => {
      const query = `{ wageCase(id: "${id}") { state version owed recovered advance { id state paid paidOn disbursement { id status } } } }`;
      return (await desk.ask<{ wageCase: Case }>('maker', query)).wageCase;
    };
    const becomes = (id: string, state: string): Promise<Case> =>
      arrived(
        () => shown(id),
        ({ advance }) => advance?.state === state,
      );
    const paidAs = { purpose: 'TEMPORARY', amount: '2800.00' };

    it('are asked for by the department at migrants alone, which sees how far it is and no person', async () => {
      const wageCase = await ordered();
      const advance = { wageCaseId: wageCase.id, reason: '工人急需返乡', ...desk.key() };
      const wanted = { type: 'AdvanceRequest', fields: 'id version state amount paid', more: BROKEN };
      expect(await desk.refusal('neighbour', 'requestAdvance', advance)).toBe('NOT_FOUND');
      const above = await desk.act('labour', 'requestAdvance', wanted, {
        ...advance,
        ...desk.key(),
        amount: '2800.01',
      });
      expect(above).toMatchObject({ rule: 'ADVANCE_ABOVE_SHARE', field: 'amount' });
      const requested = await desk.act('labour', 'requestAdvance', wanted, advance);
      expect(requested).toMatchObject({ state: 'OPEN', amount: '2800.00', paid: null });
      expect(await desk.act('labour', 'requestAdvance', wanted, advance)).toEqual(requested);
      const twice = { ...advance, ...desk.key() };
      expect(await desk.act('maker', 'requestAdvance', wanted, twice)).toMatchObject({
        rule: 'ADVANCE_REQUESTED_BEFORE',
      });
      await arrived(
        () => openRequests(`kind: { eq: WAGE_ADVANCE } enterpriseId: { eq: "${employer}" }`),
        (found) => found.some(({ id }) => id === requested.id),
      );
      const payment = office.payment(requested.id, { ...paidAs, payeeId: workers[1] });
      for (const mode of ['GOODS', 'VOUCHER'])
        expect(await office.file({ ...payment, ...desk.key(), mode })).toMatchObject({ rule: 'REQUEST_MODE' });
      const { id: paymentId } = await office.file(payment);
      await office.pay(paymentId);
      const paid = { id: requested.id, state: 'PAID', paid: '2800.00', paidOn: '2017-01-23' };
      expect(await becomes(wageCase.id, 'PAID')).toMatchObject({
        ...{ state: 'ORDERED', owed: '4000.00', recovered: '0.00' },
        advance: { ...paid, disbursement: { id: paymentId, status: 'PAID' } },
      });
      const query = `{ wageCase(id: "${wageCase.id}") { advance { id state paid paidOn } workers { value } } }`;
      expect(await desk.ask('labour', query)).toEqual({ wageCase: { advance: paid, workers: { value: 2 } } });
      for (const field of ['disbursement { id }', 'enterprise { id }'])
        expect(await desk.refusalOf('labour', `{ advanceRequests { nodes { ${field} } } }`)).toBe(
          'GRAPHQL_VALIDATION_FAILED',
        );
      expect(await desk.refusalOf('labour', '{ travelSubsidyRequests { totalCount } }')).toBe(
        'GRAPHQL_VALIDATION_FAILED',
      );
    });

    it('leave the employer owing all of it: the case ends PAID with its last yuan, never beyond (I30)', async () => {
      const sql = `select wage_case_id as id from advance_request order by id desc limit 1`;
      const { id: wageCaseId } = await rowOf<{ id: string }>(graph.db.migrants, sql);
      const pay = (amount: string): Promise<ProgrammeOutcome> =>
        act('maker', 'recordWagePayment', { wageCaseId, amount, ...desk.key() });
      await pay('1500.00');
      expect(await pay('2500.01')).toMatchObject({ rule: 'RECOVERED_WITHIN_OWED', field: 'amount' });
      const whole = await pay('2500.00');
      expect(await shown(wageCaseId)).toMatchObject({ state: 'PAID', owed: '4000.00', recovered: '4000.00' });
      await act('maker', 'closeWageCase', step(whole, { reason: '工资已全部支付' }));
      expect(await shown(wageCaseId)).toMatchObject({ state: 'CLOSED', advance: { state: 'PAID', paid: '2800.00' } });
    });

    it('do not keep a case from the law, and are open again when the payment was taken back', async () => {
      const wageCase = await ordered();
      const wanted = { type: 'AdvanceRequest', fields: 'id version' };
      const asked = { wageCaseId: wageCase.id, amount: '1000.00', reason: '工人急需返乡', ...desk.key() };
      const { id: requestId } = await desk.act('maker', 'requestAdvance', wanted, asked);
      await arrived(
        () => openRequests('kind: { eq: WAGE_ADVANCE }'),
        (found) => found.some(({ id }) => id === requestId),
      );
      const payment = office.payment(requestId, { ...paidAs, amount: '1000.00', payeeId: workers[0] });
      const { id: paymentId } = await office.file(payment);
      await office.pay(paymentId);
      await becomes(wageCase.id, 'PAID');
      const legal = step(wageCase, { reason: '企业拒不支付' });
      expect(await desk.refusal('neighbour', 'sendWageCaseToLegal', legal)).toBe('NOT_FOUND');
      await act('maker', 'sendWageCaseToLegal', legal);
      expect(await act('maker', 'sendWageCaseToLegal', legal)).toMatchObject({ rule: 'VERSION' });
      const part = { wageCaseId: wageCase.id, amount: '500.00', source: 'ENFORCEMENT', ...desk.key() };
      await act('maker', 'recordWagePayment', part);
      expect(await shown(wageCase.id)).toMatchObject({ state: 'TO_LEGAL', recovered: '500.00' });
      await office.takeBack(paymentId, '企业已直接支付');
      expect(await becomes(wageCase.id, 'OPEN')).toMatchObject({
        ...{ state: 'TO_LEGAL', recovered: '500.00' },
        advance: { paid: null, paidOn: null, disbursement: null },
      });
    });
  });

  it('leaves two audit chains that hold, and rollups that are what the rows say', async () => {
    for (const name of ['migrants', 'assistance'] as const) {
      expect(await verifyAudit(graph.db[name])).toMatchObject({ breaks: [] });
      expect(await rollupDrift(graph.db[name])).toEqual([]);
    }
  });
});
