import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One household, one card, one plan (一户一卡一计划), and one-on-one pairing (一帮一结对帮扶) with its half-yearly visits. */
export class CreateCaseworkTables1767225720000 implements MigrationInterface {
  readonly name = 'CreateCaseworkTables1767225720000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PAIRING);
    await queryRunner.query(PAIR_VISIT);
    await queryRunner.query(AID_PLAN);
    await queryRunner.query(PLAN_ITEM);
    await queryRunner.query(grants(await applicationRole(queryRunner)));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table plan_item, aid_plan, pair_visit, pairing');
  }
}

const PAIRING = `
create table pairing (
  id uuid not null,
  household_id uuid not null,
  region_code text not null,
  union_id uuid,
  helper_name text not null,
  helper_rank text not null,
  unit_name text,
  is_primary boolean not null default true,
  starts_on date not null,
  ends_on date,
  version integer not null default 1,
  constraint pairing_pkey primary key (id),
  constraint pairing_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint pairing_helper_name_present check (length(btrim(helper_name)) > 0),
  constraint pairing_helper_rank_known check (helper_rank in
    ('PROVINCE_LEADER','PREFECTURE_LEADER','PREFECTURE_UNIT_HEAD','COUNTY_LEADER','COUNTY_CADRE','GRASSROOTS_CADRE')),
  constraint pairing_ends_on_after_start check (ends_on is null or ends_on >= starts_on),
  constraint pairing_version_positive check (version > 0)
);
create unique index pairing_household_id_active_unique on pairing (household_id) where is_primary and ends_on is null;
create index pairing_household_id_idx on pairing (household_id);
create index pairing_helper_rank_region_code_idx on pairing (helper_rank, region_code, id);
create index pairing_region_code_idx on pairing (region_code, id);
comment on table pairing is
  'One-on-one pairing of a helper with a household. A household has at most one active primary pairing (invariant I3).';
comment on column pairing.helper_name is 'Personal data (name of a cadre in office): public duty; kept with the pairing.';
`;

const PAIR_VISIT = `
create table pair_visit (
  id uuid not null,
  pairing_id uuid not null,
  visited_on date not null,
  finding text,
  constraint pair_visit_pkey primary key (id),
  constraint pair_visit_pairing_id_fk foreign key (pairing_id) references pairing (id),
  constraint pair_visit_pairing_id_visited_on_unique unique (pairing_id, visited_on)
);
comment on table pair_visit is 'A visit of the helper to the household. A helper visits at least every six months (invariant I25).';
`;

const AID_PLAN = `
create table aid_plan (
  id uuid not null,
  card_no text not null,
  household_id uuid not null,
  region_code text not null,
  union_id uuid,
  pairing_id uuid,
  status text not null,
  goal_on date not null,
  causes_answered text[] not null,
  unanswered_reason text,
  opened_on date not null,
  closed_on date,
  version integer not null default 1,
  constraint aid_plan_pkey primary key (id),
  constraint aid_plan_pairing_id_fk foreign key (pairing_id) references pairing (id),
  constraint aid_plan_card_no_unique unique (card_no),
  constraint aid_plan_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint aid_plan_status_known check (status in ('DRAFT','ACTIVE','COMPLETED','SUPERSEDED','CANCELLED')),
  constraint aid_plan_goal_on_within_programme check (opened_on > date '2020-12-31' or goal_on <= date '2020-12-31'),
  constraint aid_plan_goal_on_after_opening check (goal_on >= opened_on),
  constraint aid_plan_closed_on_with_status check ((closed_on is not null) = (status in ('COMPLETED','SUPERSEDED','CANCELLED'))),
  constraint aid_plan_closed_on_after_opening check (closed_on is null or closed_on >= opened_on),
  constraint aid_plan_version_positive check (version > 0)
);
create unique index aid_plan_household_id_active_unique on aid_plan (household_id) where status = 'ACTIVE';
create index aid_plan_household_id_idx on aid_plan (household_id);
create index aid_plan_region_code_idx on aid_plan (region_code, id);
comment on table aid_plan is
  'One household, one card, one plan. At most one plan of a household is ACTIVE (invariant I3); the goal lies within the programme (I24).';
comment on column aid_plan.causes_answered is 'Causes that the items answer. Personal data (hardship cause): lawful basis is the aid procedure; kept as long as the file.';
comment on column aid_plan.unanswered_reason is 'Why a cause of the household has no item (invariant I23); null when all are answered.';
`;

const PLAN_ITEM = `
create table plan_item (
  id uuid not null,
  plan_id uuid not null,
  position smallint not null,
  kind text not null,
  cause text not null,
  state text not null,
  due_on date,
  done_on date,
  disbursement_id uuid,
  employment_ref uuid,
  constraint plan_item_pkey primary key (id),
  constraint plan_item_plan_id_fk foreign key (plan_id) references aid_plan (id),
  constraint plan_item_plan_id_position_unique unique (plan_id, position),
  constraint plan_item_position_positive check (position > 0),
  constraint plan_item_kind_known check (kind in ('POLICY','JOB','INFORMATION','CONSOLATION_MONEY',
    'LIVING_AID','MEDICAL_AID','STUDY_AID','LEGAL_AID','TRAINING','SOCIAL_INSURANCE')),
  constraint plan_item_cause_known check (cause in ('NO_LABOUR_CAPACITY','ABLE_NOT_EMPLOYED','LAID_OFF','NO_SOCIAL_INSURANCE',
    'BENEFITS_UNDELIVERED','MAJOR_ILLNESS','NATURAL_DISASTER','ACCIDENT','SCHOOLING','OTHER')),
  constraint plan_item_state_known check (state in ('PLANNED','IN_PROGRESS','DONE','DROPPED')),
  constraint plan_item_done_on_with_state check ((done_on is not null) = (state = 'DONE'))
);
comment on table plan_item is 'One measure of a plan: what is delivered, which cause it answers, and how far it is.';
comment on column plan_item.disbursement_id is 'The payment that carries the item out, when money does.';
comment on column plan_item.employment_ref is 'Id of the training, referral or placement in the employment subgraph, when a job does.';
`;

const grants = (app: string): string => `
grant select, insert, update on pairing, pair_visit, aid_plan, plan_item to ${app};
`;
