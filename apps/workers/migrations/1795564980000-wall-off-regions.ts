import { dropRegionWall, type RegionWall, regionWall } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const under = (table: string, column = `${table}_id`): RegionWall => ({ parents: [{ table, column }] });

/** What hangs on an application, or on the review of an exit where there is none. */
const CASE: RegionWall = {
  parents: [
    { table: 'filing_application', column: 'application_id' },
    { table: 'exit_review', column: 'exit_review_id' },
  ],
};

/** Every table that holds persons, homes or cases of a region, and how a row's region is known. Parents first. */
const WALLS: Readonly<Record<string, RegionWall>> = {
  household: {},
  worker: {},
  student: {},
  filing_application: {},
  exit_review: {},
  annual_review: {},
  assessment: {},
  category_override: {},
  follow_up_task: {},
  household_import: {},
  household_match: {},
  matching_list: {},
  upload: {},
  file_transfer: { columns: ['from_region_code', 'to_region_code'] },
  union_transfer: { columns: ['region_code', 'to_region_code'] },
  change: { isOpenWithoutRegion: true },
  active_person: {
    parents: [
      { table: 'household', column: 'household_id' },
      { table: 'filing_application', column: 'application_id' },
    ],
  },
  file_event: under('household'),
  former_member: under('household'),
  stale_confirmation: under('household'),
  migrant_evidence: under('worker'),
  assessment_line: under('assessment'),
  filing_person: under('filing_application', 'application_id'),
  filing_amount: under('filing_application', 'application_id'),
  filing_assessment: under('filing_application', 'application_id'),
  household_visit: under('filing_application', 'application_id'),
  data_check: under('filing_application', 'application_id'),
  exclusion_finding: under('filing_application', 'application_id'),
  consent: {
    parents: [
      { table: 'worker', column: 'worker_id' },
      { table: 'filing_application', column: 'application_id' },
    ],
  },
  decision: CASE,
  publicity_notice: CASE,
  objection: under('publicity_notice', 'notice_id'),
  exit_income_evidence: under('exit_review'),
  household_import_row: under('household_import', 'import_id'),
  imported_household: under('household_import', 'import_id'),
  matching_entry: under('matching_list', 'list_id'),
  upload_chunk: under('upload'),
  row_problem: {
    parents: [
      { table: 'household_import', column: 'run_id' },
      { table: 'matching_list', column: 'run_id' },
    ],
  },
};

/** The application sees and writes rows of the regions that its connection was told, whatever a statement asks for. */
export class WallOffRegions1795564980000 implements MigrationInterface {
  readonly name = 'WallOffRegions1795564980000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, wall] of Object.entries(WALLS)) await regionWall(queryRunner, table, wall);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(WALLS).reverse()) await dropRegionWall(queryRunner, table);
  }
}
