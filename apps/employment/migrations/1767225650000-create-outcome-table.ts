import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Distinct persons, exact at commit (I27). One row per person and year says which outcomes the person reached and in which
 * region each counts: that of the earliest training or placement that brought it, so cities add up to the province. Triggers on
 * `enrollment` and `placement` first lock the rows of the persons concerned, in order, and then recompute them: of two
 * transactions about one person the second waits, and sees what the first committed.
 */
export class CreateOutcomeTable1767225650000 implements MigrationInterface {
  readonly name = 'CreateOutcomeTable1767225650000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PERSON_YEAR_OUTCOME);
    await queryRunner.query(REFRESH);
    for (const [table, day] of SOURCES) await queryRunner.query(triggers(table, day));
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select on person_year_outcome to ${app}`);
    await queryRunner.query('revoke execute on function refresh_person_year_outcome(uuid[], integer[]) from public');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const [table] of SOURCES) {
      for (const event of EVENTS) await queryRunner.query(`drop trigger ${table}_outcome_${event} on ${table}`);
      await queryRunner.query(`drop function ${table}_outcome_change()`);
    }
    await queryRunner.query('drop function refresh_person_year_outcome(uuid[], integer[])');
    await queryRunner.query('drop table person_year_outcome');
  }
}

/** Tables that bring outcomes, each with the date that says in which year. */
const SOURCES = [
  ['enrollment', 'completed_on'],
  ['placement', 'placed_on'],
] as const;

const EVENTS = ['insert', 'update', 'delete'] as const;

const PERSON_YEAR_OUTCOME = `
create table person_year_outcome (
  person_id uuid not null,
  year integer not null,
  trained_in text,
  placed_in text,
  retained_6m_in text,
  startup_hired_in text,
  migrant_placed_in text,
  employed_in text,
  constraint person_year_outcome_pkey primary key (person_id, year)
);
comment on table person_year_outcome is
  'What a person reached in a year, each outcome with the region that counts it or null. Written by triggers alone.';
comment on column person_year_outcome.trained_in is 'Completed a training (培训).';
comment on column person_year_outcome.placed_in is 'Re-employed by training, referral or a demonstration unit (实现再就业).';
comment on column person_year_outcome.retained_6m_in is 'Of the re-employed: still in the job after six months (稳定就业六个月).';
comment on column person_year_outcome.startup_hired_in is 'Taken on by a start-up project (创业吸纳就业).';
comment on column person_year_outcome.migrant_placed_in is 'A migrant worker brought into work by any route (农民工就业).';
comment on column person_year_outcome.employed_in is 'Brought into work by any route.';
`;

/** Index lookups are forced: a bulk load comes before the first ANALYZE, when the planner takes the tables for empty. */
const REFRESH = `
create function refresh_person_year_outcome(persons uuid[], years integer[]) returns void
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  insert into person_year_outcome (person_id, year)
  select k.person_id, k.year from unnest(persons, years) k(person_id, year) order by k.person_id, k.year
  on conflict on constraint person_year_outcome_pkey do update set year = excluded.year;

  update person_year_outcome o set trained_in = f.trained_in, placed_in = f.placed_in, retained_6m_in = f.retained_6m_in,
    startup_hired_in = f.startup_hired_in, migrant_placed_in = f.migrant_placed_in, employed_in = f.employed_in
  from (
    select k.person_id, k.year, t.trained_in, p.*
    from unnest(persons, years) k(person_id, year)
    cross join lateral (
      select (array_agg(e.region_code order by e.completed_on, e.id))[1] as trained_in
      from enrollment e
      where e.person_id = k.person_id and e.completed_on >= make_date(k.year, 1, 1) and e.completed_on < make_date(k.year + 1, 1, 1)
    ) t
    cross join lateral (
      select
        (array_agg(c.region_code order by c.placed_on, c.id) filter (where c.is_aided))[1] as placed_in,
        (array_agg(c.region_code order by c.placed_on, c.id) filter (where c.is_aided and c.retained_6m))[1] as retained_6m_in,
        (array_agg(c.region_code order by c.placed_on, c.id) filter (where c.startup_project_id is not null))[1] as startup_hired_in,
        (array_agg(c.region_code order by c.placed_on, c.id) filter (where c.is_migrant))[1] as migrant_placed_in,
        (array_agg(c.region_code order by c.placed_on, c.id))[1] as employed_in
      from (
        select p.*, p.routes && array['TRAINING','REFERRAL','DEMONSTRATION_UNIT'] as is_aided from placement p
        where p.person_id = k.person_id and p.placed_on >= make_date(k.year, 1, 1) and p.placed_on < make_date(k.year + 1, 1, 1)
      ) c
    ) p
  ) f
  where o.person_id = f.person_id and o.year = f.year;
end $$;
comment on function refresh_person_year_outcome(uuid[], integer[]) is
  'Locks the outcome rows of these persons and years (in order) and recomputes them from enrollments and placements.';
`;

const triggers = (table: string, day: string): string => {
  const changed = (rows: string): string =>
    `select person_id, extract(year from ${day})::integer as year from ${rows} where ${day} is not null`;
  const refresh = (source: string): string => `
    select array_agg(c.person_id order by c.person_id, c.year), array_agg(c.year order by c.person_id, c.year)
    into persons, years from (select distinct person_id, year from (${source}) all_changed) c;`;
  return `
create function ${table}_outcome_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  persons uuid[];
  years integer[];
begin
  if tg_op = 'INSERT' then ${refresh(changed('new_rows'))}
  elsif tg_op = 'DELETE' then ${refresh(changed('old_rows'))}
  else ${refresh(`${changed('new_rows')} union all ${changed('old_rows')}`)}
  end if;
  if persons is not null then
    perform refresh_person_year_outcome(persons, years);
  end if;
  return null;
end $$;
create trigger ${table}_outcome_insert after insert on ${table}
  referencing new table as new_rows for each statement execute function ${table}_outcome_change();
create trigger ${table}_outcome_update after update on ${table}
  referencing new table as new_rows old table as old_rows for each statement execute function ${table}_outcome_change();
create trigger ${table}_outcome_delete after delete on ${table}
  referencing old table as old_rows for each statement execute function ${table}_outcome_change();`;
};
