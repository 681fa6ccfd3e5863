import { applicationRole, type DatabaseDefinition, dropFoundation, foundation } from '@nuan/database';
import { defineStateMachine, systemClock } from '@nuan/kernel';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';

import { Acts } from '../src/acts';
import { dropFactsFoundation, factsFoundation } from '../src/facts-foundation';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '../src/table-guards';

/** What the specs of this lib write: parcels that are packed, sent and come back. */
export const parcelMachine = defineStateMachine({
  name: 'Parcel',
  title: 'Parcel (包裹)',
  states: ['PACKED', 'SENT', 'BACK'],
  initial: 'PACKED',
  transitions: [
    { event: 'SEND', from: ['PACKED'], to: 'SENT', title: 'Send (寄出)' },
    { event: 'RETURN', from: ['SENT'], to: 'BACK', title: 'Come back (退回)' },
    { event: 'PACK', from: ['BACK'], to: 'PACKED', title: 'Pack again (重新打包)' },
  ],
});

class CreateParcelTable1700000000000 implements MigrationInterface {
  readonly name = 'CreateParcelTable1700000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    await factsFoundation(queryRunner);
    await queryRunner.query(`create table parcel (
      id uuid not null,
      region_code text not null,
      status text not null,
      weight integer not null,
      version integer not null default 1,
      constraint parcel_pkey primary key (id),
      constraint parcel_weight_positive check (weight > 0)
    )`);
    await auditedTables(queryRunner, ['parcel']);
    await transitionGuard(queryRunner, 'parcel', 'status', parcelMachine);
    await queryRunner.query(`grant select, insert, update on parcel to ${await applicationRole(queryRunner)}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'parcel', 'status');
    await dropAuditedTables(queryRunner, ['parcel']);
    await queryRunner.query('drop table parcel');
    await dropFactsFoundation(queryRunner);
    await dropFoundation(queryRunner);
  }
}

/** The database of the specs. */
export const parcelDatabase: DatabaseDefinition = {
  name: 'parcels',
  entities: [],
  migrations: [CreateParcelTable1700000000000],
};

/** Acts by the system's clock. */
export const actsOver = (db: DataSource): Acts => new Acts(db, systemClock);
