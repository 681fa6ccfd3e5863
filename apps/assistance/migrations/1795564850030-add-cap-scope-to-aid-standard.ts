import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of whom the year of a standard is counted, a person or a household; and which standard applies to a payment, as SQL (I19). */
export class AddCapScopeToAidStandard1795564850030 implements MigrationInterface {
  readonly name = 'AddCapScopeToAidStandard1795564850030';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(AID_STANDARD);
    await queryRunner.query(APPLICABLE_STANDARD);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant update (version) on aid_standard to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop function applicable_standard(text, text, text, text, date);
      alter table aid_standard drop column cap_scope, drop column version;`);
  }
}

const AID_STANDARD = `
alter table aid_standard
  add column cap_scope text not null default 'PERSON_YEAR',
  add column version integer not null default 1,
  add constraint aid_standard_cap_scope_known check (cap_scope in ('PERSON_YEAR','HOUSEHOLD_YEAR')),
  add constraint aid_standard_version_positive check (version > 0);
comment on column aid_standard.cap_scope is
  'Of whom per_year_fen is counted: the person helped (the student, for aid to study), or the whole household.';
`;

/** Of the standards of the region and those above it the nearest holds, its category's own before the general one, the latest first. */
const APPLICABLE_STANDARD = `
create function applicable_standard(region text, target_group text, purpose text, category text, on_day date)
returns table (standard_id uuid, per_payment_fen bigint, per_year_fen bigint, cap_scope text) language sql stable as $$
  select s.id, s.per_payment_fen, s.per_year_fen, s.cap_scope
  from aid_standard s
  where s.region_code = any (region_and_above($1)) and s.target_group = $2 and s.purpose = $3 and (s.category is null or s.category = $4)
    and s.valid_from <= $5 and (s.valid_to is null or $5 <= s.valid_to)
  order by s.region_code desc, (s.category is null), s.valid_from desc
  limit 1
$$;
comment on function applicable_standard(text, text, text, text, date) is
  'The standard that holds for a payment on a day: of the smallest enclosing region, for its category when there is one. One row, or none.';
`;
