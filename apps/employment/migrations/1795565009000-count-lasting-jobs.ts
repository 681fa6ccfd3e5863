import { dropRegionWall, rebuildRollupsIn, regionWall } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts persons whose job lasted, after three months as after six, of those helped into work and of all brought into work, start-up
 * hires included (I27); and the last two overlaps of the year's sets.
 */
export class CountLastingJobs1795565009000 implements MigrationInterface {
  readonly name = 'CountLastingJobs1795565009000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table person_year_outcome
        ${COUNTED.map((column) => `add column ${column} text`).join(', ')};
      comment on column person_year_outcome.retained_3m_in is 'Of the re-employed: still in the job after three months (稳定就业三个月).';
      comment on column person_year_outcome.employed_3m_in is 'By any route, start-up hires included: still in the job after three months.';
      comment on column person_year_outcome.employed_6m_in is 'By any route, start-up hires included: still in the job after six months.';`);
    await queryRunner.query(refresh(LASTING));
    await queryRunner.query(contribution(`${KNOWN}, ${ADDED}`));
    await wallOff(queryRunner, [...REGIONS, ...COUNTED]);
    await recount(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(contribution(KNOWN));
    await queryRunner.query(refresh([]));
    await wallOff(queryRunner, REGIONS);
    await queryRunner.query(
      `alter table person_year_outcome ${COUNTED.map((column) => `drop column ${column}`).join(', ')}`,
    );
    await rebuildRollupsIn(queryRunner);
  }
}

const COUNTED = ['retained_3m_in', 'employed_3m_in', 'employed_6m_in'] as const;

/** Regions that count a person, before this. */
const REGIONS = ['trained_in', 'placed_in', 'retained_6m_in', 'startup_hired_in', 'migrant_placed_in', 'employed_in'];

/** Which placements count in each column that is added. */
const LASTING = [
  ['retained_3m_in', 'c.is_aided and c.retained_3m'],
  ['employed_3m_in', 'c.retained_3m'],
  ['employed_6m_in', 'c.retained_6m'],
] as const;

const KNOWN = `
    ('person.trained', r.trained_in), ('person.placed', r.placed_in), ('person.retained_6m', r.retained_6m_in),
    ('person.startup_hired', r.startup_hired_in), ('person.migrant_placed', r.migrant_placed_in),
    ('person.employed', r.employed_in),
    ('person.trained_placed', case when r.trained_in is not null then r.placed_in end),
    ('person.migrant_among_placed', case when r.migrant_placed_in is not null then r.placed_in end)`;

const ADDED = `
    ('person.retained_3m', r.retained_3m_in), ('person.employed_3m', r.employed_3m_in), ('person.employed_6m', r.employed_6m_in),
    ('person.trained_migrant', case when r.trained_in is not null then r.migrant_placed_in end),
    ('person.startup_among_placed', case when r.startup_hired_in is not null then r.placed_in end)`;

const contribution = (metrics: string): string => `
create or replace function person_year_outcome_rollup(r person_year_outcome) returns setof rollup_cell language sql stable as $$
  select o.metric, o.region, '', r.year, '', 1::bigint, 0::bigint
  from (values ${metrics}
  ) o(metric, region)
  where o.region is not null$$;`;

/** The function that recomputes the outcomes of persons and years, with more columns of the placements that last. */
const refresh = (lasting: readonly (readonly [column: string, holds: string])[]): string => `
create or replace function refresh_person_year_outcome(persons uuid[], years integer[]) returns void
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  insert into person_year_outcome (person_id, year)
  select k.person_id, k.year from unnest(persons, years) k(person_id, year) order by k.person_id, k.year
  on conflict on constraint person_year_outcome_pkey do update set year = excluded.year;

  update person_year_outcome o set trained_in = f.trained_in, placed_in = f.placed_in, retained_6m_in = f.retained_6m_in,
    startup_hired_in = f.startup_hired_in, migrant_placed_in = f.migrant_placed_in, employed_in = f.employed_in
    ${lasting.map(([column]) => `, ${column} = f.${column}`).join('')}
  from (
    select k.person_id, k.year, t.trained_in, p.*
    from unnest(persons, years) k(person_id, year)
    cross join lateral (
      select (array_agg(e.region_code order by e.completed_on, e.id))[1] as trained_in
      from enrollment e
      where e.person_id = k.person_id and e.completed_on >= make_date(k.year, 1, 1) and e.completed_on < make_date(k.year + 1, 1, 1)
    ) t
    cross join lateral (
      select ${[
        ['placed_in', 'c.is_aided'],
        ['retained_6m_in', 'c.is_aided and c.retained_6m'],
        ['startup_hired_in', 'c.startup_project_id is not null'],
        ['migrant_placed_in', 'c.is_migrant'],
        ...lasting,
      ]
        .map(
          ([column, holds]) =>
            `(array_agg(c.region_code order by c.placed_on, c.id) filter (where ${holds}))[1] as ${column}`,
        )
        .join(',\n        ')},
        (array_agg(c.region_code order by c.placed_on, c.id))[1] as employed_in
      from (
        select p.*, p.routes && array['TRAINING','REFERRAL','DEMONSTRATION_UNIT'] as is_aided from placement p
        where p.person_id = k.person_id and p.placed_on >= make_date(k.year, 1, 1) and p.placed_on < make_date(k.year + 1, 1, 1)
      ) c
    ) p
  ) f
  where o.person_id = f.person_id and o.year = f.year;
end $$;`;

/** A row is seen in every region that counts its person. */
async function wallOff(queryRunner: QueryRunner, columns: readonly string[]): Promise<void> {
  await dropRegionWall(queryRunner, 'person_year_outcome');
  await regionWall(queryRunner, 'person_year_outcome', { columns });
}

async function recount(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(
    'select refresh_person_year_outcome(array_agg(person_id order by person_id, year), array_agg(year order by person_id, year)) from person_year_outcome',
  );
  await rebuildRollupsIn(queryRunner);
}
