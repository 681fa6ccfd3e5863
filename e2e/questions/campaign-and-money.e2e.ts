import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyedBy, rowOf, rowsOf, tallyOf, yuanSql } from '../testkit/rows';
import { type SampleSupergraph, startSampleSupergraph } from '../testkit/sample-supergraph';

interface CountOf {
  readonly value: number;
  readonly unit?: string;
}
interface Group {
  readonly kind: string;
  readonly count: CountOf;
  readonly ofWhichMigrant: CountOf;
  readonly amount: string;
}

const PAID = `status in ('PAID','RECONCILED')`;
const HELD = `status in ('RESERVED','APPROVED','SENT')`;
const ACTIVE = `status in ('RECORDED','UNDER_REVIEW','EXIT_PROPOSED','EXIT_PUBLICISED')`;

describe('the campaign and its money, against a count of the rows', () => {
  let graph: SampleSupergraph;
  const ask = async <Data>(question: string, over: object = {}): Promise<Data> => {
    const { data, errors } = await graph.askQuestion<Data>(question, over);
    expect(errors).toBeUndefined();
    return data;
  };
  beforeAll(async () => {
    graph = await startSampleSupergraph();
  });
  afterAll(() => graph.stop());

  it('q02: groups are disjoint, households and persons apart, nobody missed', async () => {
    const { campaign } = await ask<{ campaign: { [field: string]: unknown } }>('q02-headline');
    const { assistance, workers, enterprises } = graph.db;
    const register = await rowsOf<{ id: string; kind: string }>(
      assistance,
      `select beneficiary_id as id, target_group as kind from campaign_beneficiary where campaign_code = 'CNY2017' and reached_on is not null`,
    );
    const paid = await rowsOf<{ kind: string; amount: string; n: number }>(
      assistance,
      `select target_group as kind, ${yuanSql('sum(amount_fen)')} as amount, count(distinct coalesce(household_id, payee_id))::int as n
       from disbursement where campaign_code = 'CNY2017' and ${PAID} group by 1`,
    );
    const migrants = new Set(
      (
        await rowsOf<{ id: string }>(
          workers,
          `select id from household where is_migrant union all select id from worker where is_migrant`,
        )
      ).map(({ id }) => id),
    );
    const groups = campaign['groups'] as readonly Group[];
    expect(new Set(register.map(({ id }) => id)).size).toBe(register.length);
    expect(tallyOf(register, ({ kind }) => kind)).toEqual(
      Object.fromEntries(groups.map(({ kind, count }) => [kind, count.value])),
    );
    expect(
      tallyOf(
        register.filter(({ id }) => migrants.has(id)),
        ({ kind }) => kind,
      ),
    ).toEqual(
      Object.fromEntries(groups.flatMap(({ kind, ofWhichMigrant: { value } }) => (value === 0 ? [] : [[kind, value]]))),
    );
    expect(
      keyedBy(
        groups.map(({ kind, amount, count }) => ({ kind, amount, n: count.value })),
        'kind',
      ),
    ).toEqual(keyedBy(paid, 'kind'));
    const units = (unit: string): number =>
      groups.filter(({ count }) => count.unit === unit).reduce((sum, { count }) => sum + count.value, 0);
    expect((campaign['total'] as CountOf[]).map(({ unit = '', value }) => [unit, value])).toEqual([
      ['HOUSEHOLD', units('HOUSEHOLD')],
      ['PERSON', units('PERSON')],
    ]);
    const visited = await rowOf<{ n: number }>(
      enterprises,
      `select count(distinct enterprise_id)::int as n from enterprise_visit where campaign_code = 'CNY2017'`,
    );
    expect((campaign['enterprisesVisited'] as CountOf).value).toBe(visited.n);
    const total = register.length;
    expect(campaign['coverage']).toEqual({ eligible: total, reached: total, missed: 0 });
  });

  it('q02: raised and distributed are two ledgers, each equal to its entries', async () => {
    const { campaign } = await ask<{ campaign: { raised: string; distributed: string } }>('q02-headline');
    const book = await rowOf<{ raised: string; distributed: string }>(
      graph.db.assistance,
      `select ${yuanSql(`sum(e.amount_fen) filter (where t.kind = 'RAISED' and e.account = 'AVAILABLE')`)} as raised,
         ${yuanSql(`sum(e.amount_fen) filter (where e.account = 'SPENT')`)} as distributed
       from ledger_entry e join ledger_transaction t on t.id = e.transaction_id where t.campaign_code = 'CNY2017'`,
    );
    expect(campaign).toMatchObject(book);
  });

  it('q03: the open round misses exactly the active files that nothing has reached, and the closed one misses nobody', async () => {
    interface Gap {
      readonly nodes: readonly { readonly [field: string]: unknown }[];
      readonly totalCount: number;
    }
    const { coverageGap } = await ask<{ coverageGap: Gap }>('q03-coverage-gap');
    const { assistance, workers } = graph.db;
    const reached = await rowsOf<{ id: string }>(
      assistance,
      `select beneficiary_id as id from campaign_beneficiary where campaign_code = 'DAILY2017' and reached_on is not null`,
    );
    const missed = await rowsOf<{ id: string; fileNo: string; primaryCause: string }>(
      workers,
      `select id, file_no as "fileNo", primary_cause as "primaryCause" from household
       where region_code like '3411%' and status in ('RECORDED','UNDER_REVIEW') and not id = any($1::uuid[])`,
      [reached.map(({ id }) => id)],
    );
    expect(missed.length).toBeGreaterThan(0);
    expect(coverageGap.totalCount).toBe(missed.length);
    expect(coverageGap.nodes).toHaveLength(Math.min(50, missed.length));
    const byFileNo = keyedBy(missed, 'fileNo');
    const plans = keyedBy(
      await rowsOf<{ id: string; status: string; progress: number; helperName: string }>(
        assistance,
        `select p.household_id as id, p.status, coalesce((count(i.id) filter (where i.state = 'DONE'))::float
             / nullif(count(i.id) filter (where i.state <> 'DROPPED'), 0), 0) as progress, g.helper_name as "helperName"
         from aid_plan p left join plan_item i on i.plan_id = p.id
           left join pairing g on g.household_id = p.household_id and g.is_primary and g.ends_on is null
         where p.status = 'ACTIVE' group by p.id, g.id`,
      ),
      'id',
    );
    for (const node of coverageGap.nodes) {
      const row = byFileNo.get(String(node['fileNo']));
      const plan = plans.get(row?.id ?? '');
      expect(node['primaryCause']).toBe(row?.primaryCause);
      expect(node['helper']).toMatchObject({ helperName: plan?.helperName });
      const { status, progress } = node['activePlan'] as { status: string; progress: number };
      expect(status).toBe('ACTIVE');
      expect(progress).toBeCloseTo(plan?.progress ?? -1, 9);
    }
    const closed = await ask<{ coverageGap: Gap }>('q03-coverage-gap', { campaign: 'CNY2017', region: '340000' });
    expect(closed.coverageGap).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it('q05: every allocation holds what payments and children say', async () => {
    interface Allocation {
      readonly to: { readonly region: { readonly code: string } };
      readonly [amount: string]: unknown;
    }
    interface Fund {
      readonly source: string;
      readonly name: string;
      readonly amount: string;
      readonly balance: string;
      readonly allocations: readonly Allocation[];
    }
    const { funds } = await ask<{ funds: readonly Fund[] }>('q05-fund-flow');
    const { assistance } = graph.db;
    const expected = await rowsOf<{
      key: string;
      amount: string;
      passed: string;
      reserved: string;
      spent: string;
      available: string;
    }>(
      assistance,
      `with paid as (
         select allocation_id as id, sum(amount_fen) filter (where ${PAID}) as spent, sum(amount_fen) filter (where ${HELD}) as reserved
         from disbursement group by 1
       ), book as (
         select allocation_id as id, sum(e.amount_fen) filter (where t.kind = 'PASSED_DOWN' and e.amount_fen > 0) as amount,
           sum(e.amount_fen) filter (where e.account = 'AVAILABLE') as available
         from ledger_entry e join ledger_transaction t on t.id = e.transaction_id group by 1
       ), children as (
         select parent_id as id, sum(b.amount) as passed from allocation a join book b on b.id = a.id where parent_id is not null group by 1
       )
       select f.name || ' ' || a.region_code as key, ${yuanSql('b.amount')} as amount, ${yuanSql('c.passed')} as passed,
         ${yuanSql('p.reserved')} as reserved, ${yuanSql('p.spent')} as spent, ${yuanSql('b.available')} as available
       from allocation a join fund f on f.id = a.fund_id
         left join paid p on p.id = a.id left join book b on b.id = a.id left join children c on c.id = a.id
       where f.year = 2017 and a.from_level = 'PROVINCE'`,
    );
    const got = funds.flatMap(({ name, allocations }) =>
      allocations.map(({ to, amount, passedDown, reserved, spent, available }) => ({
        key: `${name} ${to.region.code}`,
        amount,
        passed: passedDown,
        reserved,
        spent,
        available,
      })),
    );
    expect(expected.length).toBeGreaterThan(16);
    const sorted = <T extends { key: string }>(list: readonly T[]): T[] =>
      [...list].sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(sorted(got)).toEqual(sorted(expected));
    const raised = await rowsOf<{ key: string; amount: string }>(
      assistance,
      `select f.name || ' ' || f.id as key, ${yuanSql('sum(e.amount_fen)')} as amount
       from fund f left join ledger_transaction t on t.fund_id = f.id and t.kind = 'RAISED'
         left join ledger_entry e on e.transaction_id = t.id and e.account = 'AVAILABLE' where f.year = 2017 group by f.id`,
    );
    expect(funds.map(({ amount }) => amount).sort()).toEqual(raised.map(({ amount }) => amount).sort());
  });

  it('q12: each rule flags exactly the payments whose facts it describes, with everyone who acted', async () => {
    interface Flag {
      readonly rule: string;
      readonly disbursement: { readonly id: string };
      readonly actors: readonly { readonly role: string; readonly userId: string }[];
    }
    const { auditFlags } = await ask<{ auditFlags: { nodes: readonly Flag[]; totalCount: number } }>('q12-audit-flags');
    const { assistance, workers } = graph.db;
    interface Payment {
      readonly id: string;
      readonly mode: string;
      readonly payee: string;
      readonly household: string | null;
      readonly paidOn: string;
      readonly yearBefore: string;
      readonly nearCap: boolean;
      readonly actors: readonly string[];
    }
    const payments = await rowsOf<Payment>(
      assistance,
      `select id, mode, payee_id as payee, household_id as household, (paid_at at time zone 'Asia/Shanghai')::date::text as "paidOn",
         ((paid_at at time zone 'Asia/Shanghai')::date - interval '12 months')::date::text as "yearBefore",
         cap_used_fen * 100 >= cap_fen * 95 as "nearCap",
         array_remove(array[filed_by, approved_by, second_approved_by, paid_by], null) as actors
       from disbursement where campaign_code = 'CNY2017' and paid_at is not null`,
    );
    const files = keyedBy(
      await rowsOf<{ id: string; head: string; recordedOn: string; reviewedOn: string; soonUntil: string }>(
        workers,
        `select id, head_id as head, recorded_on::text as "recordedOn", last_reviewed_on::text as "reviewedOn",
           (recorded_on + 3)::text as "soonUntil" from household`,
      ),
      'id',
    );
    const flags = payments.flatMap((payment) => {
      const file = payment.household === null ? undefined : files.get(payment.household);
      const rules = {
        CASH_EXCEPTION: payment.mode === 'CASH',
        CAP_NEARLY_REACHED: payment.nearCap,
        PAYEE_NOT_HEAD: file !== undefined && file.head !== payment.payee,
        PAID_SOON_AFTER_RECORDING: file !== undefined && payment.paidOn <= file.soonUntil,
        STALE_FILE: file !== undefined && file.reviewedOn < payment.yearBefore,
      };
      return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [`${rule} ${payment.id}`] : []));
    });
    flags.sort();
    expect(auditFlags.totalCount).toBe(flags.length);
    expect(auditFlags.nodes.map(({ rule, disbursement }) => `${rule} ${disbursement.id}`)).toEqual(flags.slice(0, 100));
    const byId = keyedBy(payments, 'id');
    for (const { disbursement, actors } of auditFlags.nodes) {
      expect(actors.map(({ userId }) => userId)).toEqual(byId.get(disbursement.id)?.actors);
    }
  });

  it('q13: single cities and programmes', async () => {
    const data = await ask<{ [field: string]: unknown }>('q13-published-details');
    const { assistance, employment } = graph.db;
    const pairs = await rowOf<{ n: number }>(
      assistance,
      `select count(*)::int as n from pairing where region_code like '3411%' and helper_rank in ('PREFECTURE_LEADER','PREFECTURE_UNIT_HEAD')`,
    );
    expect(data['chuzhouPairs']).toEqual({ totalCount: pairs.n });
    const cash = await rowOf<{ cash: string }>(
      assistance,
      `select ${yuanSql('sum(cash_fen)')} as cash from donation where region_code like '3411%' and campaign_code = 'CNY2017'`,
    );
    expect(data['chuzhouDonations']).toEqual(cash);
    const goods = await rowOf<{ value: string; n: number }>(
      assistance,
      `select ${yuanSql('sum(l.value_fen)')} as value, sum(l.recipients)::int as n from donation_lot l join donation d on d.id = l.donation_id
       where d.region_code like '3403%' and d.campaign_code = 'CNY2017'`,
    );
    expect(data['bengbuDonations']).toEqual({
      goodsValue: goods.value,
      recipients: { value: goods.n, unit: 'PERSON' },
    });
    const events = await rowsOf<{ title: string; amount: string; n: number }>(
      assistance,
      `select e.title, ${yuanSql('sum(d.amount_fen)')} as amount, count(distinct d.payee_id)::int as n
       from consolation_event e join disbursement d on d.consolation_event_id = e.id and d.${PAID}
       where e.region_code like '3403%' and e.campaign_code = 'CNY2017' group by e.id`,
    );
    const { nodes } = data['bengbuEvents'] as {
      nodes: readonly { title: string; amount: string; recipients: CountOf }[];
    };
    expect(
      keyedBy(
        nodes.map(({ title, amount, recipients }) => ({ title, amount, n: recipients.value })),
        'title',
      ),
    ).toEqual(keyedBy(events, 'title'));
    const training = await rowOf<{ n: number; spent: string }>(
      employment,
      `select count(distinct p.id)::int as n, ${yuanSql('sum(m.amount_fen)')} as spent
       from training_program p left join employment_payment m on m.training_program_id = p.id where p.year = 2016 and p.kind = 'OVERCAPACITY'`,
    );
    const programs = data['overcapacityTraining'] as { nodes: readonly { spent: string }[]; totalCount: number };
    const spent = programs.nodes.reduce((sum, node) => sum + Math.round(Number(node.spent) * 100), 0);
    expect([programs.totalCount, (spent / 100).toFixed(2)]).toEqual([training.n, training.spent]);
    const pilots = await rowsOf<{ name: string; budget: string; cities: number }>(
      employment,
      `select p.name, ${yuanSql('sum(c.budget_fen)')} as budget, count(*)::int as cities
       from pilot p join pilot_city c on c.pilot_id = p.id where p.year = 2016 group by p.id`,
    );
    const shown = data['pilots'] as readonly { name: string; budget: string; cities: readonly object[] }[];
    expect(shown.map(({ name, budget, cities }) => ({ name, budget, cities: cities.length }))).toEqual(pilots);
    const carts = await rowOf<{ totalCount: number }>(
      employment,
      `select count(*)::int as "totalCount" from asset_grant where region_code like '3401%' and extract(year from given_on) = 2016`,
    );
    expect(data['carts']).toEqual(carts);
    const files = await rowOf<{ n: number }>(
      graph.db.workers,
      `select count(*)::int as n from household where ${ACTIVE}`,
    );
    expect(files.n).toBe(1280);
  });
});
