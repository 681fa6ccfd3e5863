import { dropStaysErased, type ErasedLink, type ErasedTable, staysErased } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const HOUSEHOLD: ErasedLink = { column: 'household_id', table: 'household_projection' };
const DOCUMENT = { document_ref: { sql: `'已清除 ' || new.id` } };

/** What no step of a plan or a payment writes again about a person or a file that its owner erased. */
export const ERASED_TABLES: readonly ErasedTable[] = [
  { table: 'aid_plan', columns: { unanswered_reason: 'WORD' }, of: [HOUSEHOLD], lock: 'share' },
  {
    table: 'plan_item',
    columns: { dropped_reason: 'WORD' },
    of: [{ column: 'plan_id', table: 'aid_plan', by: [HOUSEHOLD] }],
    lock: 'share',
  },
  {
    table: 'pair_visit',
    columns: { finding: 'WORD' },
    of: [{ column: 'pairing_id', table: 'pairing', by: [HOUSEHOLD] }],
    lock: 'share',
  },
  { table: 'household_projection', columns: { account_token: 'EMPTY' }, of: 'ITSELF' },
  {
    table: 'medical_evidence',
    columns: DOCUMENT,
    of: [HOUSEHOLD, { column: 'person_id', table: 'worker_projection' }],
    lock: 'share',
  },
  { table: 'study_evidence', columns: DOCUMENT, of: [HOUSEHOLD], lock: 'share' },
  {
    table: 'payee_registration',
    columns: { account_token: 'EMPTY', account_mask: 'EMPTY', reason: 'WORD' },
    of: [HOUSEHOLD, { column: 'payee_id', table: 'worker_projection' }],
    lock: 'share',
  },
];

/** A step after an erasure brought papers, mandates and words back: now they stay erased. */
export class StayErased1795565014000 implements MigrationInterface {
  readonly name = 'StayErased1795565014000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of ERASED_TABLES) await staysErased(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ERASED_TABLES) await dropStaysErased(queryRunner, table);
  }
}
