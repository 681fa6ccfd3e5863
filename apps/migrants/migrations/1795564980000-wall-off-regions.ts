import { dropRegionWall, type RegionWall, regionWall } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const under = (table: string, column = `${table}_id`): RegionWall => ({ parents: [{ table, column }] });

/** Every table that holds persons, cases or work of a region, and how a row's region is known. Parents first. */
const WALLS: Readonly<Record<string, RegionWall>> = {
  worker_projection: {},
  wage_case: {},
  advance_request: {},
  inspection: {},
  insurance_project: {},
  culture_event: {},
  return_service: {},
  group_ticket_purchase: {},
  travel_subsidy_request: {},
  place_pool: {},
  place_claim: {},
  health_check_batch: {},
  service_record: {},
  honour: {},
  honour_nomination: {},
  station_import: {},
  insurance_project_import: {},
  upload: {},
  change: { isOpenWithoutRegion: true },
  row_problem: {
    parents: [
      { table: 'station_import', column: 'run_id' },
      { table: 'insurance_project_import', column: 'run_id' },
    ],
  },
  wage_case_worker: under('wage_case'),
  wage_payment: under('wage_case'),
  inspection_finding: under('inspection'),
  station_import_row: under('station_import', 'import_id'),
  insurance_project_import_row: under('insurance_project_import', 'import_id'),
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
