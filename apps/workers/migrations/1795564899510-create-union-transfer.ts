import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One act that proposes the transfers of all files of a dissolved union; each transfer names the act it came of. */
export class CreateUnionTransfer1795564899510 implements MigrationInterface {
  readonly name = 'CreateUnionTransfer1795564899510';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query(`grant select, insert on union_transfer to ${await applicationRole(queryRunner)}`);
    await auditedTables(queryRunner, ['union_transfer']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table file_transfer drop column union_transfer_id');
    await dropAuditedTables(queryRunner, ['union_transfer']);
    await queryRunner.query('drop table union_transfer');
  }
}

const TABLE = `
create table union_transfer (
  id uuid not null,
  union_id uuid not null,
  successor_id uuid not null,
  region_code text collate "C" not null,
  to_region_code text collate "C" not null,
  reason text not null,
  due_count integer not null,
  open_count integer not null,
  busy_count integer not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  constraint union_transfer_pkey primary key (id),
  constraint union_transfer_goes_elsewhere check (union_id <> successor_id),
  constraint union_transfer_region_form check (region_code ~ '^[0-9]{6}$' and to_region_code ~ '^[0-9]{6}$'),
  constraint union_transfer_reason_known check (reason in ('EMPLOYER_DISSOLVED','REGION_CHANGED')),
  constraint union_transfer_counts_not_negative check (due_count >= 0 and open_count >= 0 and busy_count >= 0)
);
create index union_transfer_region_code_idx on union_transfer (region_code, proposed_at, id);
comment on table union_transfer is 'Acts that propose the transfers of all files of a dissolved union at once. It holds no personal data.';
comment on column union_transfer.to_region_code is 'Present region of the successor; a file that lies under it keeps its own.';
comment on column union_transfer.open_count is 'Files left alone because a transfer of theirs was open already.';
comment on column union_transfer.busy_count is 'Files left alone because something else was under way.';
alter table file_transfer
  add column union_transfer_id uuid,
  add constraint file_transfer_union_transfer_id_fkey foreign key (union_transfer_id) references union_transfer (id);
create index file_transfer_union_transfer_id_idx on file_transfer (union_transfer_id) where union_transfer_id is not null;
`;
