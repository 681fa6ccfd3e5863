import { FaultError } from '@nuan/errors';
import type { QueryRunner } from 'typeorm';

import { applicationRole } from './foundation';
import type { ParentLink } from './region-wall';

/**
 * A row that belongs to who may see another row. Who may write it, sight doesn't say: it is written for the unions that the other row
 * names, or that what the other hangs on names. A parent that says neither shows the row and lets nobody write it.
 */
export interface UnionParent extends ParentLink, UnionWriting {}

/** For which unions a row is written; any of these is enough. */
interface UnionWriting {
  /** Column of its union. */
  readonly unionColumn?: string;
  /** Column of the unions that bounded its writer (`uuid[]`); null when none did. */
  readonly writers?: string;
  /** What it hangs on, and is written with. */
  readonly parents?: readonly UnionParent[];
}

/** By what a row's union is known: by columns of its own, by rows it hangs on, or by any of them. */
export interface UnionLinks {
  readonly columns?: readonly string[];
  readonly parents?: readonly UnionParent[];
  /** Whether a row that names none of these is of its region alone. Without this it is nobody's who is bounded by unions. */
  readonly isOpenWithoutUnion?: boolean;
  /** Says of a wall that names nobody's union that who sees a row writes it. For walls of before that was asked; they are put up anew. */
  readonly isWrittenBySight?: boolean;
}

/** A row that belongs to who sent it: a column of the unions that bounded its writer (`uuid[]`, null when none did). */
export interface WriterUnions {
  readonly writers: string;
}

/** `'regions'` is for rows that belong to no union and tell of many: who is bounded by unions sees none of them. */
export type UnionWall = UnionLinks | WriterUnions | 'regions';

type Setting = 'nuan.read_unions' | 'nuan.write_unions';

/** The table of the tree of unions, which every walled database keeps. */
export const UNION_TREE = 'union_tree';

const SUB_TREE = 'union_sub_tree';

const COMMANDS = ['read', 'insert', 'update', 'delete'] as const;

/** True for who is bounded by no union; it is asked once per statement. */
const unbound = (setting: Setting): string => `(select current_setting('${setting}', true) = '*')`;

/**
 * The ids of the sub-trees whose heads the connection was told, found once per statement, and only for who is bounded by unions. It
 * is a call: written out, the tree's recursion was planned again for every table of every statement, also for who is bounded by none.
 */
const subTree = (setting: Setting): string => `(select ${SUB_TREE}('${setting}'))::uuid[]`;

/** See `within` of the wall of regions: true, or no answer, so that the planner keeps to what the statement itself says. */
const either = (...conditions: readonly string[]): string => `nullif(${conditions.join(' or ')}, false) is not null`;

/**
 * The same condition for the statements of a table without a wall, such as `u.id` of the unions themselves: a row of the unions that
 * the caller was told.
 */
export function ofReadUnions(...columns: readonly string[]): string {
  return ofUnions('nuan.read_unions', columns);
}

/** The same for the unions for which the caller writes. */
export function ofWriteUnions(...columns: readonly string[]): string {
  return ofUnions('nuan.write_unions', columns);
}

function ofUnions(setting: Setting, columns: readonly string[]): string {
  return `(${[unbound(setting), ...columns.map((column) => `${column} = any(${subTree(setting)})`)].join(' or ')})`;
}

/**
 * Creates the tree of unions as the wall reads it: who stands under whom, and who took over. Every change of it is seen by the next
 * statement. It holds no name and no person, and has no wall itself.
 */
export async function unionTree(queryRunner: QueryRunner): Promise<void> {
  const app = await applicationRole(queryRunner);
  await queryRunner.query(`
    create table ${UNION_TREE} (
      id uuid not null,
      parent_id uuid,
      successor_id uuid,
      source_version bigint not null,
      constraint ${UNION_TREE}_pkey primary key (id),
      constraint ${UNION_TREE}_source_version_positive check (source_version > 0)
    );
    create index ${UNION_TREE}_above_idx on ${UNION_TREE} (coalesce(successor_id, parent_id));
    comment on table ${UNION_TREE} is
      'The tree of unions as the wall reads it (owner: enterprises): a union stands under its parent, a dissolved one under its successor.';
    comment on column ${UNION_TREE}.source_version is 'Version of the union this row was taken from; a lower one is never applied.';
    grant select, insert, update, delete on ${UNION_TREE} to ${app};`);
  await createSubTree(queryRunner);
}

/** The reverse of {@link unionTree}. */
export async function dropUnionTree(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`drop function ${SUB_TREE}(text); drop table ${UNION_TREE}`);
}

/** PL/pgSQL, because SQL would be written into the statement that calls it, and planned with it. */
async function createSubTree(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    create or replace function ${SUB_TREE}(setting text) returns uuid[] language plpgsql stable parallel safe as $$
    begin
      return (
        with recursive below as (
          select t.id from ${UNION_TREE} t
          where t.id = any(string_to_array(nullif(nullif(current_setting(setting, true), ''), '*'), ',')::uuid[])
            and t.successor_id is null
          union
          select t.id from below b join ${UNION_TREE} t on coalesce(t.successor_id, t.parent_id) = b.id
        )
        select coalesce(array_agg(id), '{}') from below
      );
    end $$;
    comment on function ${SUB_TREE}(text) is
      'Ids of the sub-trees of unions whose heads a setting names; a dissolved union stands under its successor and is the head of nothing.';`);
}

/**
 * Makes the walls of a database from before {@link unionTree} made the function call it too: their policies have the recursion
 * written out, and nothing else of them changes. Where the tree came with the function there is nothing to do.
 */
export async function callSubTree(queryRunner: QueryRunner): Promise<void> {
  await createSubTree(queryRunner);
  await queryRunner.query(`
    do $$
    declare
      written constant text := '\\(\\s*?WITH RECURSIVE below AS \\(.*?current_setting\\(''(nuan\\.\\w+)''.*?FROM below\\)';
      called constant text := '(select ${SUB_TREE}(''\\1''))';
      wall record;
    begin
      for wall in
        select tablename, policyname, qual, with_check from pg_policies
        where schemaname = current_schema() and concat(qual, with_check) ~ 'WITH RECURSIVE below'
      loop
        execute format('alter policy %I on %I', wall.policyname, wall.tablename)
          || coalesce(' using (' || regexp_replace(wall.qual, written, called, 'g') || ')', '')
          || coalesce(' with check (' || regexp_replace(wall.with_check, written, called, 'g') || ')', '');
      end loop;
    end $$`);
}

/**
 * Bounds a table behind the wall of regions by unions too: who was told unions (`runInScope`) sees the rows of their sub-trees within
 * its regions, and adds and changes those of the sub-trees for which it writes. Who is bounded by regions alone is told so, and
 * nothing changes for it; who was told nothing sees nothing. A row without a union is nobody's who is bounded by unions.
 */
export async function unionWall(queryRunner: QueryRunner, table: string, wall: UnionWall): Promise<void> {
  const app = await applicationRole(queryRunner);
  const name = identifier(table);
  const [seen, written] = conditions(name, wall);
  await queryRunner.query(`
    create policy ${name}_union_read on ${name} as restrictive for select to ${app} using (${seen});
    create policy ${name}_union_insert on ${name} as restrictive for insert to ${app} with check (${written});
    create policy ${name}_union_update on ${name} as restrictive for update to ${app} using (${seen}) with check (${written});
    create policy ${name}_union_delete on ${name} as restrictive for delete to ${app} using (${written});`);
}

/**
 * Reads the condition by which the wall of a table (`$1`) lets a row be written, to be asked of one before it is: no row for a table
 * that isn't bounded by unions.
 */
export const UNION_WRITING_OF = `
select pg_get_expr(polwithcheck, polrelid) as condition from pg_policy where polrelid = to_regclass($1) and polname = $1::text || '_union_update'`;

/** The reverse of {@link unionWall}. */
export async function dropUnionWall(queryRunner: QueryRunner, table: string): Promise<void> {
  const name = identifier(table);
  for (const command of COMMANDS) await queryRunner.query(`drop policy ${name}_union_${command} on ${name}`);
}

/**
 * Bounds the writing of a table whose rows are seen with what they hang on, and that has no wall of unions itself: who is bounded adds
 * and changes the rows that hang on one of its own. Sight alone lets nobody write, since one may read for more unions than one
 * writes for.
 */
export async function unionWriting(
  queryRunner: QueryRunner,
  table: string,
  parents: readonly UnionParent[],
): Promise<void> {
  const app = await applicationRole(queryRunner);
  const name = identifier(table);
  const written = either(
    unbound('nuan.write_unions'),
    ...links(name, writable(name, { parents }), 'nuan.write_unions'),
  );
  await queryRunner.query(`
    create policy ${name}_union_insert on ${name} as restrictive for insert to ${app} with check (${written});
    create policy ${name}_union_update on ${name} as restrictive for update to ${app} using (true) with check (${written});
    create policy ${name}_union_delete on ${name} as restrictive for delete to ${app} using (${written});`);
}

/** The reverse of {@link unionWriting}. */
export async function dropUnionWriting(queryRunner: QueryRunner, table: string): Promise<void> {
  const name = identifier(table);
  for (const command of ['insert', 'update', 'delete'])
    await queryRunner.query(`drop policy ${name}_union_${command} on ${name}`);
}

/** Whether a row is seen, and whether it may be written. */
function conditions(table: string, wall: UnionWall): readonly [string, string] {
  const [read, write] = ['nuan.read_unions', 'nuan.write_unions'] as const;
  // What belongs to no union is still written by acts of who is bounded: facts that are published, lines of a log.
  if (wall === 'regions') return [either(unbound(read)), `${unbound(write)} is not null`];
  if ('writers' in wall) {
    const within = (setting: Setting): string => `${identifier(wall.writers)} <@ ${subTree(setting)}`;
    return [either(unbound(read), within(read)), either(unbound(write), within(write))];
  }
  return [
    either(unbound(read), ...links(table, wall, read)),
    either(unbound(write), ...links(table, writable(table, wall), write)),
  ];
}

/** Of what says whose a row is, what also says for whom it may be written. */
function writable(table: string, wall: UnionLinks): UnionLinks {
  const { columns = [], parents = [], isOpenWithoutUnion = false, isWrittenBySight = false } = wall;
  const written = parents.filter(saysForWhom);
  if (columns.length + written.length > 0) return { columns, parents: written, isOpenWithoutUnion };
  if (isWrittenBySight) return { parents, isOpenWithoutUnion };
  throw new FaultError(`nothing says for which union a row of ${table} is written`);
}

const saysForWhom = ({ unionColumn, writers, parents = [] }: UnionParent): boolean =>
  unionColumn !== undefined || writers !== undefined || parents.some(saysForWhom);

function links(
  table: string,
  { columns = [], parents = [], isOpenWithoutUnion = false }: UnionLinks,
  setting: Setting,
): string[] {
  const named = [...columns, ...parents.map(({ column }) => column)].map(identifier);
  if (named.length === 0) throw new FaultError(`nothing says of which union a row of ${table} is`);
  return [
    ...columns.map((column) => `${identifier(column)} = any(${subTree(setting)})`),
    ...parents.map((parent) => hangsOn(table, parent, setting)),
    ...(isOpenWithoutUnion ? [`(${named.map((column) => `${table}.${column} is null`).join(' and ')})`] : []),
  ];
}

/** The parent's own wall decides whether it is seen, because the policy's sub-select runs as whoever asks. */
function hangsOn(table: string, parent: UnionParent, setting: Setting, depth = 0): string {
  const alias = depth === 0 ? 'parent' : `parent${depth}`;
  const link = `${alias}.${identifier(parent.key ?? 'id')} = ${table}.${identifier(parent.column)}`;
  const written = setting === 'nuan.write_unions' ? writtenFor(alias, parent, depth + 1) : [];
  const isWritten = written.length === 0 ? '' : ` and (${written.join(' or ')})`;
  return `exists (select from ${identifier(parent.table)} ${alias} where ${link}${isWritten})`;
}

/** What makes a row, of which others hang, one for which the caller writes. */
function writtenFor(alias: string, { unionColumn, writers, parents = [] }: UnionWriting, depth: number): string[] {
  const setting: Setting = 'nuan.write_unions';
  return [
    ...(unionColumn === undefined ? [] : [`${alias}.${identifier(unionColumn)} = any(${subTree(setting)})`]),
    ...(writers === undefined ? [] : [`${alias}.${identifier(writers)} <@ ${subTree(setting)}`]),
    ...parents.filter(saysForWhom).map((parent) => hangsOn(alias, parent, setting, depth)),
  ];
}

function identifier(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new FaultError(`not an SQL name: ${name}`);
  return name;
}
