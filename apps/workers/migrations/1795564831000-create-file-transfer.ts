import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { fileTransferMachine } from '../src/transfer/file-transfer.machine';

/** Transfers of files between unions: the old and the new place as they were named then. */
export class CreateFileTransfer1795564831000 implements MigrationInterface {
  readonly name = 'CreateFileTransfer1795564831000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await queryRunner.query(`grant select, insert, update on file_transfer to ${await applicationRole(queryRunner)}`);
    await auditedTables(queryRunner, ['file_transfer']);
    await transitionGuard(queryRunner, 'file_transfer', 'state', fileTransferMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'file_transfer', 'state');
    await dropAuditedTables(queryRunner, ['file_transfer']);
    await queryRunner.query('drop table file_transfer');
  }
}

const TABLE = `
create table file_transfer (
  id uuid not null,
  household_id uuid not null,
  file_no text collate "C" not null,
  state text not null,
  from_region_code text collate "C" not null,
  from_union_id uuid not null,
  to_region_code text collate "C" not null,
  to_union_id uuid not null,
  reason text not null,
  explanation text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  opinion text,
  version integer not null,
  constraint file_transfer_pkey primary key (id),
  constraint file_transfer_household_id_fkey foreign key (household_id) references household (id),
  constraint file_transfer_state_known check (state in ('PROPOSED','ACCEPTED','DECLINED','WITHDRAWN')),
  constraint file_transfer_region_form check (from_region_code ~ '^[0-9]{6}$' and to_region_code ~ '^[0-9]{6}$'
    and from_region_code <> '340000' and to_region_code <> '340000'),
  constraint file_transfer_goes_elsewhere check (from_union_id <> to_union_id),
  constraint file_transfer_reason_known check (reason in ('EMPLOYER_DISSOLVED','NEW_EMPLOYER','MOVED_HOME','REGION_CHANGED','OTHER')),
  constraint file_transfer_decided_whole check ((state = 'PROPOSED') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
  constraint file_transfer_accepted_by_another check (state <> 'ACCEPTED' or decided_by <> proposed_by),
  constraint file_transfer_declined_with_opinion check (state <> 'DECLINED' or opinion is not null),
  constraint file_transfer_version_positive check (version > 0)
);
create unique index file_transfer_household_id_open_unique on file_transfer (household_id) where state = 'PROPOSED';
create index file_transfer_household_id_idx on file_transfer (household_id, proposed_at desc);
create index file_transfer_from_region_code_idx on file_transfer (from_region_code, proposed_at, id);
create index file_transfer_to_region_code_idx on file_transfer (to_region_code, proposed_at, id);
comment on table file_transfer is 'Transfers of files between unions. Region codes are those of the time and stay (I32). It holds no personal data, so both sides keep it.';
`;
