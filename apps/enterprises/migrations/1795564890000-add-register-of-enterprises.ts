import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes the register of enterprises writable: where one was before it moved, why one was deregistered, and that this is final. */
export class AddRegisterOfEnterprises1795564890000 implements MigrationInterface {
  readonly name = 'AddRegisterOfEnterprises1795564890000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    for (const sql of [CLOSED, MOVE]) await queryRunner.query(sql);
    await queryRunner.query(`
      grant update (closed_reason) on enterprise to ${app};
      grant select, insert on enterprise_move to ${app};`);
    await auditedTables(queryRunner, ['enterprise_move']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, ['enterprise_move']);
    await queryRunner.query(`
      drop table enterprise_move;
      drop trigger enterprise_closed_final on enterprise;
      drop function enterprise_closed_final();
      alter table enterprise drop column closed_reason;`);
  }
}

const CLOSED = `
alter table enterprise
  add column closed_reason text,
  add constraint enterprise_closed_reason_present check (btrim(closed_reason) <> ''),
  add constraint enterprise_closed_reason_closed check (closed_reason is null or closed_on is not null);
comment on column enterprise.closed_reason is 'Why it was deregistered; null while it is registered.';
create function enterprise_closed_final() returns trigger language plpgsql as $$
begin
  if old.closed_on is not null then
    raise exception 'a deregistered enterprise is not changed any more'
      using errcode = 'check_violation', table = 'enterprise', constraint = 'enterprise_closed_final';
  end if;
  return new;
end $$;
create trigger enterprise_closed_final before update on enterprise for each row execute function enterprise_closed_final();
comment on function enterprise_closed_final() is 'Deregistration is the last state of an enterprise.';
`;

const MOVE = `
create table enterprise_move (
  id uuid not null,
  enterprise_id uuid not null,
  from_region_code text not null,
  to_region_code text not null,
  moved_on date not null,
  recorded_on date not null,
  constraint enterprise_move_pkey primary key (id),
  constraint enterprise_move_enterprise_id_fkey foreign key (enterprise_id) references enterprise (id),
  constraint enterprise_move_from_region_code_form check (from_region_code ~ '^[0-9]{6}$' and from_region_code !~ '0000$'),
  constraint enterprise_move_to_region_code_form check (to_region_code ~ '^[0-9]{6}$' and to_region_code !~ '0000$'),
  constraint enterprise_move_to_elsewhere check (from_region_code <> to_region_code),
  constraint enterprise_move_not_in_the_future check (moved_on <= recorded_on),
  constraint enterprise_move_enterprise_id_moved_on_unique unique (enterprise_id, moved_on)
);
comment on table enterprise_move is 'Where an enterprise was before and after each move; with it the region of any past day is known. Appended only.';
comment on column enterprise_move.moved_on is 'First day in the new region.';
`;
