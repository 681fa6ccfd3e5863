import { FaultError } from '@nuan/errors';
import type { QueryRunner } from 'typeorm';

import { applicationRole } from './foundation';

/** A row that hangs on another, in whose region it lies. */
export interface ParentLink {
  /** A table that has a wall itself. */
  readonly table: string;
  /** Column of the walled table that names the parent. */
  readonly column: string;
  /** What it names; `id` unless said otherwise. */
  readonly key?: string;
}

/** A row that says itself where it is. */
export interface RegionColumns {
  /** Columns of its regions, `region_code` unless said otherwise; a row with several belongs to all of them. */
  readonly columns?: readonly string[];
  /** Whether rows without a region belong to everybody. Without this nobody sees them. */
  readonly isOpenWithoutRegion?: boolean;
}

/** By what a row's region is known: by itself, or by any of its parents. */
export type RegionWall = RegionColumns | { readonly parents: readonly ParentLink[] };

type Setting = 'nuan.read' | 'nuan.write';

/**
 * The patterns that the connection was told, as an array; null, and so no row, when it was told nothing. The sub-select makes
 * PostgreSQL evaluate it once per statement and not per row.
 */
const told = (setting: Setting): string =>
  `(select string_to_array(nullif(current_setting('${setting}', true), ''), ','))::text[]`;

/**
 * True, or no answer. The test for an answer is only for the planner: it can't know what the pattern will be and would take the
 * wall for one that keeps one row in twenty, where the statement's own condition has already told it how many there are.
 */
const within = (region: string, setting: Setting): string =>
  `nullif(${region} like any(${told(setting)}), false) is not null`;

/**
 * Puts a table behind the wall: the application role sees the rows of the regions that its connection was told
 * (`runInScope`), adds and changes those of the regions in which it writes, and neither without being told. The owner, who
 * migrates and loads, sees all. A row that hangs on a parent is seen with its parent.
 *
 * An update of a row that is seen and lies outside the regions of writing is refused, not passed over: a statement that changes
 * nothing would look like success.
 *
 * What it rests on stands in the expression itself, so that any migration may call it. Views over the table need
 * `security_invoker`: {@link walledViews}.
 */
export async function regionWall(queryRunner: QueryRunner, table: string, wall: RegionWall = {}): Promise<void> {
  const app = await applicationRole(queryRunner);
  const name = identifier(table);
  const [seen, written] = 'parents' in wall ? byParents(name, wall.parents) : byRegion(wall);
  await queryRunner.query(`
    alter table ${name} enable row level security;
    alter table ${name} force row level security;
    create policy ${name}_owner on ${name} to current_user using (true) with check (true);
    create policy ${name}_read on ${name} for select to ${app} using (${seen});
    create policy ${name}_insert on ${name} for insert to ${app} with check (${written});
    create policy ${name}_update on ${name} for update to ${app} using (${seen}) with check (${written});
    create policy ${name}_delete on ${name} for delete to ${app} using (${written});`);
}

/** The reverse of {@link regionWall}. */
export async function dropRegionWall(queryRunner: QueryRunner, table: string): Promise<void> {
  const name = identifier(table);
  const policies = ['owner', 'read', 'insert', 'update', 'delete'];
  await queryRunner.query(`
    ${policies.map((policy) => `drop policy ${name}_${policy} on ${name};`).join('\n')}
    alter table ${name} no force row level security;
    alter table ${name} disable row level security;`);
}

/** Makes views read as whoever asks, not as their owner, who stands behind no wall. */
export async function walledViews(queryRunner: QueryRunner, views: readonly string[]): Promise<void> {
  for (const view of views.map(identifier)) await queryRunner.query(`alter view ${view} set (security_invoker = true)`);
}

/** The reverse of {@link walledViews}. */
export async function dropWalledViews(queryRunner: QueryRunner, views: readonly string[]): Promise<void> {
  for (const view of views.map(identifier)) await queryRunner.query(`alter view ${view} reset (security_invoker)`);
}

function byRegion({ columns = ['region_code'], isOpenWithoutRegion = false }: RegionColumns) {
  const regions = columns.map(identifier);
  const open = isOpenWithoutRegion ? `(${regions.map((region) => `${region} is null`).join(' and ')}) or ` : '';
  const under = (setting: Setting): string => open + regions.map((region) => within(region, setting)).join(' or ');
  return [under('nuan.read'), under('nuan.write')] as const;
}

/** The parent's own wall decides, because the policy's sub-select runs as whoever asks. */
function byParents(table: string, parents: readonly ParentLink[]) {
  const links = parents.map(
    (parent) =>
      `exists (select from ${identifier(parent.table)} parent where parent.${identifier(parent.key ?? 'id')} = ${table}.${identifier(parent.column)})`,
  );
  const seen = links.join(' or ');
  return [seen, seen] as const;
}

function identifier(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new FaultError(`not an SQL name: ${name}`);
  return name;
}
