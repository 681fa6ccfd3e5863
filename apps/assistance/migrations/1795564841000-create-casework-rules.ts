import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const RULES = ['measure_rule', 'visit_cadence'] as const;

/** Rules of casework as data: which measures answer which cause (因困施策), and how often a helper visits (走访频次). */
export class CreateCaseworkRules1795564841000 implements MigrationInterface {
  readonly name = 'CreateCaseworkRules1795564841000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(MEASURE_RULE);
    await queryRunner.query(MEASURES);
    await queryRunner.query(VISIT_CADENCE);
    await queryRunner.query(VISIT_INTERVAL);
    await queryRunner.query(
      `grant select, insert, update on measure_rule, visit_cadence to ${await applicationRole(queryRunner)}`,
    );
    await auditedTables(queryRunner, RULES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, RULES);
    await queryRunner.query('drop function visit_interval_months(text, text, date)');
    await queryRunner.query('drop table visit_cadence, measure_rule');
  }
}

const MEASURE_RULE = `
create table measure_rule (
  id uuid not null,
  region_code text not null,
  cause text not null,
  kind text not null,
  position smallint not null,
  due_months smallint not null,
  needs_student boolean not null default false,
  needs_employable boolean not null default false,
  tiers text[],
  valid_from date not null,
  valid_to date,
  basis text not null,
  version integer not null default 1,
  constraint measure_rule_pkey primary key (id),
  constraint measure_rule_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint measure_rule_cause_known check (cause in ('NO_LABOUR_CAPACITY','ABLE_NOT_EMPLOYED','LAID_OFF','NO_SOCIAL_INSURANCE',
    'BENEFITS_UNDELIVERED','MAJOR_ILLNESS','NATURAL_DISASTER','ACCIDENT','SCHOOLING','OTHER')),
  constraint measure_rule_kind_known check (kind in ('POLICY','JOB','INFORMATION','CONSOLATION_MONEY',
    'LIVING_AID','MEDICAL_AID','STUDY_AID','LEGAL_AID','TRAINING','SOCIAL_INSURANCE')),
  constraint measure_rule_position_positive check (position > 0),
  constraint measure_rule_due_months_sensible check (due_months between 1 and 60),
  constraint measure_rule_tiers_known check (tiers <@ array['NATIONAL','PROVINCIAL','PREFECTURE','COUNTY','GRASSROOTS'] and cardinality(tiers) > 0),
  constraint measure_rule_valid_to_after_from check (valid_to >= valid_from),
  constraint measure_rule_basis_present check (length(btrim(basis)) > 0),
  constraint measure_rule_version_positive check (version > 0)
);
create index measure_rule_region_code_cause_idx on measure_rule (region_code, cause, valid_from);
comment on table measure_rule is
  'Which measures answer which cause of hardship, by region and time. For a cause, the rules of the nearest region that has any replace the wider ones.';
comment on column measure_rule.needs_student is 'Proposed only to a household with a student.';
comment on column measure_rule.needs_employable is 'Proposed only to a household none of whose causes is NO_LABOUR_CAPACITY.';
comment on column measure_rule.tiers is 'Proposed only to files of these tiers; null for all.';
comment on column measure_rule.valid_to is 'Last day; null while the rule holds. A rule is ended and never rewritten, so that old proposals stay explained.';
`;

/** 标本兼治: relief first, then what restores earning power. Ids are fixed, so that every database holds the same rules. */
const MEASURES = `
insert into measure_rule (id, region_code, cause, kind, position, due_months, needs_student, needs_employable, valid_from, basis)
select ('01595564-8410-7000-8000-' || lpad(n::text, 12, '0'))::uuid, '340000', cause, kind, position, months, student, employable, date '2016-01-01',
  '因困施策、标本兼治（2017年两节送温暖综述：送政策、送岗位、送信息、送慰问金；帮扶资金使用范围）'
from (values
  (1, 'NO_LABOUR_CAPACITY', 'LIVING_AID', 1, 6, false, false),
  (2, 'NO_LABOUR_CAPACITY', 'POLICY', 2, 3, false, false),
  (3, 'ABLE_NOT_EMPLOYED', 'JOB', 1, 6, false, true),
  (4, 'ABLE_NOT_EMPLOYED', 'INFORMATION', 2, 1, false, false),
  (5, 'LAID_OFF', 'TRAINING', 1, 6, false, true),
  (6, 'LAID_OFF', 'JOB', 2, 12, false, true),
  (7, 'LAID_OFF', 'POLICY', 3, 3, false, false),
  (8, 'NO_SOCIAL_INSURANCE', 'SOCIAL_INSURANCE', 1, 12, false, false),
  (9, 'BENEFITS_UNDELIVERED', 'LEGAL_AID', 1, 6, false, false),
  (10, 'BENEFITS_UNDELIVERED', 'SOCIAL_INSURANCE', 2, 12, false, false),
  (11, 'MAJOR_ILLNESS', 'MEDICAL_AID', 1, 6, false, false),
  (12, 'MAJOR_ILLNESS', 'POLICY', 2, 3, false, false),
  (13, 'NATURAL_DISASTER', 'LIVING_AID', 1, 3, false, false),
  (14, 'ACCIDENT', 'LIVING_AID', 1, 3, false, false),
  (15, 'ACCIDENT', 'LEGAL_AID', 2, 6, false, false),
  (16, 'SCHOOLING', 'STUDY_AID', 1, 12, true, false),
  (17, 'SCHOOLING', 'INFORMATION', 2, 3, false, false),
  (18, 'OTHER', 'POLICY', 1, 3, false, false)
) rule (n, cause, kind, position, months, student, employable);
`;

const VISIT_CADENCE = `
create table visit_cadence (
  id uuid not null,
  region_code text not null,
  helper_rank text,
  interval_months smallint not null,
  valid_from date not null,
  basis text not null,
  constraint visit_cadence_pkey primary key (id),
  constraint visit_cadence_place_unique unique nulls not distinct (region_code, helper_rank, valid_from),
  constraint visit_cadence_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint visit_cadence_helper_rank_known check (helper_rank in
    ('PROVINCE_LEADER','PREFECTURE_LEADER','PREFECTURE_UNIT_HEAD','COUNTY_LEADER','COUNTY_CADRE','GRASSROOTS_CADRE')),
  constraint visit_cadence_interval_months_half_year check (interval_months between 1 and 6),
  constraint visit_cadence_basis_present check (length(btrim(basis)) > 0)
);
insert into visit_cadence (id, region_code, helper_rank, interval_months, valid_from, basis)
values ('01595564-8410-7000-8001-000000000001', '340000', null, 6, date '2016-01-01', '结对帮扶每半年至少走访一次');
comment on table visit_cadence is
  'How often a helper visits, by region and rank. A local rule may ask for more visits than one in six months, never for fewer (invariant I25).';
comment on column visit_cadence.helper_rank is 'Rank it holds for; null for every rank without a rule of its own.';
`;

const VISIT_INTERVAL = `
create function visit_interval_months(of_region text, of_rank text, on_day date) returns integer language sql stable as $$
  select coalesce((
    select c.interval_months::integer from visit_cadence c
    where c.valid_from <= on_day and (c.helper_rank is null or c.helper_rank = of_rank)
      and c.region_code = any (array[of_region, left(of_region, 4) || '00', left(of_region, 2) || '0000'])
    order by (c.helper_rank is not null) desc,
      case c.region_code when of_region then 1 when left(of_region, 4) || '00' then 2 else 3 end, c.valid_from desc
    limit 1
  ), 6)
$$;
comment on function visit_interval_months(text, text, date) is
  'Months between two visits: the latest rule for the rank before one for all ranks, the nearest region before a wider one; six without any.';
`;
