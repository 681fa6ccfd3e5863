import { dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of start-ups and assets a second entity beside the one that our own subgraphs keep: how far it came, and nothing of whose it is. */
const PUBLISHED = [
  { table: 'startup_project', facts: 'startup_progress', entity: 'StartupProgress' },
  { table: 'asset_grant', facts: 'asset_progress', entity: 'AssetProgress' },
  { table: 'job_vacancy', facts: 'job_vacancy', entity: 'JobVacancy' },
  { table: 'pilot_city', facts: 'pilot_city', entity: 'PilotShare' },
];

/** Publishes to partner departments how far start-ups and assets came, vacancies, and the money of pilot cities; no person in any of them. */
export class PublishForDepartments1795565120000 implements MigrationInterface {
  readonly name = 'PublishForDepartments1795565120000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PILOT_CITY);
    await queryRunner.query(FACTS);
    for (const published of PUBLISHED) await factTriggers(queryRunner, published);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table, facts } of PUBLISHED) {
      await dropFactTriggers(queryRunner, table, facts);
      await queryRunner.query(`drop function ${facts}_facts(${table})`);
    }
    await queryRunner.query(`
      drop trigger pilot_city_count_changes on pilot_city;
      drop function pilot_city_count_changes();
      alter table pilot_city drop column version, drop column id;`);
  }
}

/** What a city spent is kept by the postings of payments; each of them is a version of the share. */
const PILOT_CITY = `
alter table pilot_city
  add column id uuid not null default gen_random_uuid(),
  add column version integer not null default 1,
  add constraint pilot_city_id_unique unique (id),
  add constraint pilot_city_version_positive check (version > 0);
create function pilot_city_count_changes() returns trigger language plpgsql as $$
begin
  new.version := old.version + 1;
  return new;
end $$;
comment on function pilot_city_count_changes() is 'Gives the share of a city a version for each change of its money.';
create trigger pilot_city_count_changes before update of budget_fen, spent_fen on pilot_city
  for each row execute function pilot_city_count_changes();
`;

const FACTS = `
create function startup_progress_facts(r startup_project) returns jsonb language sql stable as $$
  select jsonb_build_object('year', r.year, 'state', r.state, 'support', r.support, 'appliedOn', r.applied_on,
    'reviewedOn', r.reviewed_on, 'fundedOn', r.funded_on, 'closedOn', r.closed_on)
$$;
comment on function startup_progress_facts(startup_project) is
  'What the start-up office keeps of a project: its state, days and modes of support; neither name nor leader.';
create function asset_progress_facts(r asset_grant) returns jsonb language sql stable as $$
  select jsonb_build_object('pilotId', r.pilot_id, 'state', r.state, 'givenOn', r.given_on, 'endedOn', r.ended_on)
$$;
comment on function asset_progress_facts(asset_grant) is
  'What commerce keeps of a productive asset: its state and days; neither what it is nor who has it.';
create function job_vacancy_facts(r job_vacancy) returns jsonb language sql stable as $$
  select jsonb_build_object('enterpriseId', r.enterprise_id, 'openings', r.openings, 'postedOn', r.posted_on, 'closedOn', r.closed_on)
$$;
comment on function job_vacancy_facts(job_vacancy) is 'What the department of labour keeps of a vacancy: its employer, openings and days; not its text.';
create function pilot_city_facts(r pilot_city) returns jsonb language sql stable as $$
  select jsonb_build_object('pilotId', r.pilot_id, 'budgetFen', r.budget_fen::text,
    'spentFen', r.spent_fen::text)
$$;
comment on function pilot_city_facts(pilot_city) is 'What development and reform keeps of a city in a pilot: its budget and what it spent.';
`;
