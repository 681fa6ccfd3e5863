import { transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { startupProjectMachine } from '../src/startup/startup-project.machine';

/**
 * Lets the funding of a start-up be taken back: when assistance reverses a payment, an act of the system reverses what was
 * recorded of it here. A payment whose posting was reversed may be recorded again, for it is out as before.
 */
export class TakeFundingBack1795564902000 implements MigrationInterface {
  readonly name = 'TakeFundingBack1795564902000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TURN);
    await queryRunner.query(BACK);
    await transitionGuard(queryRunner, 'startup_project', 'state', startupProjectMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UNDO);
  }
}

const TURN = `
alter table employment_payment add column disbursement_turn integer not null default 1,
  add constraint employment_payment_disbursement_turn_positive check (disbursement_turn > 0);
drop index employment_payment_disbursement_id_unique;
create unique index employment_payment_disbursement_id_unique on employment_payment (disbursement_id, disbursement_turn)
  where disbursement_id is not null;
comment on column employment_payment.disbursement_turn is
  'How often the disbursement has been recorded with this posting: one more than its postings that were reversed.';

create function employment_payment_turn() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows n where n.disbursement_id is not null and n.disbursement_turn <> 1 + (
      select count(*) from employment_payment o join employment_payment back on back.reverses_id = o.id
      where o.disbursement_id = n.disbursement_id)
  ) then
    raise exception 'a disbursement is recorded again only once its posting has been reversed'
      using errcode = 'check_violation', table = 'employment_payment', constraint = 'employment_payment_disbursement_turn_next';
  end if;
  return null;
end $$;
create trigger employment_payment_turn after insert on employment_payment
  referencing new table as new_rows for each statement execute function employment_payment_turn();
comment on function employment_payment_turn() is 'Money of a disbursement stands in the books once: a second posting follows the reversal of the first.';
`;

/**
 * Who records a payment holds its row in common, whoever brings its reversal changes the row: so the later of the two sees the
 * other's. A posting that was kept because the support was recovered is not asked about again.
 */
const BACK = `
create function programme_payment_reversed() returns trigger language plpgsql as $$
begin
  insert into job (id, kind, subject_id, region_code, state, viewer, created_at)
  select gen_random_uuid(), 'startup.takeFundingBack', y.id, y.region_code, 'QUEUED',
    '{"subject":"system:assistance","role":"admin","readPrefixes":[],"writePrefixes":[],"unionId":null,"department":null,"scopes":[],"subgraph":null}',
    now()
  from new_rows n
  join employment_payment y on y.disbursement_id = n.id
  where n.status = 'REVERSED'
    and not exists (select from employment_payment back where back.reverses_id = y.id)
    and not exists (select from job j where j.subject_id = y.id and j.kind = 'startup.takeFundingBack' and j.state <> 'FAILED');
  return null;
end $$;
comment on function programme_payment_reversed() is
  'Queues an act of the system for each posting whose payment assistance has reversed.';
create trigger programme_payment_projection_insert after insert on programme_payment_projection
  referencing new table as new_rows for each statement execute function programme_payment_reversed();
create trigger programme_payment_projection_update after update on programme_payment_projection
  referencing new table as new_rows for each statement execute function programme_payment_reversed();
`;

const UNDO = `
drop trigger programme_payment_projection_insert on programme_payment_projection;
drop trigger programme_payment_projection_update on programme_payment_projection;
drop function programme_payment_reversed();
drop trigger employment_payment_turn on employment_payment;
drop function employment_payment_turn();
drop index employment_payment_disbursement_id_unique;
create unique index employment_payment_disbursement_id_unique on employment_payment (disbursement_id)
  where disbursement_id is not null;
alter table employment_payment drop column disbursement_turn;
`;
