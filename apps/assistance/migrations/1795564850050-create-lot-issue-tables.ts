import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What becomes of donations: cash given back, goods issued to people or written off, each as an entry that is never changed
 * (I36). Triggers carry the entries over to the donation and the lot, whose CHECKs refuse more than there is (I22).
 */
export class CreateLotIssueTables1795564850050 implements MigrationInterface {
  readonly name = 'CreateLotIssueTables1795564850050';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [DONATION, DONATION_RETURN, LOT, LOT_ISSUE, RECIPIENT, POSTING]) await queryRunner.query(sql);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      revoke update (issued_on) on donation_lot from ${app};
      grant update (version) on donation, donation_lot to ${app};
      grant select, insert on donation_return, lot_issue, lot_issue_recipient to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      drop table lot_issue_recipient, lot_issue, donation_return;
      drop function lot_issue_post();
      drop function donation_return_post();
      alter table donation_lot drop constraint donation_lot_quantities_within_lot, drop column valuation, drop column issued_quantity,
        drop column issued_value_fen, drop column written_off_quantity, drop column written_off_value_fen, drop column version;
      alter table donation drop column transaction_id, drop column returned_fen, drop column version;
      grant update (issued_on) on donation_lot to ${app};`);
  }
}

const DONATION = `
alter table donation
  add column transaction_id uuid,
  add column returned_fen bigint not null default 0,
  add column version integer not null default 1,
  add constraint donation_transaction_id_fk foreign key (transaction_id) references ledger_transaction (id),
  add constraint donation_transaction_id_unique unique (transaction_id),
  add constraint donation_transaction_id_for_cash check (transaction_id is null or kind = 'CASH'),
  add constraint donation_returned_fen_within_cash check (returned_fen between 0 and cash_fen),
  add constraint donation_version_positive check (version > 0);
comment on column donation.transaction_id is 'The ledger transaction that raised the cash, in the same act; null for goods, and for donations loaded in bulk.';
comment on column donation.returned_fen is 'Cash given back or corrected away; kept by a trigger of donation_return.';
`;

const DONATION_RETURN = `
create table donation_return (
  id uuid not null,
  donation_id uuid not null,
  cash_fen bigint not null,
  reason text not null,
  transaction_id uuid not null,
  returned_by text not null,
  returned_at timestamptz not null,
  constraint donation_return_pkey primary key (id),
  constraint donation_return_donation_id_fk foreign key (donation_id) references donation (id),
  constraint donation_return_transaction_id_fk foreign key (transaction_id) references ledger_transaction (id),
  constraint donation_return_transaction_id_unique unique (transaction_id),
  constraint donation_return_cash_fen_positive check (cash_fen > 0),
  constraint donation_return_reason_present check (length(btrim(reason)) > 0)
);
create index donation_return_donation_id_idx on donation_return (donation_id);
comment on table donation_return is 'Cash of a donation given back to its donor, or recorded too high: a counter-entry with its ledger transaction, written once.';
comment on column donation_return.returned_by is 'User who did it. Personal data of an officer on duty: kept with the ledger.';
`;

const LOT = `
alter table donation_lot
  add column valuation text not null default 'DONOR_STATED',
  add column issued_quantity integer not null default 0,
  add column issued_value_fen bigint not null default 0,
  add column written_off_quantity integer not null default 0,
  add column written_off_value_fen bigint not null default 0,
  add column version integer not null default 1,
  add constraint donation_lot_valuation_known check (valuation in ('INVOICE','MARKET_PRICE','APPRAISAL','DONOR_STATED')),
  add constraint donation_lot_quantities_within_lot check (issued_quantity >= 0 and written_off_quantity >= 0
    and issued_quantity + written_off_quantity <= quantity and issued_value_fen >= 0 and written_off_value_fen >= 0
    and issued_value_fen + written_off_value_fen <= value_fen),
  add constraint donation_lot_version_positive check (version > 0);
comment on column donation_lot.valuation is 'How the recorded value was found.';
comment on column donation_lot.issued_quantity is 'How much of the lot people have received; kept by a trigger of lot_issue.';
`;

const LOT_ISSUE = `
create table lot_issue (
  id uuid not null,
  lot_id uuid not null,
  kind text not null,
  quantity integer not null,
  recipients integer not null,
  value_fen bigint not null,
  issued_on date not null,
  reason text,
  reverses_id uuid,
  made_by text not null,
  made_at timestamptz not null,
  constraint lot_issue_pkey primary key (id),
  constraint lot_issue_lot_id_fk foreign key (lot_id) references donation_lot (id),
  constraint lot_issue_reverses_id_fk foreign key (reverses_id) references lot_issue (id),
  constraint lot_issue_reverses_id_unique unique (reverses_id),
  constraint lot_issue_kind_known check (kind in ('ISSUED','WRITTEN_OFF')),
  constraint lot_issue_sign_with_reversal check (case when reverses_id is null then quantity > 0 and value_fen >= 0 and recipients >= 0
    else quantity < 0 and value_fen <= 0 and recipients <= 0 and reason is not null end),
  constraint lot_issue_recipients_with_kind check ((kind = 'ISSUED') = (recipients <> 0)),
  constraint lot_issue_recipients_within_quantity check (abs(recipients) <= abs(quantity)),
  constraint lot_issue_reason_when_written_off check (kind = 'ISSUED' or reason is not null)
);
create index lot_issue_lot_id_idx on lot_issue (lot_id, made_at);
comment on table lot_issue is
  'Goods of a lot issued to people at their share of its recorded value, or written off; a correction is an entry with the opposite sign (I36).';
comment on column lot_issue.recipients is 'Persons who received; none of them received from the same donation before.';
comment on column lot_issue.made_by is 'User who recorded it. Personal data of an officer on duty: kept with the ledger.';
`;

const RECIPIENT = `
create table lot_issue_recipient (
  issue_id uuid not null,
  person_id uuid not null,
  donation_id uuid not null,
  is_taken_back boolean not null default false,
  constraint lot_issue_recipient_pkey primary key (issue_id, person_id),
  constraint lot_issue_recipient_issue_id_fk foreign key (issue_id) references lot_issue (id),
  constraint lot_issue_recipient_donation_id_fk foreign key (donation_id) references donation (id)
);
create unique index lot_issue_recipient_donation_id_person_id_unique on lot_issue_recipient (donation_id, person_id) where not is_taken_back;
comment on table lot_issue_recipient is 'Who received donated goods, where the list names them: each person once per donation.';
comment on column lot_issue_recipient.person_id is 'The person. Personal data by reference: lawful basis is the aid procedure; kept as long as the ledger.';
`;

const POSTING = `
create function donation_return_post() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update donation set returned_fen = returned_fen + new.cash_fen where id = new.donation_id;
  return null;
end $$;
create trigger donation_return_post after insert on donation_return for each row execute function donation_return_post();

create function lot_issue_post() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update donation_lot set
    issued_quantity = issued_quantity + case when new.kind = 'ISSUED' then new.quantity else 0 end,
    issued_value_fen = issued_value_fen + case when new.kind = 'ISSUED' then new.value_fen else 0 end,
    written_off_quantity = written_off_quantity + case when new.kind = 'WRITTEN_OFF' then new.quantity else 0 end,
    written_off_value_fen = written_off_value_fen + case when new.kind = 'WRITTEN_OFF' then new.value_fen else 0 end,
    recipients = recipients + new.recipients,
    issued_on = case when new.kind = 'ISSUED' then greatest(issued_on, new.issued_on) else issued_on end
  where id = new.lot_id;
  if new.reverses_id is not null then
    update lot_issue_recipient set is_taken_back = true where issue_id = new.reverses_id;
  end if;
  return null;
end $$;
create trigger lot_issue_post after insert on lot_issue for each row execute function lot_issue_post();
`;
