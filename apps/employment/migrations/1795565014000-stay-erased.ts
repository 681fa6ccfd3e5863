import { dropStaysErased, type ErasedLink, type ErasedTable, staysErased } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PERSON: readonly ErasedLink[] = [{ column: 'person_id', table: 'worker_projection' }];

/** What no step of training, placement or a start-up writes again about a person whom its owner erased. */
export const ERASED_TABLES: readonly ErasedTable[] = [
  {
    table: 'asset_follow_up',
    columns: { finding: 'WORD' },
    of: [{ column: 'asset_grant_id', table: 'asset_grant', by: PERSON }],
    lock: 'share',
  },
  { table: 'asset_grant', columns: { ended_reason: 'WORD' }, of: PERSON, lock: 'share' },
  { table: 'enrollment', columns: { certificate_no: 'EMPTY', dropped_reason: 'WORD' }, of: PERSON, lock: 'share' },
  { table: 'job_referral', columns: { declined_reason: 'WORD' }, of: PERSON, lock: 'share' },
  {
    table: 'placement',
    columns: { contract_ref: 'WORD', retained_3m_proof: 'WORD', retained_6m_proof: 'WORD', ended_reason: 'WORD' },
    of: PERSON,
    lock: 'share',
  },
  {
    table: 'startup_project',
    columns: { review_opinion: 'WORD', closed_reason: 'WORD', recovered_reason: 'WORD' },
    of: [{ column: 'leader_id', table: 'worker_projection' }],
    lock: 'share',
  },
  { table: 'worker_projection', columns: { number_token: 'EMPTY' }, of: 'ITSELF' },
];

/** A step after an erasure, such as a confirmation that a job lasted, brought certificates, proofs and words back: now they stay erased. */
export class StayErased1795565014000 implements MigrationInterface {
  readonly name = 'StayErased1795565014000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of ERASED_TABLES) await staysErased(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ERASED_TABLES) await dropStaysErased(queryRunner, table);
  }
}
