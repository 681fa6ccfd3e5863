import { applicationRole } from '@nuan/database';
import { derivedTable, dropDerivedTable, dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Publishes to employment the payments of its programmes, so that it records no money that was never paid. They are few among all
 * payments: a table of their own keeps the others out of the feed.
 */
export class PublishProgrammePayments1795564899600 implements MigrationInterface {
  readonly name = 'PublishProgrammePayments1795564899600';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [TABLE, REBUILD, 'select rebuild_programme_payment()', TRIGGERS, FACTS])
      await queryRunner.query(sql);
    await queryRunner.query(`grant select on programme_payment to ${await applicationRole(queryRunner)}`);
    await derivedTable(queryRunner, 'programme_payment', 'rebuild_programme_payment');
    await factTriggers(queryRunner, { table: 'programme_payment', entity: 'ProgrammePayment' });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropFactTriggers(queryRunner, 'programme_payment');
    await dropDerivedTable(queryRunner, 'programme_payment');
    await queryRunner.query(UNDO);
  }
}

const PURPOSES = `('STARTUP','TRAINING','ASSET')`;

const TABLE = `
create table programme_payment (
  id uuid not null,
  status text not null,
  purpose text not null,
  amount_fen bigint not null,
  payee_id uuid not null,
  region_code text not null,
  version bigint not null,
  constraint programme_payment_pkey primary key (id),
  constraint programme_payment_purpose_known check (purpose in ${PURPOSES}),
  constraint programme_payment_amount_fen_positive check (amount_fen > 0),
  constraint programme_payment_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint programme_payment_version_positive check (version > 0)
);
comment on table programme_payment is
  'Per payment for a start-up, for training or for a productive asset: what employment checks its records by. Derived from disbursement by triggers.';
comment on column programme_payment.id is 'The payment.';
comment on column programme_payment.payee_id is
  'Personal data by reference: lawful basis is the aid procedure; kept as long as the payment.';
comment on column programme_payment.version is 'Version of the payment.';
`;

const COLUMNS = ['status', 'purpose', 'amount_fen', 'payee_id', 'region_code', 'version'];

/** Makes the row of a payment what the payment says; `p` is the row that is there. */
const keep = (source: string): string => `
  insert into programme_payment as p (id, ${COLUMNS.join(', ')}) ${source}
  on conflict on constraint programme_payment_pkey do update
  set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
  where excluded.version > p.version`;

const REBUILD = `
create function rebuild_programme_payment() returns void language sql security definer set search_path = public, pg_temp as $$
  ${keep(`select d.id, ${COLUMNS.map((column) => `d.${column}`).join(', ')} from disbursement d where d.purpose in ${PURPOSES}`)}
$$;
revoke execute on function rebuild_programme_payment() from public;
comment on function rebuild_programme_payment() is 'Refills programme_payment from the payments; a payment is never deleted, so that no row goes.';
`;

/**
 * Row by row, by the primary key alone: no plan is kept that could join two sets of rows in nested loops. Payments of other
 * purposes end at the condition, before anything is queued or called.
 */
const TRIGGERS = `
create function keep_programme_payment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  ${keep(`values (new.id, ${COLUMNS.map((column) => `new.${column}`).join(', ')})`)};
  return null;
end $$;
comment on function keep_programme_payment() is 'Keeps programme_payment true for one payment.';
create trigger disbursement_programme_payment_insert after insert on disbursement
  for each row when (new.purpose in ${PURPOSES}) execute function keep_programme_payment();
create trigger disbursement_programme_payment_update after update on disbursement
  for each row when (new.purpose in ${PURPOSES} and new.status is distinct from old.status) execute function keep_programme_payment();
`;

const FACTS = `
create function programme_payment_facts(r programme_payment) returns jsonb language sql stable as $$
  select jsonb_build_object('status', r.status, 'purpose', r.purpose, 'amountFen', r.amount_fen::text, 'payeeId', r.payee_id)
$$;
comment on function programme_payment_facts(programme_payment) is 'What employment keeps of a payment of its programmes. Never given to partners.';
`;

const UNDO = `
drop function programme_payment_facts(programme_payment);
drop trigger disbursement_programme_payment_update on disbursement;
drop trigger disbursement_programme_payment_insert on disbursement;
drop function keep_programme_payment();
drop function rebuild_programme_payment();
drop table programme_payment;
`;
