import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ways into work: vacancies and referrals (推荐岗位), start-up projects (创业项目), and the placements (就业) they lead to. */
export class CreatePlacementTables1767225620000 implements MigrationInterface {
  readonly name = 'CreatePlacementTables1767225620000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of [JOB_VACANCY, JOB_REFERRAL, STARTUP_PROJECT, PLACEMENT]) await queryRunner.query(table);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select on job_vacancy, job_referral, startup_project, placement to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table placement, startup_project, job_referral, job_vacancy');
  }
}

const JOB_VACANCY = `
create table job_vacancy (
  id uuid not null,
  enterprise_id uuid not null,
  region_code text not null,
  title text not null,
  openings integer not null,
  posted_on date not null,
  closed_on date,
  constraint job_vacancy_pkey primary key (id),
  constraint job_vacancy_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint job_vacancy_openings_positive check (openings > 0),
  constraint job_vacancy_closed_on_after_posting check (closed_on >= posted_on)
);
create index job_vacancy_enterprise_id_idx on job_vacancy (enterprise_id, posted_on);
comment on table job_vacancy is 'Jobs that an employer offers to those in need of work (岗位信息).';
`;

const JOB_REFERRAL = `
create table job_referral (
  id uuid not null,
  person_id uuid not null,
  vacancy_id uuid,
  employer_id uuid not null,
  region_code text not null,
  position text not null,
  state text not null,
  offered_on date not null,
  closed_on date,
  constraint job_referral_pkey primary key (id),
  constraint job_referral_vacancy_id_fk foreign key (vacancy_id) references job_vacancy (id),
  constraint job_referral_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint job_referral_state_known check (state in ('OFFERED','INTERVIEW','HIRED','DECLINED')),
  constraint job_referral_closed_on_when_ended check ((state in ('HIRED','DECLINED')) = (closed_on is not null)),
  constraint job_referral_closed_on_after_offer check (closed_on >= offered_on)
);
create index job_referral_person_id_idx on job_referral (person_id, offered_on);
create index job_referral_offered_on_idx on job_referral (offered_on, id);
create index job_referral_region_code_idx on job_referral (region_code, id);
comment on table job_referral is 'A person recommended for a job (推荐岗位介绍就业).';
comment on column job_referral.region_code is 'Region of the person''s union when referred.';
`;

const STARTUP_PROJECT = `
create table startup_project (
  id uuid not null,
  name text not null,
  leader_id uuid not null,
  enterprise_id uuid,
  region_code text not null,
  year integer not null,
  support text[] not null,
  amount_fen bigint not null,
  paid_fen bigint not null default 0,
  state text not null,
  applied_on date not null,
  funded_on date,
  jobs_planned integer not null,
  constraint startup_project_pkey primary key (id),
  constraint startup_project_leader_id_year_unique unique (leader_id, year),
  constraint startup_project_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint startup_project_year_plausible check (year between 2000 and 2100),
  constraint startup_project_support_known check
    (support <@ array['GRANT','INTEREST_SUBSIDY','INTEREST_FREE_LOAN','EQUITY','MATERIAL'] and cardinality(support) > 0),
  constraint startup_project_state_known check
    (state in ('APPLIED','REVIEWED','FUNDED','OPERATING','CLOSED','RECOVERED')),
  constraint startup_project_funded_on_when_funded check ((state in ('APPLIED','REVIEWED')) = (funded_on is null)),
  constraint startup_project_amount_fen_positive check (amount_fen > 0),
  constraint startup_project_paid_fen_within_amount check (paid_fen between 0 and amount_fen),
  constraint startup_project_jobs_planned_positive check (jobs_planned > 0)
);
create index startup_project_year_idx on startup_project (year, id);
create index startup_project_region_code_idx on startup_project (region_code, id);
comment on table startup_project is 'A start-up leader''s project (创业带头人创业项目) that takes on people in need of work.';
comment on column startup_project.amount_fen is 'Money awarded; payments add up to paid_fen and can''t go beyond it.';
`;

const PLACEMENT = `
create table placement (
  id uuid not null,
  person_id uuid not null,
  employer_id uuid,
  startup_project_id uuid,
  region_code text not null,
  is_migrant boolean not null,
  placed_on date not null,
  routes text[] not null,
  wage_fen bigint,
  retained_3m boolean,
  retained_6m boolean,
  ended_on date,
  constraint placement_pkey primary key (id),
  constraint placement_startup_project_id_fk foreign key (startup_project_id) references startup_project (id),
  constraint placement_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint placement_routes_known check
    (routes <@ array['TRAINING','REFERRAL','DEMONSTRATION_UNIT','STARTUP_HIRE','SELF_EMPLOYED'] and cardinality(routes) > 0),
  constraint placement_startup_project_id_when_hire check
    ((startup_project_id is not null) = (routes @> array['STARTUP_HIRE'])),
  constraint placement_employer_id_unless_self_employed check
    ((employer_id is null) = (routes @> array['SELF_EMPLOYED'])),
  constraint placement_wage_fen_positive check (wage_fen > 0),
  constraint placement_retained_6m_implies_3m check (retained_6m is not true or retained_3m is true),
  constraint placement_ended_on_after_start check (ended_on >= placed_on)
);
create index placement_person_id_idx on placement (person_id, placed_on, id);
create index placement_employer_id_idx on placement (employer_id, placed_on) where employer_id is not null;
create index placement_startup_project_id_idx on placement (startup_project_id, placed_on, id)
  where startup_project_id is not null;
create index placement_placed_on_idx on placement (placed_on, id);
create index placement_region_code_idx on placement (region_code, id);
create index placement_routes_idx on placement using gin (routes);
comment on table placement is 'A person brought into work (实现就业), by one or more routes. Counts of it are of distinct persons (I27).';
comment on column placement.region_code is 'Region that counts it: of the person''s union; for a start-up hire, of the project.';
comment on column placement.is_migrant is 'Whether the person was a migrant worker (农民工) on that day; later changes of the file don''t rewrite it.';
comment on column placement.retained_6m is 'Whether the job still lasted after six months; null until then.';
`;
