import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lets contracts with shops follow a division that ended, as employers do: which region a contract lies in is the only one of its terms that changes. */
export class LetShopsFollowTheirCounty1795565015030 implements MigrationInterface {
  readonly name = 'LetShopsFollowTheirCounty1795565015030';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant update (region_code) on partner_shop to ${app};
      comment on column partner_shop.region_code is 'Where the shop lies; when that division ends, contracts that run on follow it to its successor.';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      revoke update (region_code) on partner_shop from ${app};
      comment on column partner_shop.region_code is null;`);
  }
}
