import { applicationRole, type ColumnPolicy } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { StateMachine } from '@nuan/kernel';
import type { QueryRunner } from 'typeorm';

import type { ImportedRowTable } from './list-import-rules';

/** The tables of one kind of import. */
export interface ListImportTables {
  readonly table: string;
  readonly machine: StateMachine;
  readonly rows: ImportedRowTable;
  /** Table of what the rows become. */
  readonly madeIn: string;
  /** What its rows are, for the tables' comments. */
  readonly things: string;
}

/**
 * Makes the tables of one kind of import, guarded and audited; the tables of uploads are there before. A kind with columns of its own
 * adds them in the same migration.
 */
export async function listImportTables(queryRunner: QueryRunner, tables: ListImportTables): Promise<void> {
  const app = await applicationRole(queryRunner);
  const { table, rows } = tables;
  await queryRunner.query(importTable(tables));
  await queryRunner.query(rowTable(tables));
  await queryRunner.query(`
    grant select, insert, update on ${table} to ${app};
    grant select, insert, update (${rows.made}) on ${rows.table} to ${app};`);
  await auditedTables(queryRunner, [table, rows.table]);
  await transitionGuard(queryRunner, table, 'state', tables.machine);
}

/** Lets imports of these tables be taken whole or not at all; for `up`, after {@link listImportTables}. */
export async function listImportModes(queryRunner: QueryRunner, tables: readonly string[]): Promise<void> {
  for (const table of tables)
    await queryRunner.query(`
      alter table ${table}
        add column mode text not null default 'PER_ROW',
        add constraint ${table}_mode_known check (mode in ('ALL_OR_NOTHING','PER_ROW')),
        add constraint ${table}_all_or_nothing check (mode <> 'ALL_OR_NOTHING' or imported_count = 0 or barred_count = 0);
      comment on column ${table}.mode is 'Whether rows without an error are written beside rows with one, or all or none.';`);
}

/** The exact reverse of {@link listImportModes}, for `down`. */
export async function dropListImportModes(queryRunner: QueryRunner, tables: readonly string[]): Promise<void> {
  for (const table of tables) await queryRunner.query(`alter table ${table} drop column mode`);
}

/** The exact reverse of {@link listImportTables}, for `down`. */
export async function dropListImportTables(
  queryRunner: QueryRunner,
  { table, rows }: Pick<ListImportTables, 'table' | 'rows'>,
): Promise<void> {
  await dropTransitionGuard(queryRunner, table, 'state');
  await dropAuditedTables(queryRunner, [table, rows.table]);
  await queryRunner.query(`drop table ${rows.table}, ${table}`);
}

const IMPORT_COLUMNS =
  'id upload_id is_dry_run mode region_code state started_by started_at finished_at row_count barred_count imported_count';

/** Sensitivity of the columns that {@link listImportTables} and {@link listImportModes} make and of those that the kind adds: nothing in them tells of a person. */
export function listImportColumns({
  table,
  rows,
  own = '',
}: Pick<ListImportTables, 'table' | 'rows'> & { readonly own?: string }): ColumnPolicy {
  return {
    [table]: { INTERNAL: `${IMPORT_COLUMNS} ${own}` },
    [rows.table]: { INTERNAL: `import_id ${rows.key} line ${rows.made}` },
  };
}

const importTable = ({ table, things }: ListImportTables): string => `
create table ${table} (
  id uuid not null,
  upload_id uuid not null,
  is_dry_run boolean not null,
  region_code text collate "C" not null,
  state text not null,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  row_count integer not null default 0,
  barred_count integer not null default 0,
  imported_count integer not null default 0,
  constraint ${table}_pkey primary key (id),
  constraint ${table}_upload_id_fkey foreign key (upload_id) references upload (id),
  constraint ${table}_state_known check (state in ('RECEIVING','READING','CHECKED','DONE','REFUSED')),
  constraint ${table}_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint ${table}_finished_whole check ((state in ('CHECKED','DONE','REFUSED')) = (finished_at is not null)),
  constraint ${table}_dry_run_writes_nothing check (not is_dry_run or (state <> 'DONE' and imported_count = 0)),
  constraint ${table}_counts_whole check
    (barred_count >= 0 and imported_count >= 0 and barred_count + imported_count <= row_count)
);
-- One file is imported once, whoever sends it how often; dry runs and refused ones don't count.
create unique index ${table}_upload_id_unique on ${table} (upload_id) where not is_dry_run and state <> 'REFUSED';
create index ${table}_region_code_idx on ${table} (region_code, started_at, id);
create index ${table}_upload_id_idx on ${table} (upload_id);
comment on table ${table} is 'Bulk imports of ${things}: a file, whether it was only checked, and what came of it.';
`;

const rowTable = ({ table, rows, madeIn }: ListImportTables): string => `
create table ${rows.table} (
  import_id uuid not null,
  ${rows.key} text not null,
  line integer not null,
  ${rows.made} uuid,
  constraint ${rows.table}_pkey primary key (import_id, ${rows.key}),
  constraint ${rows.table}_import_id_fkey foreign key (import_id) references ${table} (id),
  constraint ${rows.table}_${rows.made}_fkey foreign key (${rows.made}) references ${madeIn} (id),
  constraint ${rows.table}_line_positive check (line > 0)
);
comment on table ${rows.table} is 'Which line of a file named which key first, and what became of it; null in a dry run.';
`;
