import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const AUDITED = ['advance_rule', 'advance_request'] as const;

/** Wages advanced before the enterprise pays (欠薪垫付): how much, by region, and the requests that are handed over to assistance by the feed. */
export class CreateAdvanceTables1795564894400 implements MigrationInterface {
  readonly name = 'CreateAdvanceTables1795564894400';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [ADVANCE_RULE, ADVANCE_REQUEST, FACTS]) await queryRunner.query(sql);
    await queryRunner.query(
      `grant select, insert on advance_rule, advance_request to ${await applicationRole(queryRunner)}`,
    );
    await auditedTables(queryRunner, AUDITED);
    await factTriggers(queryRunner, { table: 'advance_request', entity: 'AdvanceRequest' });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropFactTriggers(queryRunner, 'advance_request');
    await dropAuditedTables(queryRunner, AUDITED);
    await queryRunner.query('drop function advance_request_facts(advance_request)');
    await queryRunner.query('drop table advance_request, advance_rule');
  }
}

const ADVANCE_RULE = `
create table advance_rule (
  id uuid not null,
  region_code text not null,
  share_percent smallint not null,
  valid_from date not null,
  basis text not null,
  constraint advance_rule_pkey primary key (id),
  constraint advance_rule_place_unique unique (region_code, valid_from),
  constraint advance_rule_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint advance_rule_share_percent_range check (share_percent between 1 and 100),
  constraint advance_rule_basis_present check (length(btrim(basis)) > 0)
);
comment on table advance_rule is
  'Share of the wages owed in a case that may be advanced. The nearest region''s latest rule holds; a rule is followed by a later one and never rewritten.';
insert into advance_rule (id, region_code, share_percent, valid_from, basis) values
  ('01795564-8944-7000-8000-000000000001', '340000', 70, date '2016-01-01', '农民工工资垫付：按合同工资的70%垫付');
`;

const ADVANCE_REQUEST = `
create table advance_request (
  id uuid not null,
  wage_case_id uuid not null,
  enterprise_id uuid not null,
  region_code text not null,
  workers integer not null,
  amount_fen bigint not null,
  share_percent smallint not null,
  reason text not null,
  requested_on date not null,
  requested_by text not null,
  version integer not null default 1,
  constraint advance_request_pkey primary key (id),
  constraint advance_request_wage_case_id_unique unique (wage_case_id),
  constraint advance_request_wage_case_id_fk foreign key (wage_case_id) references wage_case (id),
  constraint advance_request_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint advance_request_workers_positive check (workers > 0),
  constraint advance_request_amount_fen_positive check (amount_fen > 0),
  constraint advance_request_share_percent_range check (share_percent between 1 and 100),
  constraint advance_request_version_positive check (version > 0)
);
create index advance_request_region_code_idx on advance_request (region_code, requested_on, id);
comment on table advance_request is
  'Wages of a case to be advanced, one request per case, handed over to assistance, which pays. Appended and never changed; what the enterprise owes stays.';
comment on column advance_request.share_percent is 'Share that the rule of the day allowed, of the wages owed.';
`;

const FACTS = `
create function advance_request_facts(r advance_request) returns jsonb language sql stable as $$
  select jsonb_build_object('wageCaseId', r.wage_case_id, 'enterpriseId', r.enterprise_id, 'workers', r.workers, 'amountFen', r.amount_fen,
    'requestedOn', r.requested_on)
$$;
comment on function advance_request_facts(advance_request) is 'What others keep of an advance: the case, the firm and the sum; how many workers, never who.';
`;
