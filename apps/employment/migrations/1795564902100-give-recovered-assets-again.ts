import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An asset that was taken back may be given to another person: its serial number is held by one grant at a time. */
export class GiveRecoveredAssetsAgain1795564902100 implements MigrationInterface {
  readonly name = 'GiveRecoveredAssetsAgain1795564902100';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table asset_grant drop constraint asset_grant_serial_no_unique;
      create unique index asset_grant_serial_no_unique on asset_grant (serial_no) where state <> 'RECOVERED';
      create index asset_grant_serial_no_idx on asset_grant (serial_no);
      comment on index asset_grant_serial_no_unique is 'A serial number is held by one grant at a time; what was taken back is given again.';`);
  }

  /** Refused by the constraint while an asset has been given again. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index asset_grant_serial_no_idx;
      drop index asset_grant_serial_no_unique;
      alter table asset_grant add constraint asset_grant_serial_no_unique unique (serial_no);`);
  }
}
