import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SOURCES = `'CENTRAL_FISCAL_AID','PROVINCIAL_FISCAL_AID','PROVINCIAL_FISCAL_WARMTH','OVERCAPACITY_SETTLEMENT','LOCAL_FISCAL',
    'UNION_DUES','UPPER_UNION_SUBSIDY','DONATION','EMPLOYER_ADMIN'`;
const LEVELS = `'NATIONAL','PROVINCE','PREFECTURE','COUNTY','GRASSROOTS','PROVINCIAL_DIRECT','INDUSTRY'`;

/**
 * Funds (资金) with their earmarks, and the tree of allocations down the unions. The balances of an allocation are
 * written by the ledger's trigger alone; the CHECKs are what refuses an overdraft, under any interleaving (I12).
 */
export class CreateFundTables1767225610000 implements MigrationInterface {
  readonly name = 'CreateFundTables1767225610000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FUND);
    await queryRunner.query(ALLOCATION);
    await queryRunner.query(grants(await applicationRole(queryRunner)));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table allocation, fund');
  }
}

const FUND = `
create table fund (
  id uuid not null,
  source text not null,
  name text not null,
  year integer not null,
  raised_by text not null,
  union_id uuid not null,
  region_code text not null,
  campaign_code text,
  rule_groups text[] not null,
  rule_purposes text[] not null,
  rule_tiers text[] not null default '{}',
  passes_down_in_full boolean not null default false,
  pass_down_due_on date,
  constraint fund_pkey primary key (id),
  constraint fund_id_source_unique unique (id, source),
  constraint fund_union_id_year_source_name_unique unique (union_id, year, source, name),
  constraint fund_campaign_code_fk foreign key (campaign_code) references campaign (code),
  constraint fund_source_known check (source in (${SOURCES})),
  constraint fund_raised_by_known check (raised_by in (${LEVELS})),
  constraint fund_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint fund_year_plausible check (year between 2000 and 2100),
  constraint fund_rule_groups_present check (cardinality(rule_groups) > 0),
  constraint fund_rule_purposes_present check (cardinality(rule_purposes) > 0),
  constraint fund_pass_down_due_on_when_in_full check (passes_down_in_full = (pass_down_due_on is not null))
);
create index fund_year_idx on fund (year, raised_by, source);
comment on table fund is 'A fund and its earmark. What it holds stands on its root allocation; what flows, in the ledger.';
comment on column fund.rule_groups is 'Target groups that the earmark admits (I14).';
comment on column fund.rule_tiers is 'Tiers of file that the earmark admits; empty for all.';
comment on column fund.passes_down_in_full is 'The raising level keeps nothing after pass_down_due_on (I13).';
`;

const ALLOCATION = `
create table allocation (
  id uuid not null,
  fund_id uuid not null,
  source text not null,
  parent_id uuid,
  from_union_id uuid,
  from_level text,
  to_union_id uuid not null,
  to_level text not null,
  region_code text not null,
  status text not null,
  issued_on date not null,
  confirmed_on date,
  amount_fen bigint not null default 0,
  available_fen bigint not null default 0,
  reserved_fen bigint not null default 0,
  spent_fen bigint not null default 0,
  passed_down_fen bigint not null default 0,
  moved_at timestamptz,
  constraint allocation_pkey primary key (id),
  constraint allocation_id_fund_id_unique unique (id, fund_id),
  constraint allocation_id_fund_id_source_unique unique (id, fund_id, source),
  constraint allocation_fund_id_to_union_id_unique unique (fund_id, to_union_id),
  constraint allocation_fund_id_source_fk foreign key (fund_id, source) references fund (id, source),
  constraint allocation_parent_id_fund_id_fk foreign key (parent_id, fund_id) references allocation (id, fund_id),
  constraint allocation_parent_id_with_from check ((parent_id is null) = (from_union_id is null) and (parent_id is null) = (from_level is null)),
  constraint allocation_from_level_known check (from_level in (${LEVELS})),
  constraint allocation_to_level_known check (to_level in (${LEVELS})),
  constraint allocation_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint allocation_status_known check (status in ('PROPOSED','ISSUED','CONFIRMED','SETTLED','RETURNED')),
  constraint allocation_confirmed_on_after_issue check (confirmed_on is null or confirmed_on >= issued_on),
  constraint allocation_available_fen_not_negative check (available_fen >= 0),
  constraint allocation_reserved_fen_not_negative check (reserved_fen >= 0),
  constraint allocation_spent_fen_not_negative check (spent_fen >= 0),
  constraint allocation_passed_down_fen_not_negative check (passed_down_fen >= 0),
  constraint allocation_amount_fen_is_sum check (available_fen + reserved_fen + spent_fen + passed_down_fen = amount_fen)
) with (fillfactor = 50);
create unique index allocation_fund_id_root_unique on allocation (fund_id) where parent_id is null;
create index allocation_to_union_id_idx on allocation (to_union_id);
comment on table allocation is
  'Money of a fund at a union; the root holds what was raised. The ledger moves the balances; the CHECKs refuse an overdraft (I12).';
comment on column allocation.moved_at is 'Instant of the last posting; what lies available is idle since then.';
`;

/** The application may state an allocation, never its balances: those come from the ledger. Nothing is deleted (I36). */
const grants = (app: string): string => `
grant select, insert on fund to ${app};
grant select, insert (id, fund_id, source, parent_id, from_union_id, from_level, to_union_id, to_level, region_code, status, issued_on, confirmed_on),
  update (status, confirmed_on) on allocation to ${app};
`;
