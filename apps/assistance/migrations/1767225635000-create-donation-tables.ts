import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Donations (社会捐助): cash, which feeds a fund, and goods, which are issued as lots of recorded value outside the money ledgers. */
export class CreateDonationTables1767225635000 implements MigrationInterface {
  readonly name = 'CreateDonationTables1767225635000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DONATION);
    await queryRunner.query(DONATION_LOT);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(
      `grant select, insert on donation, donation_lot to ${app}; grant update (issued_on) on donation_lot to ${app}`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table donation_lot, donation');
  }
}

const DONATION = `
create table donation (
  id uuid not null,
  kind text not null,
  donor text not null,
  campaign_code text,
  region_code text not null,
  union_id uuid not null,
  fund_id uuid,
  cash_fen bigint not null,
  received_on date not null,
  constraint donation_pkey primary key (id),
  constraint donation_campaign_code_fk foreign key (campaign_code) references campaign (code),
  constraint donation_fund_id_fk foreign key (fund_id) references fund (id),
  constraint donation_kind_known check (kind in ('CASH','GOODS')),
  constraint donation_donor_present check (length(btrim(donor)) > 0),
  constraint donation_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint donation_cash_fen_with_kind check ((kind = 'CASH' and cash_fen > 0 and fund_id is not null) or (kind = 'GOODS' and cash_fen = 0 and fund_id is null))
);
create index donation_region_code_idx on donation (region_code, received_on, id);
comment on table donation is 'A gift of money or goods. Cash is raised into a fund; goods never enter a money ledger.';
comment on column donation.donor is 'Name of the donor as it may be published; an organisation, or a collective name for private givers.';
`;

const DONATION_LOT = `
create table donation_lot (
  id uuid not null,
  donation_id uuid not null,
  goods text not null,
  quantity integer not null,
  measure text not null,
  value_fen bigint not null,
  recipients integer not null,
  issued_on date,
  constraint donation_lot_pkey primary key (id),
  constraint donation_lot_donation_id_fk foreign key (donation_id) references donation (id),
  constraint donation_lot_quantity_positive check (quantity > 0),
  constraint donation_lot_value_fen_positive check (value_fen > 0),
  constraint donation_lot_recipients_with_issue check (recipients >= 0 and (issued_on is not null or recipients = 0))
);
create index donation_lot_donation_id_idx on donation_lot (donation_id);
comment on table donation_lot is 'A lot of donated goods at its recorded value, and the persons it was issued to (I22).';
comment on column donation_lot.recipients is 'Persons who received from this lot; the lots of one donation go to different persons. 0 until issued.';
`;
