import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Persons (职工及家庭成员) and the schooling of members (在读子女). */
export class CreateWorkerTables1767225660000 implements MigrationInterface {
  readonly name = 'CreateWorkerTables1767225660000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(WORKER);
    await queryRunner.query(WORKER_INDEXES);
    await queryRunner.query(STUDENT);
    await queryRunner.query(COMMENTS);
    await queryRunner.query(`grant select, insert, update on worker, student to ${await applicationRole(queryRunner)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table household drop constraint household_head_id_fkey');
    await queryRunner.query('drop table student, worker');
  }
}

const WORKER = `
create table worker (
  id uuid not null,
  name text not null,
  id_number_mask text,
  id_number_sealed bytea,
  id_number_hash bytea,
  phone_mask text,
  phone_sealed bytea,
  phone_hash bytea,
  birth_year integer,
  gender text,
  household_id uuid,
  relation text,
  region_code text collate "C" not null,
  union_id uuid,
  employer_id uuid,
  is_migrant boolean not null,
  employment_status text not null,
  occupation_group text,
  health_sealed bytea,
  disability_sealed bytea,
  model_worker_level text,
  contract_until_on date,
  is_union_member boolean not null,
  diversion text,
  version integer not null,
  constraint worker_pkey primary key (id),
  constraint worker_household_id_fkey foreign key (household_id) references household (id),
  constraint worker_id_number_whole check (num_nonnulls(id_number_mask, id_number_sealed, id_number_hash) in (0, 3)),
  constraint worker_id_number_hash_size check (octet_length(id_number_hash) = 32),
  constraint worker_phone_whole check (num_nonnulls(phone_mask, phone_sealed, phone_hash) in (0, 3)),
  constraint worker_birth_year_likely check (birth_year between 1900 and 2100),
  constraint worker_gender_known check (gender in ('MALE','FEMALE')),
  constraint worker_household_whole check ((household_id is null) = (relation is null)),
  constraint worker_relation_known check (relation in ('HEAD','SPOUSE','CHILD','PARENT','OTHER')),
  constraint worker_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint worker_employment_status_known check (employment_status in
    ('ON_POST','LAID_OFF','UNEMPLOYED','RETIRED','SICK_LEAVE','INTERNALLY_RETIRED','MIGRANT','STUDENT','NOT_WORKING')),
  constraint worker_occupation_group_known check (occupation_group in
    ('SANITATION','CONSTRUCTION','TRANSPORT','DELIVERY','MANUFACTURING','MINING','SERVICE','OUTDOOR_OTHER','INDOOR')),
  constraint worker_model_worker_level_known check (model_worker_level in ('NATIONAL','PROVINCIAL','PREFECTURE','OTHER')),
  constraint worker_diversion_known check (diversion in
    ('EARLY_RETIRED','ILL_OR_DISABLED_LEFT','INTERNAL_RETIRED','REASSIGNED','CONTRACT_ENDED')),
  constraint worker_diversion_from_employer check (diversion is null or employer_id is not null),
  constraint worker_version_positive check (version > 0)
);
-- Head and household point at each other: the household comes first, its head before the transaction ends.
alter table household add constraint household_head_id_fkey foreign key (head_id) references worker (id)
  deferrable initially deferred;
`;

const WORKER_INDEXES = `
create unique index worker_id_number_hash_unique on worker (id_number_hash) where id_number_hash is not null;
create unique index worker_household_id_head_unique on worker (household_id) where relation = 'HEAD';
create index worker_household_id_idx on worker (household_id) where household_id is not null;
create index worker_phone_hash_idx on worker (phone_hash) where phone_hash is not null;
create index worker_region_code_idx on worker (region_code, id);
create index worker_union_id_idx on worker (union_id, region_code, id);
create index worker_employer_id_idx on worker (employer_id) include (diversion, region_code) where employer_id is not null;
create index worker_employment_status_idx on worker (employment_status, region_code, id);
create index worker_occupation_group_idx on worker (occupation_group, region_code, id) where occupation_group is not null;
create index worker_is_migrant_idx on worker (region_code, id) where is_migrant;
create index worker_diversion_idx on worker (diversion, region_code, id) where diversion is not null;
create index worker_model_worker_level_idx on worker (model_worker_level, region_code, id) where model_worker_level is not null;
`;

const STUDENT = `
create table student (
  id uuid not null,
  worker_id uuid not null,
  household_id uuid not null,
  level text not null,
  school_name text,
  enrolled_year integer,
  programme_years integer,
  version integer not null,
  constraint student_pkey primary key (id),
  constraint student_worker_id_unique unique (worker_id),
  constraint student_worker_id_fkey foreign key (worker_id) references worker (id),
  constraint student_household_id_fkey foreign key (household_id) references household (id),
  constraint student_level_known check (level in
    ('PRIMARY','JUNIOR','SENIOR','VOCATIONAL','TERTIARY_JUNIOR','UNDERGRADUATE','POSTGRADUATE')),
  constraint student_enrolled_year_likely check (enrolled_year between 1980 and 2100),
  constraint student_programme_years_likely check (programme_years between 1 and 12),
  constraint student_version_positive check (version > 0)
);
create index student_household_id_idx on student (household_id);
`;

const COMMENTS = `
comment on table worker is 'Persons known to the unions, one row each: members of households, model workers, workers consoled without a file.';
comment on column worker.name is 'Personal data (name); shown masked. Basis: aid by real name; kept as long as the file.';
comment on column worker.id_number_sealed is 'Sensitive personal data (resident ID number), AES-256-GCM; opened by an audited operation with a reason.';
comment on column worker.id_number_hash is 'Keyed hash of the ID number (domain id-number): one person, one row, at most one file.';
comment on column worker.id_number_mask is 'First three and last four characters.';
comment on column worker.phone_sealed is 'Personal data (phone), AES-256-GCM.';
comment on column worker.birth_year is 'Personal data; the full date is only in the sealed ID number, because mask and birthday together give the number away.';
comment on column worker.health_sealed is 'Sensitive personal data (illness), AES-256-GCM; null stands for good health. Basis: separate consent.';
comment on column worker.disability_sealed is 'Sensitive personal data (disability), AES-256-GCM; null for none.';
comment on table student is 'Schooling of members of filed households. Aid to study is filed under the household, never under the student.';
`;
