import { FaultError } from '@nuan/errors';
import type { QueryRunner } from 'typeorm';

/** One aggregate cell: how many, and how much money, for a metric in a region, campaign and year under a key. */
const CELL_COLUMNS = `metric text, region_code text, campaign text, year integer, key text, n bigint, amount_fen bigint`;

const STORED_CELL = `
  metric text collate "C" not null,
  region_code text collate "C" not null,
  campaign text collate "C" not null,
  year integer not null,
  key text collate "C" not null,
  n bigint not null,
  amount_fen bigint not null`;

const FOUNDATION = `
create type rollup_cell as (${CELL_COLUMNS});

create table rollup_counter (${STORED_CELL},
  constraint rollup_counter_pkey primary key (metric, region_code, campaign, year, key)
);
comment on table rollup_counter is 'Aggregates of the rows, up to the last fold; add rollup_delta for the present state.';
comment on column rollup_counter.campaign is 'Campaign code; empty when the metric belongs to none.';
comment on column rollup_counter.year is 'Calendar year in Asia/Shanghai; 0 when the metric has none.';
comment on column rollup_counter.key is 'What the metric is broken down by; empty for a total.';

create table rollup_delta (
  id bigint generated always as identity,${STORED_CELL},
  constraint rollup_delta_pkey primary key (id)
);
comment on table rollup_delta is 'Changes of aggregates, appended in the transaction of the rows they come from; fold_rollup moves them into rollup_counter.';

create table bulk_load (
  id uuid not null,
  kind text not null,
  scale numeric not null,
  seed bigint not null,
  counts jsonb not null,
  checksum text not null,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  constraint bulk_load_pkey primary key (id),
  constraint bulk_load_kind_unique unique (kind)
);
comment on table bulk_load is 'Bulk loads, one audited row each instead of an audit row per loaded row; written in the transaction of the load.';

create table projection_cursor (
  source text not null,
  cursor text,
  applied_at timestamptz not null,
  constraint projection_cursor_pkey primary key (source)
);
comment on table projection_cursor is 'How far the change feed of each owning subgraph has been applied; moved in the transaction that applies a page.';
comment on column projection_cursor.cursor is 'Opaque position in the feed of the source; null before the first page.';

create function fold_rollup() returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  folded bigint;
begin
  -- One folder at a time; another that runs already does this work, so there is nothing to wait for.
  if not pg_try_advisory_xact_lock(7364002) then
    return 0;
  end if;
  with gone as (
    delete from rollup_delta returning metric, region_code, campaign, year, key, n, amount_fen
  ), summed as (
    select metric, region_code, campaign, year, key, sum(n)::bigint as n, sum(amount_fen)::bigint as amount_fen, count(*) as deltas
    from gone group by metric, region_code, campaign, year, key
  ), stored as (
    insert into rollup_counter as c (metric, region_code, campaign, year, key, n, amount_fen)
    select metric, region_code, campaign, year, key, n, amount_fen from summed
    on conflict on constraint rollup_counter_pkey
    do update set n = c.n + excluded.n, amount_fen = c.amount_fen + excluded.amount_fen
  )
  select coalesce(sum(deltas), 0)::bigint into folded from summed;
  if folded > 0 then
    delete from rollup_counter where n = 0 and amount_fen = 0;
  end if;
  return folded;
end $$;
comment on function fold_rollup() is 'Moves committed deltas into the counters in one transaction; returns how many. Exact beside concurrent writers and readers.';
`;

const DROP_FOUNDATION = `
drop function fold_rollup();
drop table projection_cursor;
drop table bulk_load;
drop table rollup_delta;
drop table rollup_counter;
drop type rollup_cell;
`;

/**
 * The tables that every subgraph's database begins with: rollups, bulk loads, cursors of projections. Called first in a
 * subgraph's first migration. The application role may read all of it, move cursors and fold deltas; rollups change
 * through triggers only.
 */
export async function foundation(queryRunner: QueryRunner): Promise<void> {
  const app = await applicationRole(queryRunner);
  await queryRunner.query(FOUNDATION);
  await queryRunner.query(`
    grant select on rollup_counter, rollup_delta, bulk_load, schema_migration to ${app};
    grant select, insert, update on projection_cursor to ${app};
    revoke execute on function fold_rollup() from public;
    grant execute on function fold_rollup() to ${app};
  `);
}

/** The exact reverse of {@link foundation}, for `down`. */
export async function dropFoundation(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`revoke select on schema_migration from ${await applicationRole(queryRunner)}`);
  await queryRunner.query(DROP_FOUNDATION);
}

/**
 * The application role of the database being migrated, ready to stand in SQL: `nuan_workers_owner` migrates for
 * `nuan_workers_app`.
 * @throws FaultError when the migrating role isn't an owner role.
 */
export async function applicationRole(queryRunner: QueryRunner): Promise<string> {
  const [row] = (await queryRunner.query('select current_user as owner')) as { owner: string }[];
  const match = /^(nuan_[a-z_]+)_owner$/.exec(row?.owner ?? '');
  if (!match) {
    throw new FaultError(`migrations run as nuan_<name>_owner, but the connection is ${row?.owner ?? 'unknown'}`);
  }
  return `${match[1]}_app`;
}
