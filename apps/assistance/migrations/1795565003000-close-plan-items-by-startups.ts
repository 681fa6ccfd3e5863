import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets measures of a plan be start-ups (扶持创业) and productive assets (生产资料): they close when the project is funded and when the asset is
 * handed over. What is taken back opens its measure again. The feed of employment is read from its snapshot once more: projects and
 * assets are kept from now on.
 */
export class ClosePlanItemsByStartups1795565003000 implements MigrationInterface {
  readonly name = 'ClosePlanItemsByStartups1795565003000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(kinds([...KINDS, 'STARTUP', 'ASSET']));
    await queryRunner.query(RECORD);
    await queryRunner.query(SETTLING);
    await queryRunner.query(`update projection_cursor set cursor = null where source = 'employment'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(CLOSING_BEFORE);
    await queryRunner.query(RECORD_BEFORE);
    await queryRunner.query(kinds(KINDS, 'not valid'));
  }
}

const KINDS = [
  ...['POLICY', 'JOB', 'INFORMATION', 'CONSOLATION_MONEY', 'LIVING_AID', 'MEDICAL_AID', 'STUDY_AID', 'LEGAL_AID'],
  ...['TRAINING', 'SOCIAL_INSURANCE'],
];

const kinds = (known: readonly string[], validity = ''): string =>
  ['plan_item', 'measure_rule']
    .map(
      (table) => `
alter table ${table} drop constraint ${table}_kind_known,
  add constraint ${table}_kind_known check (kind in (${known.map((kind) => `'${kind}'`).join(', ')})) ${validity};`,
    )
    .join('');

const RECORD = `
alter table employment_record_projection
  add column startup_state text,
  add column funded_on date,
  add column asset_state text,
  add column given_on date,
  drop constraint employment_record_projection_one_kind,
  add constraint employment_record_projection_one_kind check (
    num_nonnulls(placed_on, session_id, startup_state, asset_state) = 1
    and (state is null) = (session_id is null) and (state is distinct from 'COMPLETED' or completed_on is not null)
    and (completed_on is null or session_id is not null)
    and (funded_on is null or startup_state is not null)
    and (given_on is null) = (asset_state is null));
comment on table employment_record_projection is
  'Projection of placements, persons in training, start-up projects and productive assets (owner: employment): what shows that a measure of a plan was delivered.';
comment on column employment_record_projection.startup_state is 'State of a start-up project, in the words of employment; it tells the kinds apart.';
comment on column employment_record_projection.asset_state is 'State of a productive asset, in the words of employment; it tells the kinds apart.';

create function employment_record_done_on(r employment_record_projection) returns date language sql immutable as $$
  select case
    when r.session_id is not null then case when r.state = 'COMPLETED' then r.completed_on end
    when r.startup_state is not null then case when r.startup_state in ('FUNDED','OPERATING','CLOSED') then r.funded_on end
    when r.asset_state is not null then case when r.asset_state in ('GIVEN','IN_USE','WRITTEN_OFF') then r.given_on end
    else r.placed_on end
$$;
comment on function employment_record_done_on(employment_record_projection) is
  'Day on which a record of employment delivered what it is for; null before that, and once it was taken back or passed on.';
`;

const BY_SYSTEM = `'{"subject":"system:employment","role":"admin","readPrefixes":[],"writePrefixes":[],"unionId":null,"department":null,"scopes":[],"subgraph":null}'`;

/** Whoever names a record holds the lock in common, whoever brings some holds it alone, so that the later of the two sees the other's rows. */
const SETTLING = `
create or replace function queue_item_closing(refs uuid[]) returns void language sql as $$
  insert into job (id, kind, subject_id, region_code, state, viewer, created_at)
  select gen_random_uuid(), 'planItem.close', i.id, p.region_code, 'QUEUED', ${BY_SYSTEM}, now()
  from plan_item i
  join aid_plan p on p.id = i.plan_id and p.status = 'ACTIVE'
  join employment_record_projection e on e.id = i.employment_ref and employment_record_done_on(e) is not null
  where i.state = 'IN_PROGRESS' and i.employment_ref = any(refs)
$$;

create function queue_item_reopening(refs uuid[]) returns void language sql as $$
  insert into job (id, kind, subject_id, region_code, state, viewer, created_at)
  select gen_random_uuid(), 'planItem.reopen', i.id, p.region_code, 'QUEUED', ${BY_SYSTEM}, now()
  from plan_item i
  join aid_plan p on p.id = i.plan_id and p.status = 'ACTIVE'
  join employment_record_projection e on e.id = i.employment_ref and employment_record_done_on(e) is null
  where i.state = 'DONE' and i.employment_ref = any(refs)
$$;
comment on function queue_item_reopening(uuid[]) is 'Queues an act of the system for each measure that was done by a record of employment that stands no more.';

create or replace function employment_record_arrived() returns trigger language plpgsql as $$
declare
  arrived uuid[] := array(select id from new_rows);
begin
  perform pg_advisory_xact_lock(hashtext('employment_record'));
  perform queue_item_closing(arrived);
  perform queue_item_reopening(arrived);
  return null;
end $$;
comment on function employment_record_arrived() is 'Closes measures of plans by what the feed of employment brought, and opens those again whose record stands no more.';
`;

const CLOSING_BEFORE = `
create or replace function queue_item_closing(refs uuid[]) returns void language sql as $$
  insert into job (id, kind, subject_id, region_code, state, viewer, created_at)
  select gen_random_uuid(), 'planItem.close', i.id, p.region_code, 'QUEUED', ${BY_SYSTEM}, now()
  from plan_item i
  join aid_plan p on p.id = i.plan_id and p.status = 'ACTIVE'
  join employment_record_projection e on e.id = i.employment_ref and (e.session_id is null or e.state = 'COMPLETED')
  where i.state = 'IN_PROGRESS' and i.employment_ref = any(refs)
$$;

create or replace function employment_record_arrived() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('employment_record'));
  perform queue_item_closing(array(select id from new_rows where session_id is null or state = 'COMPLETED'));
  return null;
end $$;
comment on function employment_record_arrived() is 'Closes measures of plans by what the feed of employment brought.';
drop function queue_item_reopening(uuid[]);
`;

const RECORD_BEFORE = `
drop function employment_record_done_on(employment_record_projection);
delete from employment_record_projection where startup_state is not null or asset_state is not null;
alter table employment_record_projection
  drop constraint employment_record_projection_one_kind,
  drop column startup_state, drop column funded_on, drop column asset_state, drop column given_on,
  add constraint employment_record_projection_one_kind check (case when session_id is null
    then placed_on is not null and state is null and completed_on is null
    else placed_on is null and state is not null and (state <> 'COMPLETED' or completed_on is not null) end);
comment on table employment_record_projection is
  'Projection of placements and of persons in training (owner: employment): what shows that a measure of a plan was delivered.';
`;
