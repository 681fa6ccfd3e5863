import { applicationRole, dropRegionWall, type RegionWall, regionWall } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What belongs to a region, and how a row's region is known. Parents first. */
const WALLS: Readonly<Record<string, RegionWall>> = {
  user_account: {},
  role_assignment: {},
  delegation: {},
  emergency_access: {},
  client: {},
  // Whoever is refused without being known belongs to no region.
  sign_in: { isOpenWithoutRegion: true },
  change: { isOpenWithoutRegion: true },
  external_identity: { parents: [{ table: 'user_account', column: 'user_id' }] },
  client_secret: { parents: [{ table: 'client', column: 'client_id' }] },
};

const CONFLICTS = 'role_conflicts(uuid, text, text[], timestamptz, timestamptz)';

/** An administrator sees and writes what lies in its regions; what excludes a role is asked wherever the person holds it. */
export class WallOffRegions1795564903100 implements MigrationInterface {
  readonly name = 'WallOffRegions1795564903100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [table, wall] of Object.entries(WALLS)) await regionWall(queryRunner, table, wall);
    await queryRunner.query(`
      alter function ${CONFLICTS} security definer set search_path = public, pg_temp;
      alter function role_compatible() security definer set search_path = public, pg_temp;
      revoke execute on function ${CONFLICTS} from public;
      grant execute on function ${CONFLICTS} to ${await applicationRole(queryRunner)};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      revoke execute on function ${CONFLICTS} from ${await applicationRole(queryRunner)};
      grant execute on function ${CONFLICTS} to public;
      alter function role_compatible() security invoker reset search_path;
      alter function ${CONFLICTS} security invoker reset search_path;`);
    for (const table of Object.keys(WALLS).reverse()) await dropRegionWall(queryRunner, table);
  }
}
