import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What assistance keeps of employment, to know whose job or training a measure of a plan names. Facts of employment that complete a
 * measure queue a job that closes it. The feed of workers is read from its snapshot again: persons are kept from now on.
 */
export class FollowEmployment1795564897100 implements MigrationInterface {
  readonly name = 'FollowEmployment1795564897100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(WORKER);
    await queryRunner.query(RECORD);
    await queryRunner.query(CLOSING);
    await queryRunner.query(`update projection_cursor set cursor = null where source = 'workers'`);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(
      `grant select, insert, update, delete on worker_projection, employment_record_projection to ${app}`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index plan_item_employment_ref_idx;
      drop table employment_record_projection;
      drop function employment_record_arrived();
      drop function queue_item_closing(uuid[]);
      drop table worker_projection;`);
  }
}

const WORKER = `
create table worker_projection (
  id uuid not null,
  region_code text not null,
  household_id uuid,
  source_version bigint not null,
  projected_at timestamptz not null default now(),
  constraint worker_projection_pkey primary key (id),
  constraint worker_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint worker_projection_source_version_positive check (source_version > 0)
);
comment on table worker_projection is
  'Projection of the person (owner: workers): of which household, to check whose job or training a plan names. Rebuilt from the owner''s change feed.';
comment on column worker_projection.household_id is 'Personal data by reference: lawful basis is the aid procedure; kept as long as the owner keeps the person.';
comment on column worker_projection.source_version is 'Version of the person this row was taken from; a lower one is never applied.';
`;

const RECORD = `
create table employment_record_projection (
  id uuid not null,
  region_code text not null,
  person_id uuid not null,
  placed_on date,
  session_id uuid,
  state text,
  completed_on date,
  source_version bigint not null,
  projected_at timestamptz not null default now(),
  constraint employment_record_projection_pkey primary key (id),
  constraint employment_record_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint employment_record_projection_one_kind check (case when session_id is null
    then placed_on is not null and state is null and completed_on is null
    else placed_on is null and state is not null and (state <> 'COMPLETED' or completed_on is not null) end),
  constraint employment_record_projection_source_version_positive check (source_version > 0)
);
comment on table employment_record_projection is
  'Projection of placements and of persons in training (owner: employment): what shows that a measure of a plan was delivered.';
comment on column employment_record_projection.person_id is
  'Personal data by reference: lawful basis is the aid procedure; kept as long as the owner keeps the record.';
comment on column employment_record_projection.source_version is 'Version of the record this row was taken from; a lower one is never applied.';
`;

/**
 * A measure may name its record before or after the feed brings the completion. Whoever names one holds the lock in common, whoever
 * brings some holds it alone, so that the later of the two sees the other's rows.
 */
const CLOSING = `
create index plan_item_employment_ref_idx on plan_item (employment_ref) where employment_ref is not null;

create function queue_item_closing(refs uuid[]) returns void language sql as $$
  insert into job (id, kind, subject_id, region_code, state, viewer, created_at)
  select gen_random_uuid(), 'planItem.close', i.id, p.region_code, 'QUEUED',
    '{"subject":"system:employment","role":"admin","readPrefixes":[],"writePrefixes":[],"unionId":null,"department":null,"scopes":[],"subgraph":null}',
    now()
  from plan_item i
  join aid_plan p on p.id = i.plan_id and p.status = 'ACTIVE'
  join employment_record_projection e on e.id = i.employment_ref and (e.session_id is null or e.state = 'COMPLETED')
  where i.state = 'IN_PROGRESS' and i.employment_ref = any(refs)
$$;
comment on function queue_item_closing(uuid[]) is 'Queues an act of the system for each measure under way that names a record of employment that is complete.';

create function employment_record_arrived() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('employment_record'));
  perform queue_item_closing(array(select id from new_rows where session_id is null or state = 'COMPLETED'));
  return null;
end $$;
comment on function employment_record_arrived() is 'Closes measures of plans by what the feed of employment brought.';
create trigger employment_record_projection_insert after insert on employment_record_projection
  referencing new table as new_rows for each statement execute function employment_record_arrived();
create trigger employment_record_projection_update after update on employment_record_projection
  referencing new table as new_rows for each statement execute function employment_record_arrived();
`;
