import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { applicationRole, dropFoundation, foundation } from '../src/foundation';
import { dropRegionWall, dropWalledViews, regionWall, walledViews } from '../src/region-wall';
import { createRollupSource, dropRollupSource, dropRollupTriggers, rollupTriggers } from '../src/rollup-triggers';

/** A made-up row for this library's specs: relief parcels handed out. */
@Entity({ name: 'parcel' })
export class Parcel {
  @PrimaryColumn({ type: 'integer' })
  readonly id!: number;

  @Column({ type: 'text', name: 'region_code' })
  readonly regionCode!: string;

  @Column({ type: 'text' })
  readonly content!: string;

  @Column({ type: 'bigint', name: 'amount_fen' })
  readonly amountFen!: string;

  @Column({ type: 'date', name: 'handed_on', nullable: true })
  readonly handedOn!: string | null;
}

/** Creates the parcels and their rollup. */
export class CreateParcel1485160000000 implements MigrationInterface {
  readonly name = 'CreateParcel1485160000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await foundation(queryRunner);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      create table parcel (
        id integer not null, region_code text not null, content text not null, amount_fen bigint not null, handed_on date,
        constraint parcel_pkey primary key (id),
        constraint parcel_amount_fen_positive check (amount_fen > 0)
      );
      grant select, insert, update, delete on parcel to ${app};
      create function parcel_rollup(r parcel) returns setof rollup_cell language sql stable as $$
        select 'parcel', r.region_code, '', coalesce(extract(year from r.handed_on)::int, 0), r.content, 1::bigint, r.amount_fen
      $$;`);
    await rollupTriggers(queryRunner, 'parcel');
    await createRollupSource(queryRunner, ['parcel']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropRollupSource(queryRunner);
    await dropRollupTriggers(queryRunner, 'parcel');
    await queryRunner.query('drop function parcel_rollup(parcel); drop table parcel;');
    await dropFoundation(queryRunner);
  }
}

/** Puts the parcels behind the wall, and what was said of each with its parcel. */
export class WallOffParcel1485160001000 implements MigrationInterface {
  readonly name = 'WallOffParcel1485160001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      create table parcel_note (parcel_id integer not null references parcel, note text not null, constraint parcel_note_pkey primary key (parcel_id, note));
      grant select, insert, update, delete on parcel_note to ${app};
      create view parcel_seen as select region_code, content from parcel;
      grant select on parcel_seen to ${app};`);
    await regionWall(queryRunner, 'parcel');
    await regionWall(queryRunner, 'parcel_note', { parents: [{ table: 'parcel', column: 'parcel_id' }] });
    await walledViews(queryRunner, ['parcel_seen']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropWalledViews(queryRunner, ['parcel_seen']);
    await dropRegionWall(queryRunner, 'parcel_note');
    await dropRegionWall(queryRunner, 'parcel');
    await queryRunner.query('drop view parcel_seen; drop table parcel_note;');
  }
}

/** The database of this library's specs. */
export const parcelDatabase = { name: 'scratch', entities: [Parcel], migrations: [CreateParcel1485160000000] };

/** The same with the wall of regions. */
export const walledDatabase = {
  ...parcelDatabase,
  migrations: [CreateParcel1485160000000, WallOffParcel1485160001000],
};
