import { FaultError } from '@nuan/errors';
import type { QueryRunner } from 'typeorm';

const CELL = 'metric, region_code, campaign, year, key';

/** Statement-level: one pass over the changed rows and few deltas, however many rows a COPY brings. */
function triggerSql(table: string): string {
  const contribution = (rows: string, sign: '' | '-'): string =>
    `select c.metric, c.region_code, c.campaign, c.year, c.key, ${sign}c.n as n, ${sign}c.amount_fen as amount_fen
      from ${rows} r, lateral ${table}_rollup(r::${table}) c`;
  const append = (source: string): string =>
    `insert into rollup_delta (${CELL}, n, amount_fen)
     select ${CELL}, sum(n), sum(amount_fen) from (${source}) changed
     group by ${CELL} having sum(n) <> 0 or sum(amount_fen) <> 0;`;
  return `
create function ${table}_rollup_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    ${append(contribution('new_rows', ''))}
  elsif tg_op = 'DELETE' then
    ${append(contribution('old_rows', '-'))}
  else
    ${append(`${contribution('new_rows', '')} union all ${contribution('old_rows', '-')}`)}
  end if;
  return null;
end $$;
create trigger ${table}_rollup_insert after insert on ${table}
  referencing new table as new_rows for each statement execute function ${table}_rollup_change();
create trigger ${table}_rollup_update after update on ${table}
  referencing new table as new_rows old table as old_rows for each statement execute function ${table}_rollup_change();
create trigger ${table}_rollup_delete after delete on ${table}
  referencing old table as old_rows for each statement execute function ${table}_rollup_change();`;
}

/**
 * Keeps the rollups of `table` exact: each insert, update and delete appends the change of its cells to `rollup_delta`
 * in its own transaction. The function `<table>_rollup(r <table>) returns setof rollup_cell language sql stable`, which
 * says what ONE row contributes, must exist.
 */
export async function rollupTriggers(queryRunner: QueryRunner, table: string): Promise<void> {
  assertIdentifier(table);
  await queryRunner.query(triggerSql(table));
}

/** The reverse of {@link rollupTriggers}; `<table>_rollup` itself is its migration's matter. */
export async function dropRollupTriggers(queryRunner: QueryRunner, table: string): Promise<void> {
  assertIdentifier(table);
  await queryRunner.query(`
    drop trigger ${table}_rollup_insert on ${table};
    drop trigger ${table}_rollup_update on ${table};
    drop trigger ${table}_rollup_delete on ${table};
    drop function ${table}_rollup_change();`);
}

/** The view `rollup_source`: what all rows of `tables` contribute, the truth that counters and deltas must add up to. Replaces an older one. */
export async function createRollupSource(queryRunner: QueryRunner, tables: readonly string[]): Promise<void> {
  tables.forEach(assertIdentifier);
  const parts = tables.map(
    (table) =>
      `select c.metric, c.region_code, c.campaign, c.year, c.key, c.n, c.amount_fen from ${table} r, lateral ${table}_rollup(r) c`,
  );
  await queryRunner.query(`
    drop view if exists rollup_source;
    create view rollup_source as ${parts.join(' union all ')};
    comment on view rollup_source is 'What the rows themselves say: rollup_counter plus rollup_delta must equal the sums of this view.';`);
}

/** The reverse of the first {@link createRollupSource}. */
export async function dropRollupSource(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query('drop view rollup_source');
}

function assertIdentifier(name: string): void {
  if (!/^[a-z][a-z_]*$/.test(name)) throw new FaultError(`not a table name: ${name}`);
}
