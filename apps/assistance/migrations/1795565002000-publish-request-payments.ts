import { applicationRole, dropRegionWall, regionWall } from '@nuan/database';
import { derivedTable, dropDerivedTable, dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Publishes to migrants what becomes of its requests, so that it shows what was paid and not what was asked for; and takes over by
 * which account a subsidy is to be paid. Payments that answer a request are few: a table of their own keeps the others out of the feed.
 */
export class PublishRequestPayments1795565002000 implements MigrationInterface {
  readonly name = 'PublishRequestPayments1795565002000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [MODE, TABLE, REBUILD, 'select rebuild_request_payment()', TRIGGERS, FACTS])
      await queryRunner.query(sql);
    await queryRunner.query(`grant select on request_payment to ${await applicationRole(queryRunner)}`);
    await derivedTable(queryRunner, 'request_payment', 'rebuild_request_payment');
    await factTriggers(queryRunner, { table: 'request_payment', entity: 'RequestPayment' });
    await regionWall(queryRunner, 'request_payment');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropRegionWall(queryRunner, 'request_payment');
    await dropFactTriggers(queryRunner, 'request_payment');
    await dropDerivedTable(queryRunner, 'request_payment');
    await queryRunner.query(UNDO);
  }
}

const MODE = `
alter table payment_request_projection add column mode text,
  add constraint payment_request_projection_mode_by_account check (mode in ('BANK_CARD','PASSBOOK'));
comment on column payment_request_projection.mode is
  'By which account of the person a travel subsidy is to be paid; null for an advance, and for subsidies asked for before this was kept.';
`;

const TABLE = `
create table request_payment (
  id uuid not null,
  request_id uuid not null,
  status text not null,
  amount_fen bigint not null,
  paid_on date,
  region_code text not null,
  version bigint not null,
  constraint request_payment_pkey primary key (id),
  constraint request_payment_amount_fen_positive check (amount_fen > 0),
  constraint request_payment_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint request_payment_version_positive check (version > 0)
);
comment on table request_payment is
  'Per payment that answers a request of migrants: what migrants shows of it. Derived from disbursement by triggers.';
comment on column request_payment.id is 'The payment.';
comment on column request_payment.request_id is
  'Personal data by reference (who asked for a subsidy to travel): lawful basis is the aid procedure; kept as long as the payment.';
comment on column request_payment.paid_on is 'Calendar day of the payment in Asia/Shanghai; null before it was paid.';
comment on column request_payment.version is 'Version of the payment.';
`;

const PAID_ON = `(paid_at at time zone 'Asia/Shanghai')::date`;
const COLUMNS = ['request_id', 'status', 'amount_fen', 'paid_on', 'region_code', 'version'];
const valuesOf = (row: string): string =>
  COLUMNS.map((column) =>
    column === 'paid_on' ? PAID_ON.replace('paid_at', `${row}.paid_at`) : `${row}.${column}`,
  ).join(', ');

/** Makes the row of a payment what the payment says; `p` is the row that is there. */
const keep = (source: string): string => `
  insert into request_payment as p (id, ${COLUMNS.join(', ')}) ${source}
  on conflict on constraint request_payment_pkey do update
  set ${COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ')}
  where excluded.version > p.version`;

const REBUILD = `
create function rebuild_request_payment() returns void language sql security definer set search_path = public, pg_temp as $$
  ${keep(`select d.id, ${valuesOf('d')} from disbursement d where d.request_id is not null`)}
$$;
revoke execute on function rebuild_request_payment() from public;
comment on function rebuild_request_payment() is 'Refills request_payment from the payments; a payment is never deleted, so that no row goes.';
`;

/** Row by row, by the primary key alone; payments that answer no request end at the condition, before anything is queued or called. */
const TRIGGERS = `
create function keep_request_payment() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  ${keep(`values (new.id, ${valuesOf('new')})`)};
  return null;
end $$;
comment on function keep_request_payment() is 'Keeps request_payment true for one payment.';
create trigger disbursement_request_payment_insert after insert on disbursement
  for each row when (new.request_id is not null) execute function keep_request_payment();
create trigger disbursement_request_payment_update after update on disbursement
  for each row when (new.request_id is not null and new.status is distinct from old.status) execute function keep_request_payment();
`;

const FACTS = `
create function request_payment_facts(r request_payment) returns jsonb language sql stable as $$
  select jsonb_build_object('requestId', r.request_id, 'status', r.status, 'amountFen', r.amount_fen::text, 'paidOn', r.paid_on)
$$;
comment on function request_payment_facts(request_payment) is 'What migrants keeps of a payment that answers its request. Never given to partners.';
`;

const UNDO = `
drop function request_payment_facts(request_payment);
drop trigger disbursement_request_payment_update on disbursement;
drop trigger disbursement_request_payment_insert on disbursement;
drop function keep_request_payment();
drop function rebuild_request_payment();
drop table request_payment;
alter table payment_request_projection drop column mode;
`;
