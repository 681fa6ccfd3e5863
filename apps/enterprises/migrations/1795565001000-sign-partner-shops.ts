import { applicationRole, dropRegionWall, regionWall } from '@nuan/database';
import { dropFactTriggers, dropTransitionGuard, factTriggers, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { partnerShopMachine } from '../src/shop/partner-shop.machine';

/**
 * Makes contracts with shops writable: signed once for any day, ended before their term with a reason, taken back by a counter-entry,
 * and published. What was signed is never changed: another contract follows it.
 */
export class SignPartnerShops1795565001000 implements MigrationInterface {
  readonly name = 'SignPartnerShops1795565001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    for (const sql of [CONTRACT, ONE_AT_A_TIME, CORRECTION, TAKE_BACK, FACTS]) await queryRunner.query(sql);
    await queryRunner.query(`
      revoke update on partner_shop from ${app};
      grant update (union_id, status, ended_on, ended_reason, version) on partner_shop to ${app};`);
    await transitionGuard(queryRunner, 'partner_shop', 'status', partnerShopMachine);
    await factTriggers(queryRunner, { table: 'partner_shop', entity: 'PartnerShop' });
    await dropRegionWall(queryRunner, 'entry_correction');
    await regionWall(queryRunner, 'entry_correction', {
      parents: [
        { table: 'enterprise', column: 'enterprise_id' },
        { table: 'partner_shop', column: 'shop_id' },
      ],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await dropFactTriggers(queryRunner, 'partner_shop');
    await dropTransitionGuard(queryRunner, 'partner_shop', 'status');
    await dropRegionWall(queryRunner, 'entry_correction');
    await queryRunner.query(`
      revoke update (union_id, status, ended_on, ended_reason, version) on partner_shop from ${app};
      grant update on partner_shop to ${app};`);
    await queryRunner.query(UNDO);
    await regionWall(queryRunner, 'entry_correction', { parents: [{ table: 'enterprise', column: 'enterprise_id' }] });
  }
}

const CONTRACT = `
alter table partner_shop
  add column status text not null default 'SIGNED',
  add column ended_on date,
  add column ended_reason text,
  add column corrected_on date,
  add column version integer not null default 1,
  add constraint partner_shop_status_known check (status in ('SIGNED','ENDED','TAKEN_BACK')),
  add constraint partner_shop_ended_on_stated check (case status when 'SIGNED' then ended_on is null when 'ENDED' then ended_on is not null else true end),
  add constraint partner_shop_ended_reason_paired check ((ended_on is null) = (ended_reason is null)),
  add constraint partner_shop_ended_reason_present check (btrim(ended_reason) <> ''),
  add constraint partner_shop_ended_within_contract check (ended_on >= valid_from_on and (valid_to_on is null or ended_on < valid_to_on)),
  add constraint partner_shop_corrected_on_paired check ((status = 'TAKEN_BACK') = (corrected_on is not null)),
  add constraint partner_shop_version_positive check (version > 0);
create index partner_shop_union_id_idx on partner_shop (union_id);
comment on column partner_shop.valid_to_on is 'Last day as it was signed; null when it is open-ended.';
comment on column partner_shop.ended_on is 'Last day of a contract that was ended before its term.';
comment on column partner_shop.corrected_on is 'Day on which a counter-entry took it back as wrong. Kept by the trigger on entry_correction alone.';
`;

/** A range of one text stands for equality, so that the exclusion needs no extension: same union, same place, same name. */
const ONE_AT_A_TIME = `
create type partner_shop_name_range as range (subtype = text, collation = "C");
comment on type partner_shop_name_range is 'Union, region and name of a shop as a range of one value, for the exclusion of two contracts at a time.';
alter table partner_shop add constraint partner_shop_one_contract exclude using gist (
  partner_shop_name_range(
    union_id::text || region_code || lower(name), union_id::text || region_code || lower(name), '[]') with &&,
  daterange(valid_from_on, least(valid_to_on, ended_on), '[]') with &&
) where (corrected_on is null);
comment on constraint partner_shop_one_contract on partner_shop is 'One contract of a union with a shop runs on any day.';
`;

const CORRECTION = `
alter table entry_correction
  add column shop_id uuid,
  alter column enterprise_id drop not null,
  drop constraint entry_correction_of_one_entry,
  add constraint entry_correction_of_one_entry check (num_nonnulls(distress_period_id, visit_id, deregistered_on, shop_id) = 1),
  add constraint entry_correction_enterprise_id_stated check ((enterprise_id is null) = (shop_id is not null)),
  add constraint entry_correction_shop_id_fkey foreign key (shop_id) references partner_shop (id),
  add constraint entry_correction_shop_id_unique unique (shop_id);
comment on column entry_correction.shop_id is 'The contract with a shop that it took back; null for a counter-entry to the record of an enterprise.';
comment on table entry_correction is 'Counter-entries: each takes one wrong distress period, visit, deregistration or contract with a shop back, with a reason. Appended only; what it takes back stays on record.';
`;

const TAKE_BACK = `
create function partner_shop_take_back() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update partner_shop set status = 'TAKEN_BACK', corrected_on = new.corrected_on, version = version + 1 where id = new.shop_id;
  return null;
end $$;
revoke execute on function partner_shop_take_back() from public;
create trigger entry_correction_take_back after insert on entry_correction
  for each row when (new.shop_id is not null) execute function partner_shop_take_back();
comment on function partner_shop_take_back() is 'A contract that a counter-entry takes back runs no longer and bars no other.';
`;

const FACTS = `
create function partner_shop_facts(r partner_shop) returns jsonb language sql stable as $$
  select jsonb_build_object('name', r.name, 'unionId', r.union_id, 'discountPercent', r.discount_percent,
    'validFromOn', r.valid_from_on, 'lastOn', least(r.valid_to_on, r.ended_on), 'isStanding', r.corrected_on is null)
$$;
comment on function partner_shop_facts(partner_shop) is 'What others keep of a contract with a shop: who gives how much until when.';
`;

/** Without these columns a contract that was taken back would run again, and one that was ended would run to its term. */
const UNDO = `
delete from entry_correction where shop_id is not null;
delete from partner_shop where corrected_on is not null;
update partner_shop set valid_to_on = ended_on, ended_on = null, ended_reason = null, status = 'SIGNED' where ended_on is not null;
drop function partner_shop_facts(partner_shop);
drop trigger entry_correction_take_back on entry_correction;
drop function partner_shop_take_back();
alter table entry_correction
  drop constraint entry_correction_of_one_entry,
  drop constraint entry_correction_enterprise_id_stated,
  drop column shop_id,
  alter column enterprise_id set not null,
  add constraint entry_correction_of_one_entry check (num_nonnulls(distress_period_id, visit_id, deregistered_on) = 1);
alter table partner_shop drop constraint partner_shop_one_contract;
drop type partner_shop_name_range;
drop index partner_shop_union_id_idx;
alter table partner_shop drop column status, drop column ended_on, drop column ended_reason, drop column corrected_on, drop column version;
comment on column partner_shop.valid_to_on is null;
`;
