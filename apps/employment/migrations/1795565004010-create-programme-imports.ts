import { dropRegionWall, dropUnionWall, regionWall, unionWall } from '@nuan/database';
import {
  dropListImportModes,
  dropListImportTables,
  listImportModes,
  listImportTables,
  type ListImportTables,
} from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { ASSET_IMPORT_ROWS, assetImportMachine } from '../src/asset-import/asset-import.machine';
import { ATTENDANCE_IMPORT_ROWS, attendanceImportMachine } from '../src/attendance-import/attendance-import.machine';
import { COMPLETION_IMPORT_ROWS, completionImportMachine } from '../src/completion-import/completion-import.machine';
import { HIRE_IMPORT_ROWS, hireImportMachine } from '../src/hire-import/hire-import.machine';
import { PLACEMENT_IMPORT_ROWS, placementImportMachine } from '../src/placement-import/placement-import.machine';

/** The tables of one kind, and the column that names what its lists are about. */
interface Kind extends ListImportTables {
  readonly about?: { readonly column: string; readonly definition: string };
}

const SESSION = { column: 'session_id', definition: 'uuid not null references training_session (id)' };

const KINDS: readonly Kind[] = [
  {
    ...{ table: 'placement_import', machine: placementImportMachine, rows: PLACEMENT_IMPORT_ROWS },
    ...{ madeIn: 'placement', things: 'placements' },
  },
  {
    ...{ table: 'asset_grant_import', machine: assetImportMachine, rows: ASSET_IMPORT_ROWS },
    ...{ madeIn: 'asset_grant', things: 'productive assets handed over' },
    about: { column: 'pilot_id', definition: 'uuid references pilot (id)' },
  },
  {
    ...{ table: 'attendance_import', machine: attendanceImportMachine, rows: ATTENDANCE_IMPORT_ROWS },
    ...{ madeIn: 'enrollment', things: 'days attended of a training session', about: SESSION },
  },
  {
    ...{ table: 'completion_import', machine: completionImportMachine, rows: COMPLETION_IMPORT_ROWS },
    ...{ madeIn: 'enrollment', things: 'trainings completed of a session', about: SESSION },
  },
  {
    ...{ table: 'startup_hire_import', machine: hireImportMachine, rows: HIRE_IMPORT_ROWS },
    ...{ madeIn: 'placement', things: 'hires of a start-up project' },
    about: { column: 'project_id', definition: 'uuid not null references startup_project (id)' },
  },
];

/** An import is of the unions of who sent its file. */
const OF_SENDER = { parents: [{ table: 'upload', column: 'upload_id' }], isWrittenBySight: true };

const TABLES = KINDS.map(({ table }) => table);
const reportsOf = (imports: readonly string[]) => ({ parents: imports.map((table) => ({ table, column: 'run_id' })) });

/** Bulk imports of what officers hold lists of: placements, assets by serial number, attendance, completion, hires of start-ups. */
export class CreateProgrammeImports1795565004010 implements MigrationInterface {
  readonly name = 'CreateProgrammeImports1795565004010';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const kind of KINDS) {
      await listImportTables(queryRunner, kind);
      if (kind.about) await queryRunner.query(aboutColumn(kind.table, kind.about));
    }
    await listImportModes(queryRunner, TABLES);
    for (const { table, rows } of KINDS) {
      await regionWall(queryRunner, table);
      await unionWall(queryRunner, table, OF_SENDER);
      await regionWall(queryRunner, rows.table, { parents: [{ table, column: 'import_id' }] });
    }
    await dropRegionWall(queryRunner, 'row_problem');
    await regionWall(queryRunner, 'row_problem', reportsOf(['enrollment_import', ...TABLES]));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropRegionWall(queryRunner, 'row_problem');
    await regionWall(queryRunner, 'row_problem', reportsOf(['enrollment_import']));
    for (const { table, rows } of KINDS.toReversed()) {
      await dropRegionWall(queryRunner, rows.table);
      await dropUnionWall(queryRunner, table);
      await dropRegionWall(queryRunner, table);
    }
    await dropListImportModes(queryRunner, TABLES);
    for (const kind of KINDS.toReversed()) await dropListImportTables(queryRunner, kind);
  }
}

const aboutColumn = (table: string, { column, definition }: NonNullable<Kind['about']>): string => `
alter table ${table} add column ${column} ${definition.replace('references', `constraint ${table}_${column}_fkey references`)};
create index ${table}_${column}_idx on ${table} (${column});
comment on column ${table}.${column} is 'What its rows are about.';`;
