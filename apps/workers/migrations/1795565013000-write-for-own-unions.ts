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

const ofHome: UnionParent = { table: 'household', column: 'household_id', unionColumn: 'union_id' };
const ofApplication: UnionParent = { table: 'filing_application', column: 'application_id', unionColumn: 'union_id' };
const ofExit: UnionParent = { table: 'exit_review', column: 'exit_review_id', parents: [ofHome] };

/** A person is written for by who writes for its own union or for that of its home. */
const ofPerson: UnionParent = { table: 'worker', column: 'worker_id', unionColumn: 'union_id', parents: [ofHome] };
const ofImport = (column = 'import_id'): UnionParent => ({
  table: 'household_import',
  column,
  unionColumn: 'union_id',
});

const WALLS: Readonly<Record<string, UnionWall>> = {
  erasure_request: { parents: [ofPerson] },
  subject_export: { parents: [ofPerson] },
};

const bySight = (table: string, column: string): UnionLinks => ({
  parents: [{ table, column }],
  isWrittenBySight: true,
});

const WALLS_BEFORE: Readonly<Record<string, UnionWall>> = {
  erasure_request: bySight('worker', 'worker_id'),
  subject_export: bySight('worker', 'worker_id'),
};

const WRITTEN: Readonly<Record<string, readonly UnionParent[]>> = {
  active_person: [ofHome, ofApplication],
  file_event: [ofHome],
  former_member: [ofHome],
  stale_confirmation: [ofHome],
  migrant_evidence: [ofPerson],
  assessment_line: [{ table: 'assessment', column: 'assessment_id', parents: [ofHome] }],
  filing_person: [ofApplication],
  filing_amount: [ofApplication],
  filing_assessment: [ofApplication],
  household_visit: [ofApplication],
  data_check: [ofApplication],
  exclusion_finding: [ofApplication],
  consent: [ofPerson, ofApplication],
  decision: [ofApplication, ofExit],
  publicity_notice: [ofApplication, ofExit],
  objection: [{ table: 'publicity_notice', column: 'notice_id', parents: [ofApplication, ofExit] }],
  exit_income_evidence: [ofExit],
  household_import_row: [ofImport()],
  imported_household: [ofImport()],
  row_problem: [ofImport('run_id')],
  upload_chunk: [{ table: 'upload', column: 'upload_id', writers: 'union_ids' }],
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
