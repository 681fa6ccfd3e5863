import { dropRegionWall, type RegionWall, regionWall } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'request_payment_projection';

/** A payment is seen with the request that it answers, as the wall of unions has it already. */
const WITH_REQUEST: RegionWall = {
  parents: [
    { table: 'travel_subsidy_request', column: 'request_id' },
    { table: 'advance_request', column: 'request_id' },
  ],
};

/**
 * A payment that answers a request lies in the region in which it is paid, which may not be that of the request: who asked is shown
 * what became of it all the same.
 */
export class ShowPaymentsWithTheirRequests1795565012000 implements MigrationInterface {
  readonly name = 'ShowPaymentsWithTheirRequests1795565012000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await dropRegionWall(queryRunner, TABLE);
    await regionWall(queryRunner, TABLE, WITH_REQUEST);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropRegionWall(queryRunner, TABLE);
    await regionWall(queryRunner, TABLE);
  }
}
