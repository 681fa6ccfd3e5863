import { dropStaysErased, type ErasedLink, type ErasedTable, staysErased } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PERSON: ErasedLink = { column: 'worker_id', table: 'worker' };
const FILE: ErasedLink = { column: 'household_id', table: 'household' };
const APPLICATION: ErasedLink = { column: 'application_id', table: 'filing_application' };
const EXIT: ErasedLink = { column: 'exit_review_id', table: 'exit_review', by: [FILE] };

const NO_ACCOUNT = {
  ...({ bank_name: 'EMPTY', bank_account_kind: 'EMPTY', bank_account_mask: 'EMPTY' } as const),
  ...({ bank_account_sealed: 'EMPTY', bank_account_hash: 'EMPTY', address_sealed: 'EMPTY' } as const),
};
const NO_CONTACT = { phone_mask: 'EMPTY', phone_sealed: 'EMPTY', phone_hash: 'EMPTY' } as const;
const NO_HEALTH = { health_sealed: 'EMPTY', disability_sealed: 'EMPTY' } as const;

/** What no step of a file, an application or a person writes again once it was erased. */
export const ERASED_TABLES: readonly ErasedTable[] = [
  {
    table: 'worker',
    columns: {
      ...{ name: 'WORD', birth_year: 'EMPTY', gender: 'EMPTY', ...NO_CONTACT, ...NO_HEALTH },
      ...{ id_number_mask: 'EMPTY', id_number_sealed: 'EMPTY', id_number_hash: 'EMPTY' },
    },
    of: 'ITSELF',
  },
  { table: 'household', columns: { override_reason: 'WORD', other_cause: 'WORD', ...NO_ACCOUNT }, of: 'ITSELF' },
  {
    table: 'filing_application',
    columns: { override_reason: 'WORD', other_cause: 'WORD', ...NO_ACCOUNT },
    of: 'ITSELF',
  },
  {
    table: 'filing_person',
    columns: {
      ...{ name: 'WORD', birth_year: { sql: '1900' }, school_name: 'EMPTY', ...NO_CONTACT, ...NO_HEALTH },
      ...{ id_number_mask: { sql: `''` }, id_number_sealed: { sql: `''::bytea` } },
      id_number_hash: { sql: `sha256(convert_to(gen_random_uuid()::text, 'UTF8'))` },
    },
    of: [APPLICATION, PERSON],
  },
  { table: 'filing_amount', columns: { note: 'EMPTY' }, of: [APPLICATION] },
  { table: 'data_check', columns: { note: 'WORD', resolution: 'WORD' }, of: [APPLICATION] },
  { table: 'decision', columns: { opinion: 'WORD' }, of: [APPLICATION, EXIT] },
  { table: 'exclusion_finding', columns: { evidence: 'WORD', override_reason: 'WORD' }, of: [APPLICATION] },
  { table: 'household_visit', columns: { findings: 'EMPTY' }, of: [APPLICATION] },
  {
    table: 'objection',
    columns: { content: 'WORD', resolution: 'WORD' },
    of: [{ column: 'notice_id', table: 'publicity_notice', by: [APPLICATION, EXIT] }],
  },
  { table: 'student', columns: { school_name: 'EMPTY' }, of: [PERSON] },
  { table: 'migrant_evidence', columns: { document_sealed: 'EMPTY', withdrawn_reason: 'WORD' }, of: [PERSON] },
  { table: 'erasure_request', columns: { wish: 'WORD', opinion: 'WORD' }, of: [PERSON] },
  { table: 'category_override', columns: { reason: 'WORD', opinion: 'WORD' }, of: [FILE] },
  { table: 'annual_review', columns: { findings: 'WORD' }, of: [FILE] },
  { table: 'exit_review', columns: { explanation: 'WORD' }, of: [FILE] },
  { table: 'follow_up_task', columns: { finding: 'WORD' }, of: [FILE] },
  { table: 'file_event', columns: { note: 'EMPTY' }, of: [FILE] },
  { table: 'file_transfer', columns: { explanation: 'WORD', opinion: 'WORD' }, of: [FILE] },
  { table: 'stale_confirmation', columns: { reason: 'WORD' }, of: [FILE] },
  { table: 'household_match', columns: { resolution: 'WORD' }, of: [FILE, PERSON] },
];

/** Steps after an erasure could write names, numbers and words back into rows of somebody erased: now they stay erased. */
export class StayErased1795565014000 implements MigrationInterface {
  readonly name = 'StayErased1795565014000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of ERASED_TABLES) await staysErased(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ERASED_TABLES) await dropStaysErased(queryRunner, table);
  }
}
