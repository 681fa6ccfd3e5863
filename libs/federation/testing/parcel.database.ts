import { applicationRole, type DatabaseDefinition, dropFoundation, foundation } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropFactsFoundation, factsFoundation } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

class CreateParcel1700000000000 implements MigrationInterface {
  readonly name = 'CreateParcel1700000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    await factsFoundation(queryRunner);
    await queryRunner.query(`create table parcel (
      id uuid constraint parcel_pkey primary key, region_code text not null, status text not null, weight integer not null
    )`);
    await auditedTables(queryRunner, ['parcel']);
    await queryRunner.query(`grant select, insert, update on parcel to ${await applicationRole(queryRunner)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, ['parcel']);
    await queryRunner.query('drop table parcel');
    await dropFactsFoundation(queryRunner);
    await dropFoundation(queryRunner);
  }
}

/** What a subgraph of these specs reads and writes: parcels, each write with its audit row. */
export const parcelDatabase: DatabaseDefinition = {
  name: 'parcels',
  entities: [],
  migrations: [CreateParcel1700000000000],
};
