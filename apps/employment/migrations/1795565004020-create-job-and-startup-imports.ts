import { dropRegionWall, dropUnionWall, regionWall, unionWall } from '@nuan/database';
import {
  dropListImportModes,
  dropListImportTables,
  listImportModes,
  listImportTables,
  type ListImportTables,
} from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { REFERRAL_IMPORT_ROWS, referralImportMachine } from '../src/referral-import/referral-import.machine';
import { RETENTION_IMPORT_ROWS, retentionImportMachine } from '../src/retention-import/retention-import.machine';
import { STARTUP_IMPORT_ROWS, startupImportMachine } from '../src/startup-import/startup-import.machine';
import { VACANCY_IMPORT_ROWS, vacancyImportMachine } from '../src/vacancy-import/vacancy-import.machine';

const KINDS: readonly ListImportTables[] = [
  {
    ...{ table: 'job_vacancy_import', machine: vacancyImportMachine, rows: VACANCY_IMPORT_ROWS },
    ...{ madeIn: 'job_vacancy', things: 'vacancies' },
  },
  {
    ...{ table: 'job_referral_import', machine: referralImportMachine, rows: REFERRAL_IMPORT_ROWS },
    ...{ madeIn: 'job_referral', things: 'referrals' },
  },
  {
    ...{ table: 'retention_import', machine: retentionImportMachine, rows: RETENTION_IMPORT_ROWS },
    ...{ madeIn: 'placement', things: 'answers whether jobs last' },
  },
  {
    ...{ table: 'startup_project_import', machine: startupImportMachine, rows: STARTUP_IMPORT_ROWS },
    ...{ madeIn: 'startup_project', things: 'applications of start-up projects' },
  },
];

/** An import is of the unions of who sent its file. */
const OF_SENDER = { parents: [{ table: 'upload', column: 'upload_id' }], isWrittenBySight: true };

const TABLES = KINDS.map(({ table }) => table);
const EARLIER = [
  ...['enrollment_import', 'placement_import', 'asset_grant_import', 'attendance_import', 'completion_import'],
  'startup_hire_import',
];
const reportsOf = (imports: readonly string[]) => ({ parents: imports.map((table) => ({ table, column: 'run_id' })) });

/** Bulk imports of the rest of what officers hold lists of: vacancies, referrals, whether jobs last, applications of start-ups. */
export class CreateJobAndStartupImports1795565004020 implements MigrationInterface {
  readonly name = 'CreateJobAndStartupImports1795565004020';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const kind of KINDS) await listImportTables(queryRunner, kind);
    await listImportModes(queryRunner, TABLES);
    for (const { table, rows } of KINDS) {
      await regionWall(queryRunner, table);
      await unionWall(queryRunner, table, OF_SENDER);
      await regionWall(queryRunner, rows.table, { parents: [{ table, column: 'import_id' }] });
    }
    await dropRegionWall(queryRunner, 'row_problem');
    await regionWall(queryRunner, 'row_problem', reportsOf([...EARLIER, ...TABLES]));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropRegionWall(queryRunner, 'row_problem');
    await regionWall(queryRunner, 'row_problem', reportsOf(EARLIER));
    for (const { table, rows } of KINDS.toReversed()) {
      await dropRegionWall(queryRunner, rows.table);
      await dropUnionWall(queryRunner, table);
      await dropRegionWall(queryRunner, table);
    }
    await dropListImportModes(queryRunner, TABLES);
    for (const kind of KINDS.toReversed()) await dropListImportTables(queryRunner, kind);
  }
}
