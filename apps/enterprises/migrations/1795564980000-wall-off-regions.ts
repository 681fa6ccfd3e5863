import { dropRegionWall, type RegionWall, regionWall } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const under = (table: string, column = `${table}_id`): RegionWall => ({ parents: [{ table, column }] });

/** Every table that holds persons, cases or work of a region, and how a row's region is known. Parents first. */
const WALLS: Readonly<Record<string, RegionWall>> = {
  enterprise: {},
  enterprise_visit: {},
  worker_diversion: {},
  demonstration_pledge: {},
  partner_shop: {},
  enterprise_import: {},
  enterprise_visit_import: {},
  capacity_cut_import: {},
  upload: {},
  change: { isOpenWithoutRegion: true },
  enterprise_move: { columns: ['from_region_code', 'to_region_code'] },
  capacity_cut: under('enterprise'),
  distress_period: under('enterprise'),
  demonstration_step: under('enterprise'),
  entry_correction: under('enterprise'),
  enterprise_import_row: under('enterprise_import', 'import_id'),
  row_problem: {
    parents: ['enterprise_import', 'enterprise_visit_import', 'capacity_cut_import'].map((table) => ({
      table,
      column: 'run_id',
    })),
  },
  enterprise_visit_import_row: under('enterprise_visit_import', 'import_id'),
  capacity_cut_import_row: under('capacity_cut_import', 'import_id'),
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
