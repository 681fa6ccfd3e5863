import type pg from 'pg';

/** How large the rows of the contest are. */
export interface BatchWorld {
  readonly payments: number;
}

/** What both contestants work on. */
export interface BatchGround {
  readonly campaign: string;
  readonly fundId: string;
}

const CAMPAIGN = 'BENCH2017';
const FUND_ID = '01590000-0000-7000-8000-0000000000f0';
const ROOT_ID = '01590000-0000-7000-8000-0000000000a0';
/** Counties of a province: 105 in 15 cities, as forms of codes alone. */
const COUNTIES = `select city, county, '34' || lpad(city::text, 2, '0') || lpad(county::text, 2, '0') as code, (city - 1) * 7 + county as nr
  from generate_series(1, 15) city, generate_series(1, 7) county`;

/** Ids in the order of the rows, as ours are. */
const id = (kind: string, nr: string): string =>
  `(lpad(to_hex(${nr}), 8, '0') || '-0000-7000-8000-0000000000${kind}')::uuid`;

const MONEY = `
insert into fund (id, source, name, year, raised_by, union_id, region_code, campaign_code, rule_groups, rule_purposes)
values ('${FUND_ID}', 'CENTRAL_FISCAL_AID', 'bench', 2017, 'PROVINCE', gen_random_uuid(), '340000', '${CAMPAIGN}', '{FILED_HOUSEHOLD}', '{LIVING}');
insert into allocation (id, fund_id, source, to_union_id, to_level, region_code, status, issued_on, confirmed_on)
select id, id_of_fund, source, union_id, 'PROVINCE', '340000', 'CONFIRMED', '2017-01-03', '2017-01-03'
from (select '${ROOT_ID}'::uuid as id, id as id_of_fund, source, union_id from fund) root;
insert into allocation (id, fund_id, source, parent_id, from_union_id, from_level, to_union_id, to_level, region_code, status, issued_on, confirmed_on)
select ${id('b1', 'c.nr')}, f.id, f.source, '${ROOT_ID}', f.union_id, 'PROVINCE', ${id('c1', 'c.nr')}, 'COUNTY', c.code, 'CONFIRMED', '2017-01-03', '2017-01-03'
from fund f, (${COUNTIES}) c;
insert into ledger_transaction (id, kind, fund_id, campaign_code, posted_at, posted_by) values
  ('01590000-0000-7000-8000-0000000000d1', 'RAISED', '${FUND_ID}', '${CAMPAIGN}', '2017-01-03 09:00+08', 'bench'),
  ('01590000-0000-7000-8000-0000000000d2', 'PASSED_DOWN', '${FUND_ID}', '${CAMPAIGN}', '2017-01-03 10:00+08', 'bench');
insert into ledger_entry (transaction_id, line, account, allocation_id, amount_fen) values
  ('01590000-0000-7000-8000-0000000000d1', 1, 'CONTRIBUTOR', null, -105 * 200000000000),
  ('01590000-0000-7000-8000-0000000000d1', 2, 'AVAILABLE', '${ROOT_ID}', 105 * 200000000000);
insert into ledger_entry (transaction_id, line, account, allocation_id, amount_fen)
select '01590000-0000-7000-8000-0000000000d2'::uuid, 0, 'AVAILABLE', '${ROOT_ID}'::uuid, -105 * 200000000000
union all select '01590000-0000-7000-8000-0000000000d2', c.nr, 'AVAILABLE', ${id('b1', 'c.nr')}, 200000000000 from (${COUNTIES}) c;
insert into aid_standard (id, region_code, target_group, purpose, cap_scope, per_payment_fen, per_year_fen, valid_from, basis)
values (gen_random_uuid(), '340000', 'FILED_HOUSEHOLD', 'LIVING', 'HOUSEHOLD_YEAR', 300000, 600000, '2016-01-01', 'bench');
`;

const PEOPLE = `
insert into household_projection (id, region_code, union_id, head_worker_id, category, tier, status, is_migrant, primary_cause, secondary_causes,
  recorded_on, last_reviewed_on, next_review_due_on, account_token, source_version)
select ${id('01', 'n.nr')}, c.code, ${id('c1', 'c.nr')}, ${id('02', 'n.nr')}, 'MIN_LIVING', 'NATIONAL', 'RECORDED', n.nr % 3 = 0, 'MAJOR_ILLNESS', '{}',
  '2015-05-04', '2016-06-01', case when n.nr % 100 = 0 then '2016-12-01'::date else '2017-06-01' end, md5(n.nr::text), 1
from generate_series(1, $1::int) n (nr) join (${COUNTIES}) c on c.nr = n.nr % 105 + 1;
`;

const REGISTER = `
insert into campaign_beneficiary (campaign_code, beneficiary_id, target_group, region_code, is_migrant)
select '${CAMPAIGN}', id, 'FILED_HOUSEHOLD', region_code, is_migrant from household_projection order by id;
`;

/**
 * Makes what a campaign needs before its batch is drawn up: a fund with an allocation per county, a standard, and so many
 * households on the register, one in a hundred with an overdue review. As the owner of the tables.
 */
export async function makeBatchWorld(owner: pg.Client, { payments }: BatchWorld): Promise<BatchGround> {
  await owner.query('begin');
  await owner.query(
    `insert into campaign (id, code, name, status, starts_on, ends_on) values (gen_random_uuid(), '${CAMPAIGN}', 'bench', 'PLANNED', '2016-12-20', '2017-01-27')`,
  );
  await owner.query(`update campaign set status = 'OPEN', version = version + 1 where code = '${CAMPAIGN}'`);
  await owner.query(
    `insert into campaign_target_group (campaign_code, target_group, unit, count_precision, position) values ('${CAMPAIGN}', 'FILED_HOUSEHOLD', 'HOUSEHOLD', 'EXACT', 1)`,
  );
  await owner.query(MONEY);
  await owner.query(PEOPLE, [payments]);
  await owner.query(REGISTER);
  await owner.query('commit');
  await owner.query('vacuum analyze');
  return { campaign: CAMPAIGN, fundId: FUND_ID };
}
