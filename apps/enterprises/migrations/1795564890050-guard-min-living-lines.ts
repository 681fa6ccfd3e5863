import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes minimum-living lines writable by versions: a later line ends the one before; none is changed and none overlaps. */
export class GuardMinLivingLines1795564890050 implements MigrationInterface {
  readonly name = 'GuardMinLivingLines1795564890050';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(GUARD);
    await queryRunner.query(`
      revoke update on min_living_line from ${app};
      grant update (valid_to_on, version) on min_living_line to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      drop trigger min_living_line_guard on min_living_line;
      drop function min_living_line_guard();
      revoke update (valid_to_on, version) on min_living_line from ${app};
      grant update on min_living_line to ${app};`);
  }
}

const GUARD = `
create function min_living_line_guard() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.valid_to_on is not null and old.valid_to_on is distinct from new.valid_to_on then
    raise exception 'a line that has its last day keeps it'
      using errcode = 'check_violation', table = 'min_living_line', constraint = 'min_living_line_end_final';
  end if;
  perform pg_advisory_xact_lock(hashtext('min_living_line'), new.region_code::integer);
  if exists (select from min_living_line l where l.region_code = new.region_code and l.id <> new.id
    and l.valid_from_on <= coalesce(new.valid_to_on, 'infinity') and coalesce(l.valid_to_on, 'infinity') >= new.valid_from_on) then
    raise exception 'lines of a region overlap'
      using errcode = 'exclusion_violation', table = 'min_living_line', constraint = 'min_living_line_no_overlap';
  end if;
  return null;
end $$;
revoke execute on function min_living_line_guard() from public;
create trigger min_living_line_guard after insert or update on min_living_line for each row execute function min_living_line_guard();
comment on function min_living_line_guard() is 'One line per region and day; what was in force stays what it was.';
`;
