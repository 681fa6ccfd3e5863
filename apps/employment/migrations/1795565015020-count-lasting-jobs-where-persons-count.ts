import { rebuildRollupsIn } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts whose job lasted in the region that counts the person as re-employed, or as brought into work: who first found work in one county
 * and stayed in a job of another was counted as placed here and as lasting there, and of a county's placed more could last than were placed.
 */
export class CountLastingJobsWherePersonsCount1795565015020 implements MigrationInterface {
  readonly name = 'CountLastingJobsWherePersonsCount1795565015020';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(refresh(LASTING_OF_PERSON));
    await recount(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(refresh(LASTING_OF_JOB));
    await recount(queryRunner);
  }
}

type Counted = readonly (readonly [column: string, region: string])[];

/** The region of the earliest placement of those. */
const first = (holds?: string): string =>
  `(array_agg(c.region_code order by c.placed_on, c.id)${holds === undefined ? '' : ` filter (where ${holds})`})[1]`;

const PLACED = first('c.is_aided');
const EMPLOYED = first();

/** In the region that counts the person. */
const LASTING_OF_PERSON: Counted = [
  ['retained_6m_in', `case when bool_or(c.is_aided and c.retained_6m) then ${PLACED} end`],
  ['retained_3m_in', `case when bool_or(c.is_aided and c.retained_3m) then ${PLACED} end`],
  ['employed_3m_in', `case when bool_or(c.retained_3m) then ${EMPLOYED} end`],
  ['employed_6m_in', `case when bool_or(c.retained_6m) then ${EMPLOYED} end`],
];

/** In the region of the job, as before this. */
const LASTING_OF_JOB: Counted = [
  ['retained_6m_in', first('c.is_aided and c.retained_6m')],
  ['retained_3m_in', first('c.is_aided and c.retained_3m')],
  ['employed_3m_in', first('c.retained_3m')],
  ['employed_6m_in', first('c.retained_6m')],
];

const OTHERS: Counted = [
  ['placed_in', PLACED],
  ['startup_hired_in', first('c.startup_project_id is not null')],
  ['migrant_placed_in', first('c.is_migrant')],
  ['employed_in', EMPLOYED],
];

/** The function that recomputes the outcomes of persons and years. */
const refresh = (lasting: Counted): string => {
  const counted = [...OTHERS, ...lasting];
  return `
create or replace function refresh_person_year_outcome(persons uuid[], years integer[]) returns void
language plpgsql security definer set search_path = public, pg_temp set enable_seqscan = off as $$
begin
  insert into person_year_outcome (person_id, year)
  select k.person_id, k.year from unnest(persons, years) k(person_id, year) order by k.person_id, k.year
  on conflict on constraint person_year_outcome_pkey do update set year = excluded.year;

  update person_year_outcome o set trained_in = f.trained_in,
    ${counted.map(([column]) => `${column} = f.${column}`).join(', ')}
  from (
    select k.person_id, k.year, t.trained_in, p.*
    from unnest(persons, years) k(person_id, year)
    cross join lateral (
      select (array_agg(e.region_code order by e.completed_on, e.id))[1] as trained_in
      from enrollment e
      where e.person_id = k.person_id and e.completed_on >= make_date(k.year, 1, 1) and e.completed_on < make_date(k.year + 1, 1, 1)
    ) t
    cross join lateral (
      select ${counted.map(([column, region]) => `${region} as ${column}`).join(',\n        ')}
      from (
        select p.*, p.routes && array['TRAINING','REFERRAL','DEMONSTRATION_UNIT'] as is_aided from placement p
        where p.person_id = k.person_id and p.placed_on >= make_date(k.year, 1, 1) and p.placed_on < make_date(k.year + 1, 1, 1)
      ) c
    ) p
  ) f
  where o.person_id = f.person_id and o.year = f.year;
end $$;`;
};

async function recount(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(
    'select refresh_person_year_outcome(array_agg(person_id order by person_id, year), array_agg(year order by person_id, year)) from person_year_outcome',
  );
  await rebuildRollupsIn(queryRunner);
}
