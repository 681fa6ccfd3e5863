import { FaultError } from '@nuan/errors';
import type { StateMachine } from '@nuan/kernel';
import type { QueryRunner } from 'typeorm';

/**
 * Makes the database refuse a write of the application to these tables whose transaction doesn't append its audit row
 * (I33): constraint `audit_due_settled`, checked at commit.
 */
export async function auditedTables(queryRunner: QueryRunner, tables: readonly string[]): Promise<void> {
  for (const table of tables.map(identifier)) {
    await queryRunner.query(
      `create trigger ${table}_audited before insert or update or delete on ${table} for each statement execute function audit_due_mark()`,
    );
  }
}

/** The reverse of {@link auditedTables}. */
export async function dropAuditedTables(queryRunner: QueryRunner, tables: readonly string[]): Promise<void> {
  for (const table of tables.map(identifier)) await queryRunner.query(`drop trigger ${table}_audited on ${table}`);
}

/** What a guard needs beside its machine. */
export interface TransitionGuardOptions {
  /** States in which the application may insert a row; those in which the machine begins when absent. */
  readonly insertable?: readonly string[];
}

/**
 * Makes the database refuse what the state machine doesn't have: an update of `column` that isn't one of its steps, and a
 * row that the application inserts in the middle (constraint `<table>_<column>_transition`). Where the column may be null, a
 * row without a state begins by an update, for everybody in one of those states, and never loses its state again. Called
 * again, it replaces the guard of an older table.
 */
export async function transitionGuard(
  queryRunner: QueryRunner,
  table: string,
  column: string,
  machine: StateMachine,
  options: TransitionGuardOptions = {},
): Promise<void> {
  const name = `${identifier(table)}_${identifier(column)}_transition`;
  const pairs = machine.pairs().map(([from, to]) => `('${state(from)}','${state(to)}')`);
  const insertable = (options.insertable ?? machine.beginnings).map((text) => `'${state(text)}'`);
  const refuse = (what: string): string =>
    `raise exception using errcode = 'check_violation', table = '${table}', column = '${column}', constraint = '${name}', message = ${what};`;
  await queryRunner.query(`
create or replace function ${name}() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if session_user like '%\\_app' and new.${column} not in (${insertable.join(',')}) then
      ${refuse(`'${table} can''t begin as ' || new.${column}`)}
    end if;
  elsif old.${column} is null then
    if new.${column} not in (${insertable.join(',')}) then
      ${refuse(`'${table} can''t begin as ' || new.${column}`)}
    end if;
  elsif new.${column} is null or (new.${column} <> old.${column} and (old.${column}, new.${column}) not in (${pairs.join(',')})) then
    ${refuse(`'${table} can''t go from ' || old.${column} || ' to ' || coalesce(new.${column}, 'none')`)}
  end if;
  return new;
end $$;
drop trigger if exists ${name} on ${table};
create trigger ${name} before insert or update of ${column} on ${table} for each row execute function ${name}();
comment on function ${name}() is 'The state machine ${machine.name}: refuses every step that its table does not have.';`);
}

/** The reverse of {@link transitionGuard}. */
export async function dropTransitionGuard(queryRunner: QueryRunner, table: string, column: string): Promise<void> {
  const name = `${identifier(table)}_${identifier(column)}_transition`;
  await queryRunner.query(`drop trigger ${name} on ${table}; drop function ${name}();`);
}

/** Registers a table that triggers keep, with the function that refills it from the rows after a bulk load. */
export async function derivedTable(queryRunner: QueryRunner, table: string, rebuild: string): Promise<void> {
  await queryRunner.query('insert into derived_table (name, rebuild) values ($1, $2)', [
    identifier(table),
    identifier(rebuild),
  ]);
}

/** The reverse of {@link derivedTable}. */
export async function dropDerivedTable(queryRunner: QueryRunner, table: string): Promise<void> {
  await queryRunner.query('delete from derived_table where name = $1', [table]);
}

function identifier(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new FaultError(`not an SQL name: ${name}`);
  return name;
}

function state(text: string): string {
  if (!/^[A-Z][A-Z0-9_]*$/.test(text)) throw new FaultError(`not a state: ${text}`);
  return text;
}
