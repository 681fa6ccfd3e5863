import { applicationRole } from '@nuan/database';
import type { QueryRunner } from 'typeorm';

const AUDIT = `
create table audit_entry (
  seq bigint not null,
  id uuid not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  actor text not null,
  role text not null,
  action text not null,
  region_code text,
  subject_kinds text[] not null,
  subject_ids uuid[] not null,
  detail jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  constraint audit_entry_pkey primary key (seq),
  constraint audit_entry_id_unique unique (id),
  constraint audit_entry_action_form check (action ~ '^[a-zA-Z]+(\\.[a-zA-Z]+)+$'),
  constraint audit_entry_hash_size check (octet_length(hash) = 32 and octet_length(previous_hash) = 32)
);
create index audit_entry_subject_ids_idx on audit_entry using gin (subject_ids);
create index audit_entry_actor_idx on audit_entry (actor, action, happened_at);
create index audit_entry_region_code_idx on audit_entry (region_code, seq);
comment on table audit_entry is
  'Who did what to whom: one row per act, in the act''s own transaction, each row hashed over the row before it. Appended only, by append_audit.';
comment on column audit_entry.happened_at is 'Instant by the domain''s clock.';
comment on column audit_entry.recorded_at is 'Instant by the server''s clock.';
comment on column audit_entry.subject_ids is 'Ids of what the act touched or showed. Personal data by reference; kept as long as the audit.';
comment on column audit_entry.detail is 'Enum values, ids, amounts and reasons; never personal data.';

create table audit_head (
  one boolean not null default true,
  seq bigint not null,
  hash bytea not null,
  constraint audit_head_pkey primary key (one),
  constraint audit_head_one check (one)
);
insert into audit_head (seq, hash) values (0, sha256('nuan'));
comment on table audit_head is 'End of the audit chain; its lock, taken last before commit, orders the acts.';

create function audit_content(e audit_entry) returns bytea language sql stable as $$
  select convert_to(jsonb_build_array(e.seq, e.id, extract(epoch from e.happened_at), extract(epoch from e.recorded_at), e.actor, e.role,
    e.action, e.region_code, e.subject_kinds, e.subject_ids, e.detail)::text, 'UTF8')
$$;
comment on function audit_content(audit_entry) is 'What the hash of a row covers, beside the hash of the row before it.';

create function append_audit(entry_id uuid, at timestamptz, by_actor text, as_role text, did text, in_region text, kinds text[], ids uuid[], facts jsonb)
returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  head audit_head;
  entry audit_entry;
begin
  select * into strict head from audit_head for update;
  entry.seq := head.seq + 1;
  entry.id := entry_id;
  entry.happened_at := at;
  entry.recorded_at := clock_timestamp();
  entry.actor := by_actor;
  entry.role := as_role;
  entry.action := did;
  entry.region_code := in_region;
  entry.subject_kinds := kinds;
  entry.subject_ids := ids;
  entry.detail := facts;
  entry.previous_hash := head.hash;
  entry.hash := sha256(head.hash || audit_content(entry));
  insert into audit_entry values (entry.*);
  update audit_head set seq = entry.seq, hash = entry.hash;
  delete from audit_due where xid = pg_current_xact_id();
  return entry.seq;
end $$;
comment on function append_audit(uuid, timestamptz, text, text, text, text, text[], uuid[], jsonb) is
  'Appends one row to the audit chain and settles what this transaction owes. Call it last: it holds the end of the chain until commit.';

create table audit_due (
  xid xid8 not null,
  constraint audit_due_pkey primary key (xid)
);
comment on table audit_due is 'Transactions that wrote and haven''t appended their audit row; empty outside running transactions.';

create function audit_due_mark() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- The owner migrates and loads, and says so in bulk_load.
  if session_user like '%\\_app' then
    insert into audit_due (xid) values (pg_current_xact_id()) on conflict on constraint audit_due_pkey do nothing;
  end if;
  return null;
end $$;

create function audit_due_settled() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from audit_due where xid = new.xid) then
    raise exception 'a write must append its audit row in the same transaction'
      using errcode = 'check_violation', table = 'audit_due', constraint = 'audit_due_settled';
  end if;
  return null;
end $$;
create constraint trigger audit_due_settled after insert on audit_due deferrable initially deferred
  for each row execute function audit_due_settled();
`;

const CHANGE = `
create table change (
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  entity text collate "C" not null,
  entity_id uuid not null,
  version bigint not null,
  region_code text collate "C",
  facts jsonb not null,
  changed_at timestamptz not null default now(),
  constraint change_pkey primary key (xid, id),
  constraint change_version_positive check (version > 0)
);
comment on table change is
  'Change feed: facts that others keep of our entities, appended in the writer''s transaction by the triggers of factTriggers. Never people.';
comment on column change.xid is 'The writing transaction: readers take only rows below the oldest one still running, so a late commit is never skipped.';
`;

const WORK = `
create table idempotency_key (
  actor text not null,
  action text not null,
  key text not null,
  request_hash bytea not null,
  result_id uuid,
  made_at timestamptz not null default now(),
  constraint idempotency_key_pkey primary key (actor, action, key),
  constraint idempotency_key_form check (length(key) between 8 and 200)
);
comment on table idempotency_key is 'Keys of creating requests: the same key of the same caller is the same row. Kept for good.';

create table job (
  id uuid not null,
  kind text not null,
  subject_id uuid not null,
  region_code text,
  state text not null,
  viewer jsonb not null,
  cursor jsonb,
  done bigint not null default 0,
  total bigint,
  failed bigint not null default 0,
  message text,
  attempts integer not null default 0,
  not_before timestamptz not null default now(),
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  constraint job_pkey primary key (id),
  constraint job_state_known check (state in ('QUEUED','RUNNING','DONE','FAILED','CANCELLED')),
  constraint job_finished_whole check ((finished_at is not null) = (state in ('DONE','FAILED','CANCELLED'))),
  constraint job_counts_not_negative check (done >= 0 and failed >= 0 and attempts >= 0)
);
create index job_runnable_idx on job (created_at, id) where state in ('QUEUED','RUNNING');
create index job_subject_id_idx on job (subject_id, created_at);
comment on table job is 'Long work in steps. The cursor moves in the transaction of the step, so a crash repeats nothing and loses nothing.';
comment on column job.viewer is 'Who started it, with the rights the caller had then; every step acts and is audited as this caller.';

create table derived_table (
  name text not null,
  rebuild text not null,
  constraint derived_table_pkey primary key (name),
  constraint derived_table_rebuild_form check (rebuild ~ '^[a-z][a-z0-9_]*$')
);
comment on table derived_table is 'Tables that triggers keep, each with the function that refills it from the rows; a bulk load calls them.';
`;

const DROP = `
drop table derived_table, job, idempotency_key, change;
drop function append_audit(uuid, timestamptz, text, text, text, text, text[], uuid[], jsonb);
drop table audit_due;
drop function audit_due_settled();
drop function audit_due_mark();
drop function audit_content(audit_entry);
drop table audit_head, audit_entry;
`;

/**
 * The tables behind every write: audit chain, change feed, idempotency keys, jobs. Once per subgraph, in one migration.
 * The application role reads them and appends; it can neither change nor delete a row of audit or feed.
 */
export async function factsFoundation(queryRunner: QueryRunner): Promise<void> {
  const app = await applicationRole(queryRunner);
  for (const sql of [AUDIT, CHANGE, WORK]) await queryRunner.query(sql);
  await queryRunner.query(`
    revoke execute on function append_audit(uuid, timestamptz, text, text, text, text, text[], uuid[], jsonb) from public;
    grant execute on function append_audit(uuid, timestamptz, text, text, text, text, text[], uuid[], jsonb) to ${app};
    grant select on audit_entry, audit_head, change, derived_table to ${app};
    grant select, insert, update (result_id) on idempotency_key to ${app};
    grant select, insert, update on job to ${app};`);
}

/** The exact reverse of {@link factsFoundation}, for `down`. */
export async function dropFactsFoundation(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(DROP);
}
