import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Passings-down (下拨单): every step of money down the tree is proposed by one person and issued by another. One allocation
 * may get several; its own state says where it stands.
 */
export class CreatePassingDownTable1795564850010 implements MigrationInterface {
  readonly name = 'CreatePassingDownTable1795564850010';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ALLOCATION);
    await queryRunner.query(PASSING_DOWN);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant update (issued_on, confirmed_by, version) on allocation to ${app};
      grant select, insert, update (issued_by, issued_at, transaction_id, withdrawn_by, withdrawn_at) on passing_down to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      drop table passing_down;
      revoke update (issued_on) on allocation from ${app};
      alter table allocation drop column confirmed_by, drop column version;`);
  }
}

const ALLOCATION = `
alter table allocation
  add column confirmed_by text,
  add column version integer not null default 1,
  add constraint allocation_version_positive check (version > 0);
comment on column allocation.confirmed_by is 'User of the receiving union who confirmed the receipt last. Personal data of an officer on duty: kept with the ledger.';
`;

const PASSING_DOWN = `
create table passing_down (
  id uuid not null,
  allocation_id uuid not null,
  amount_fen bigint not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  issued_by text,
  issued_at timestamptz,
  transaction_id uuid,
  withdrawn_by text,
  withdrawn_at timestamptz,
  constraint passing_down_pkey primary key (id),
  constraint passing_down_allocation_id_fk foreign key (allocation_id) references allocation (id),
  constraint passing_down_transaction_id_fk foreign key (transaction_id) references ledger_transaction (id),
  constraint passing_down_transaction_id_unique unique (transaction_id),
  constraint passing_down_amount_fen_positive check (amount_fen > 0),
  constraint passing_down_issuer_is_another check (issued_by <> proposed_by),
  constraint passing_down_issued_whole check ((issued_at is null) = (issued_by is null) and (issued_at is null) = (transaction_id is null)),
  constraint passing_down_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_by is null)),
  constraint passing_down_ends_once check (issued_at is null or withdrawn_at is null)
);
create unique index passing_down_open_unique on passing_down (allocation_id) where issued_at is null and withdrawn_at is null;
create index passing_down_allocation_id_idx on passing_down (allocation_id, proposed_at);
comment on table passing_down is
  'Money proposed to be passed down to an allocation, and issued by someone else, with the ledger transaction that moved it. At most one is open.';
comment on column passing_down.proposed_by is 'User who proposed it; the issuer is another. Personal data of officers on duty: kept with the ledger.';
`;
