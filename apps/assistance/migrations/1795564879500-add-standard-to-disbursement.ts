import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which standard a payment was held against, kept with the decision: another one may hold tomorrow. */
export class AddStandardToDisbursement1795564879500 implements MigrationInterface {
  readonly name = 'AddStandardToDisbursement1795564879500';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(STANDARD);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant update (standard_id) on disbursement to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table disbursement drop column standard_id');
  }
}

const STANDARD = `
alter table disbursement
  add column standard_id uuid,
  add constraint disbursement_standard_id_fk foreign key (standard_id) references aid_standard (id);
comment on column disbursement.standard_id is
  'Snapshot: the standard whose caps the payment was held against last, when it was checked or its money was set aside (I19). Null for payments loaded in bulk.';
`;
