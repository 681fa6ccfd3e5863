import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { applicationRole, dropFoundation, foundation } from '../src/foundation';
import { dropRegionWall, regionWall } from '../src/region-wall';
import { dropUnionTree, dropUnionWall, dropUnionWriting, unionTree, unionWall, unionWriting } from '../src/union-wall';

/** A made-up row for this library's specs: crates that unions of a county hand out. */
@Entity({ name: 'crate' })
export class Crate {
  @PrimaryColumn({ type: 'integer' })
  readonly id!: number;

  @Column({ type: 'text', name: 'region_code' })
  readonly regionCode!: string;

  @Column({ type: 'uuid', name: 'union_id', nullable: true })
  readonly unionId!: string | null;
}

/** Crates, their seals, who carried them, and a count of the region. */
export class CreateCrate1485160002000 implements MigrationInterface {
  readonly name = 'CreateCrate1485160002000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      create table crate (id integer constraint crate_pkey primary key, region_code text not null, union_id uuid);
      create table crate_seal (crate_id integer constraint crate_seal_pkey primary key, seal text not null);
      create table carrying (crate_id integer constraint carrying_pkey primary key, region_code text not null, carrier text not null);
      create table crate_count (region_code text constraint crate_count_pkey primary key, n integer not null);
      grant select, insert, update, delete on crate, crate_seal, carrying, crate_count to ${app};`);
    for (const table of ['crate', 'carrying', 'crate_count']) await regionWall(queryRunner, table);
    await regionWall(queryRunner, 'crate_seal', { parents: [{ table: 'crate', column: 'crate_id' }] });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['crate_seal', 'crate_count', 'carrying', 'crate']) await dropRegionWall(queryRunner, table);
    await queryRunner.query('drop table crate_seal, carrying, crate_count, crate');
    await dropFoundation(queryRunner);
  }
}

/** Bounds them by unions. */
export class BoundCrateByUnion1485160003000 implements MigrationInterface {
  readonly name = 'BoundCrateByUnion1485160003000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await unionTree(queryRunner);
    await unionWall(queryRunner, 'crate', { columns: ['union_id'] });
    await unionWall(queryRunner, 'carrying', {
      parents: [{ table: 'crate', column: 'crate_id', unionColumn: 'union_id' }],
    });
    await unionWall(queryRunner, 'crate_count', 'regions');
    await unionWriting(queryRunner, 'crate_seal', [{ table: 'crate', column: 'crate_id', unionColumn: 'union_id' }]);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropUnionWriting(queryRunner, 'crate_seal');
    for (const table of ['crate_count', 'carrying', 'crate']) await dropUnionWall(queryRunner, table);
    await dropUnionTree(queryRunner);
  }
}

/** A database whose rows are bounded by unions too. */
export const crateDatabase = {
  name: 'scratch',
  entities: [Crate],
  migrations: [CreateCrate1485160002000, BoundCrateByUnion1485160003000],
};
