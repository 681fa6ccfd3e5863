import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Evidence for autumn scholarships (金秋助学): which school, and whether another fund pays already (I29); the rule that reads
 * it, as SQL for batches; and one scholarship per student and academic year from the moment its payment is filed (I18).
 */
export class CreateStudyEvidenceTable1795564850060 implements MigrationInterface {
  readonly name = 'CreateStudyEvidenceTable1795564850060';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [STUDY_EVIDENCE, ACADEMIC_YEAR, GRANT, REFUSAL]) await queryRunner.query(sql);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select, insert, update (withdrawn_by, withdrawn_at, version) on study_evidence to ${app};
      grant update (revoked_on, version) on scholarship_grant to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(rollup(''));
    await queryRunner.query(`
      drop function scholarship_refusal(uuid, uuid, integer);
      drop index disbursement_student_id_academic_year_unique;
      drop index scholarship_grant_student_id_academic_year_unique;
      alter table scholarship_grant add constraint scholarship_grant_student_id_academic_year_unique unique (student_id, academic_year);
      alter table scholarship_grant drop column revoked_on, drop column version;
      drop function academic_year_of(timestamptz);
      drop table study_evidence;`);
  }
}

const STUDY_EVIDENCE = `
create table study_evidence (
  id uuid not null,
  student_id uuid not null,
  household_id uuid not null,
  region_code text not null,
  academic_year integer not null,
  school_kind text not null,
  is_funded_elsewhere boolean not null,
  document_ref text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  version integer not null default 1,
  constraint study_evidence_pkey primary key (id),
  constraint study_evidence_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint study_evidence_academic_year_plausible check (academic_year between 2000 and 2100),
  constraint study_evidence_school_kind_known check (school_kind in ('ORDINARY','MILITARY','FREE_NORMAL')),
  constraint study_evidence_document_ref_present check (length(btrim(document_ref)) > 0),
  constraint study_evidence_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_by is null)),
  constraint study_evidence_version_positive check (version > 0)
);
create unique index study_evidence_student_id_academic_year_unique on study_evidence (student_id, academic_year) where withdrawn_at is null;
create index study_evidence_household_id_idx on study_evidence (household_id);
comment on table study_evidence is
  'What was seen of a student''s schooling for one academic year: letter of admission, kind of school, other funding (I29). Wrong evidence is withdrawn, not deleted.';
comment on column study_evidence.student_id is 'Personal data by reference: lawful basis is the aid procedure; kept as long as the ledger.';
`;

const ACADEMIC_YEAR = `
create function academic_year_of(at timestamptz) returns integer language sql immutable as $$
  select extract(year from (at at time zone 'Asia/Shanghai') - interval '6 months')::int
$$;
comment on function academic_year_of(timestamptz) is
  'Academic year (学年) of an instant in Asia/Shanghai, by the calendar year it begins in: from 1 July, when letters of admission arrive, to 30 June.';
`;

const REFUSAL = `
create function scholarship_refusal(student uuid, household uuid, academic_year integer) returns text language sql stable as $$
  select case
    when s.id is null then 'STUDENT_KNOWN'
    when s.household_id is distinct from $2 then 'STUDENT_OF_HOUSEHOLD'
    when e.id is null then 'STUDY_EVIDENCE'
    when e.school_kind in ('MILITARY','FREE_NORMAL') then 'SCHOOL_KIND'
    when e.is_funded_elsewhere then 'FUNDED_ELSEWHERE'
    when exists (select from scholarship_grant g where g.student_id = $1 and g.academic_year = $3 and g.revoked_on is null)
      then 'SCHOLARSHIP_ONCE_A_YEAR'
  end
  from (select $1 as id) asked
    left join student_projection s on s.id = asked.id
    left join study_evidence e on e.student_id = asked.id and e.academic_year = $3 and e.withdrawn_at is null
$$;
comment on function scholarship_refusal(uuid, uuid, integer) is
  'The rule that a scholarship breaks (I18, I29), null when it breaks none: the student''s file is of the household, the school is not free, nobody else pays.';
`;

/** The rollup of scholarships, with more conditions for what counts. */
const rollup = (condition: string): string => `
create or replace function scholarship_grant_rollup(r scholarship_grant) returns setof rollup_cell language sql stable as $$
  select c.metric, r.region_code, '', r.academic_year, c.key, 1::bigint, r.amount_fen
  from (values ('scholarship.level', r.level, true), ('scholarship.migrant', '', r.is_migrant)) c (metric, key, contributes)
  where c.contributes${condition}
$$;`;

const GRANT = `
alter table scholarship_grant
  add column revoked_on date,
  add column version integer not null default 1,
  add constraint scholarship_grant_revoked_on_after_grant check (revoked_on is null or revoked_on >= granted_on),
  add constraint scholarship_grant_version_positive check (version > 0);
comment on column scholarship_grant.revoked_on is 'Day on which its payment was reversed; the student may then be granted another for the year.';
alter table scholarship_grant drop constraint scholarship_grant_student_id_academic_year_unique;
create unique index scholarship_grant_student_id_academic_year_unique on scholarship_grant (student_id, academic_year) where revoked_on is null;
create unique index disbursement_student_id_academic_year_unique on disbursement (student_id, academic_year_of(filed_at))
  where student_id is not null and purpose = 'STUDY' and top_up_of_id is null and status not in ('RELEASED','REVERSED');
${rollup(' and r.revoked_on is null')}
`;
