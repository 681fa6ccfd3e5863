import {
  dropUnionWall,
  dropUnionWriting,
  type UnionLinks,
  type UnionParent,
  type UnionWall,
  unionWall,
  unionWriting,
} from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ofPerson = (column = 'person_id'): UnionParent => ({
  ...{ table: 'worker_projection', column, unionColumn: 'union_id' },
});
const ofProject: UnionParent = {
  ...{ table: 'startup_project', column: 'startup_project_id' },
  parents: [ofPerson('leader_id')],
};

/** An import is of who sent its file, and so are its rows. */
const ofUpload: UnionParent = { table: 'upload', column: 'upload_id', writers: 'union_ids' };
const IMPORTS = [
  'enrollment_import',
  'placement_import',
  'asset_grant_import',
  'attendance_import',
  'completion_import',
  'startup_hire_import',
  'job_vacancy_import',
  'job_referral_import',
  'retention_import',
  'startup_project_import',
];
const ofImport = (table: string, column = 'import_id'): UnionParent => ({ table, column, parents: [ofUpload] });

const bySight = (table: string, column: string): UnionLinks => ({
  parents: [{ table, column }],
  isWrittenBySight: true,
});

const WALLS: Readonly<Record<string, UnionWall>> = {
  startup_entry: { parents: [ofProject] },
  employment_payment: { parents: [ofProject], isOpenWithoutUnion: true },
  ...Object.fromEntries(IMPORTS.map((table) => [table, { parents: [ofUpload] }])),
};
const WALLS_BEFORE: Readonly<Record<string, UnionWall>> = {
  startup_entry: bySight('startup_project', 'startup_project_id'),
  employment_payment: { ...bySight('startup_project', 'startup_project_id'), isOpenWithoutUnion: true },
  ...Object.fromEntries(IMPORTS.map((table) => [table, bySight('upload', 'upload_id')])),
};

const WRITTEN: Readonly<Record<string, readonly UnionParent[]>> = {
  attendance: [{ table: 'enrollment', column: 'enrollment_id', parents: [ofPerson()] }],
  asset_follow_up: [{ table: 'asset_grant', column: 'asset_grant_id', parents: [ofPerson()] }],
  ...Object.fromEntries(IMPORTS.map((table) => [`${table}_row`, [ofImport(table)]])),
  row_problem: IMPORTS.map((table) => ofImport(table, 'run_id')),
  upload_chunk: [ofUpload],
};

/**
 * Who reads for more unions than it writes for writes nothing by sight: what hangs on a row is written by who writes the row itself.
 */
export class WriteForOwnUnions1795565013000 implements MigrationInterface {
  readonly name = 'WriteForOwnUnions1795565013000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, wall] of Object.entries(WALLS)) await putUp(queryRunner, table, wall);
    for (const [table, parents] of Object.entries(WRITTEN)) await unionWriting(queryRunner, table, parents);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(WRITTEN).reverse()) await dropUnionWriting(queryRunner, table);
    for (const [table, wall] of Object.entries(WALLS_BEFORE)) await putUp(queryRunner, table, wall);
  }
}

async function putUp(queryRunner: QueryRunner, table: string, wall: UnionWall): Promise<void> {
  await dropUnionWall(queryRunner, table);
  await unionWall(queryRunner, table, wall);
}
