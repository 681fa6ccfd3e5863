import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Autumn scholarships (金秋助学): one per student and academic year, each paid by one disbursement. */
export class CreateScholarshipTable1767225640000 implements MigrationInterface {
  readonly name = 'CreateScholarshipTable1767225640000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(SCHOLARSHIP_GRANT);
    await queryRunner.query(SCHOLARSHIP_GRANT_ROLLUP);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert on scholarship_grant to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function scholarship_grant_rollup(scholarship_grant)');
    await queryRunner.query('drop table scholarship_grant');
  }
}

const SCHOLARSHIP_GRANT = `
create table scholarship_grant (
  id uuid not null,
  student_id uuid not null,
  household_id uuid not null,
  academic_year integer not null,
  region_code text not null,
  level text not null,
  is_migrant boolean not null,
  amount_fen bigint not null,
  disbursement_id uuid not null,
  granted_on date not null,
  constraint scholarship_grant_pkey primary key (id),
  constraint scholarship_grant_student_id_academic_year_unique unique (student_id, academic_year),
  constraint scholarship_grant_disbursement_id_unique unique (disbursement_id),
  constraint scholarship_grant_disbursement_id_fk foreign key (disbursement_id) references disbursement (id),
  constraint scholarship_grant_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint scholarship_grant_level_known check
    (level in ('PRIMARY','JUNIOR','SENIOR','VOCATIONAL','TERTIARY_JUNIOR','UNDERGRADUATE','POSTGRADUATE')),
  constraint scholarship_grant_amount_fen_positive check (amount_fen > 0)
);
create index scholarship_grant_academic_year_idx on scholarship_grant (academic_year, granted_on, id);
comment on table scholarship_grant is 'An autumn scholarship: a student gets one per academic year (I18), for the file of the parent''s household (I29).';
comment on column scholarship_grant.level is 'Level of study when granted; the student''s own level moves on.';
`;

const SCHOLARSHIP_GRANT_ROLLUP = `
create function scholarship_grant_rollup(r scholarship_grant) returns setof rollup_cell language sql stable as $$
  select c.metric, r.region_code, '', r.academic_year, c.key, 1::bigint, r.amount_fen
  from (values ('scholarship.level', r.level, true), ('scholarship.migrant', '', r.is_migrant)) c (metric, key, contributes)
  where c.contributes
$$;
`;
