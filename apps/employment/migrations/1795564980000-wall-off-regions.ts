import { dropRegionWall, type RegionWall, regionWall } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const under = (table: string, column = `${table}_id`): RegionWall => ({ parents: [{ table, column }] });

/** Every table that holds persons, cases or work of a region, and how a row's region is known. Parents first. */
const WALLS: Readonly<Record<string, RegionWall>> = {
  worker_projection: {},
  enrollment: {},
  placement: {},
  job_vacancy: {},
  job_referral: {},
  startup_project: {},
  asset_grant: {},
  employment_payment: {},
  programme_payment_projection: {},
  enrollment_import: {},
  upload: {},
  change: { isOpenWithoutRegion: true },
  person_year_outcome: {
    columns: ['trained_in', 'placed_in', 'retained_6m_in', 'startup_hired_in', 'migrant_placed_in', 'employed_in'],
  },
  attendance: under('enrollment'),
  asset_follow_up: under('asset_grant'),
  enrollment_import_row: under('enrollment_import', 'import_id'),
  row_problem: under('enrollment_import', 'run_id'),
  upload_chunk: under('upload'),
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
