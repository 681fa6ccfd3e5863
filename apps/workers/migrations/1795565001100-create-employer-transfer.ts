import { applicationRole, dropRegionWall, regionWall } from '@nuan/database';
import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keeps the day on which an employer was deregistered and the union that it had, so that files of its workers are found and handed on,
 * and the acts that propose their transfers. An existing database reads the snapshot of enterprises again, into an empty table: a row
 * is never replaced by one of the same version.
 */
export class CreateEmployerTransfer1795565001100 implements MigrationInterface {
  readonly name = 'CreateEmployerTransfer1795565001100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [EMPLOYER, TABLE]) await queryRunner.query(sql);
    await queryRunner.query(`grant select, insert on employer_transfer to ${await applicationRole(queryRunner)}`);
    await auditedTables(queryRunner, ['employer_transfer']);
    await regionWall(queryRunner, 'employer_transfer');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table file_transfer drop column employer_transfer_id');
    await dropRegionWall(queryRunner, 'employer_transfer');
    await dropAuditedTables(queryRunner, ['employer_transfer']);
    await queryRunner.query(`
      drop table employer_transfer;
      drop index union_projection_federation_idx;
      alter table enterprise_projection drop column union_id, drop column closed_on;`);
  }
}

const EMPLOYER = `
alter table enterprise_projection add column union_id uuid, add column closed_on date;
create index enterprise_projection_closed_on_idx on enterprise_projection (closed_on, id) where closed_on is not null;
create index union_projection_federation_idx on union_projection (region_code) where level in ('PROVINCE','PREFECTURE','COUNTY');
comment on column enterprise_projection.union_id is 'Its union (所属工会); null when it has none on record.';
comment on column enterprise_projection.closed_on is 'Day of its deregistration (注销日期); null while it is registered.';
with emptied as (delete from enterprise_projection returning 1)
update projection_cursor set cursor = null where source = 'enterprises' and exists (select from emptied);
`;

const TABLE = `
create table employer_transfer (
  id uuid not null,
  enterprise_id uuid not null,
  region_code text collate "C" not null,
  due_count integer not null,
  open_count integer not null,
  busy_count integer not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  constraint employer_transfer_pkey primary key (id),
  constraint employer_transfer_region_form check (region_code ~ '^[0-9]{6}$'),
  constraint employer_transfer_counts_not_negative check (due_count >= 0 and open_count >= 0 and busy_count >= 0)
);
create index employer_transfer_region_code_idx on employer_transfer (region_code, proposed_at, id);
comment on table employer_transfer is 'Acts that propose the transfers of all files of a deregistered employer at once. It holds no personal data.';
comment on column employer_transfer.region_code is 'Region of the files; the first by code when they lie in several.';
comment on column employer_transfer.open_count is 'Files left alone because a transfer of theirs was open already.';
comment on column employer_transfer.busy_count is 'Files left alone because something else was under way.';
alter table file_transfer
  add column employer_transfer_id uuid,
  add constraint file_transfer_employer_transfer_id_fkey foreign key (employer_transfer_id) references employer_transfer (id),
  add constraint file_transfer_of_one_act check (num_nonnulls(union_transfer_id, employer_transfer_id) <= 1);
create index file_transfer_employer_transfer_id_idx on file_transfer (employer_transfer_id) where employer_transfer_id is not null;
`;
