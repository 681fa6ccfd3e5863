import { applicationRole, dropUnionTree, dropUnionWall, unionTree, type UnionWall, unionWall } from '@nuan/database';
import { derivedTable, dropDerivedTable } from '@nuan/facts';
import { dropUploadUnions, uploadUnions } from '@nuan/intake';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was written of an enterprise: seen by whose enterprise it is, and written for it. */
const ofEnterprise: UnionWall = {
  parents: [{ table: 'enterprise', column: 'enterprise_id', unionColumn: 'union_id' }],
};

/** An import belongs to who sent its file. */
const ofUpload: UnionWall = { parents: [{ table: 'upload', column: 'upload_id' }], isWrittenBySight: true };

const WALLS: Readonly<Record<string, UnionWall>> = {
  enterprise: { columns: ['union_id'] },
  enterprise_visit: ofEnterprise,
  worker_diversion: ofEnterprise,
  demonstration_pledge: ofEnterprise,
  enterprise_move: ofEnterprise,
  partner_shop: { columns: ['union_id'] },
  enterprise_import: ofUpload,
  enterprise_visit_import: ofUpload,
  capacity_cut_import: ofUpload,
  upload: { writers: 'union_ids' },
  change: 'regions',
};

/**
 * Who is bounded by unions sees the enterprises and shops of its sub-trees alone. The tree is kept with the unions, in the transaction of
 * each change.
 */
export class BoundByUnions1795565006000 implements MigrationInterface {
  readonly name = 'BoundByUnions1795565006000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await unionTree(queryRunner);
    await uploadUnions(queryRunner);
    await queryRunner.query(KEPT);
    await queryRunner.query(`revoke insert, update, delete on union_tree from ${await applicationRole(queryRunner)}`);
    await derivedTable(queryRunner, 'union_tree', 'rebuild_union_tree');
    for (const [table, wall] of Object.entries(WALLS)) await unionWall(queryRunner, table, wall);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of Object.keys(WALLS).reverse()) await dropUnionWall(queryRunner, table);
    await dropDerivedTable(queryRunner, 'union_tree');
    await queryRunner.query(DROPPED);
    await dropUploadUnions(queryRunner);
    await dropUnionTree(queryRunner);
  }
}

const KEPT = `
create function rebuild_union_tree() returns void language sql security definer set search_path = public, pg_temp as $$
  delete from union_tree;
  insert into union_tree (id, parent_id, successor_id, source_version) select id, parent_id, successor_id, version from trade_union;
$$;
revoke execute on function rebuild_union_tree() from public;
comment on function rebuild_union_tree() is 'Makes union_tree from the unions, after a bulk load.';
create function keep_union_tree() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into union_tree (id, parent_id, successor_id, source_version) values (new.id, new.parent_id, new.successor_id, new.version)
  on conflict (id) do update set parent_id = excluded.parent_id, successor_id = excluded.successor_id, source_version = excluded.source_version;
  return null;
end $$;
revoke execute on function keep_union_tree() from public;
create trigger union_tree_kept after insert or update of parent_id, successor_id on trade_union for each row execute function keep_union_tree();
comment on function keep_union_tree() is 'Keeps union_tree equal to the unions.';
select rebuild_union_tree();
`;

const DROPPED = `
drop trigger union_tree_kept on trade_union;
drop function keep_union_tree();
drop function rebuild_union_tree();
`;
