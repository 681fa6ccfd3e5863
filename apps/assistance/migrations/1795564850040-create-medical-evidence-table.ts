import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Documented own cost of treatment (医疗自付费用). A payment for medical aid names its evidence; triggers keep how much of the
 * evidence is used, and its CHECK refuses aid beyond the own cost, under any interleaving (I22).
 */
export class CreateMedicalEvidenceTable1795564850040 implements MigrationInterface {
  readonly name = 'CreateMedicalEvidenceTable1795564850040';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(MEDICAL_EVIDENCE);
    await queryRunner.query(USAGE);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select, insert, update (withdrawn_by, withdrawn_at, version) on medical_evidence to ${app};
      grant update (medical_evidence_id) on disbursement to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger disbursement_medical_evidence_insert on disbursement;
      drop trigger disbursement_medical_evidence_update on disbursement;
      drop function disbursement_medical_evidence();
      drop function uses_medical_evidence(text);
      alter table disbursement drop column medical_evidence_id;
      drop table medical_evidence;`);
  }
}

const MEDICAL_EVIDENCE = `
create table medical_evidence (
  id uuid not null,
  household_id uuid not null,
  person_id uuid not null,
  region_code text not null,
  period_from date not null,
  period_to date not null,
  invoice_fen bigint not null,
  reimbursed_fen bigint not null,
  own_cost_fen bigint not null,
  used_fen bigint not null default 0,
  document_ref text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  withdrawn_by text,
  withdrawn_at timestamptz,
  version integer not null default 1,
  constraint medical_evidence_pkey primary key (id),
  constraint medical_evidence_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code not like '__0000'),
  constraint medical_evidence_period_ordered check (period_to >= period_from),
  constraint medical_evidence_invoice_fen_positive check (invoice_fen > 0),
  constraint medical_evidence_reimbursed_fen_not_negative check (reimbursed_fen >= 0),
  constraint medical_evidence_own_cost_fen_is_rest check (own_cost_fen = invoice_fen - reimbursed_fen and own_cost_fen > 0),
  constraint medical_evidence_used_fen_within_own_cost check (used_fen between 0 and own_cost_fen),
  constraint medical_evidence_document_ref_present check (length(btrim(document_ref)) > 0),
  constraint medical_evidence_withdrawn_whole check ((withdrawn_at is null) = (withdrawn_by is null)),
  constraint medical_evidence_withdrawn_unused check (withdrawn_at is null or used_fen = 0),
  constraint medical_evidence_version_positive check (version > 0)
);
create unique index medical_evidence_document_ref_unique on medical_evidence (household_id, document_ref) where withdrawn_at is null;
create index medical_evidence_household_id_idx on medical_evidence (household_id, period_to);
comment on table medical_evidence is
  'Documented own cost of a household''s treatment: what medical aid may give at most (I22). A document counts once; wrong evidence is withdrawn, not deleted.';
comment on column medical_evidence.person_id is 'The member treated. Personal data by reference, without any diagnosis: lawful basis is the aid procedure; kept as long as the ledger.';
comment on column medical_evidence.used_fen is 'Aid set aside or paid on this evidence; kept by triggers of disbursement.';
`;

/** Aid uses its evidence from the moment its money is set aside until it is released or reversed. */
const USAGE = `
alter table disbursement
  add column medical_evidence_id uuid,
  add constraint disbursement_medical_evidence_id_fk foreign key (medical_evidence_id) references medical_evidence (id),
  add constraint disbursement_medical_evidence_with_purpose check (medical_evidence_id is null or purpose = 'MEDICAL');
create index disbursement_medical_evidence_id_idx on disbursement (medical_evidence_id) where medical_evidence_id is not null;
comment on column disbursement.medical_evidence_id is 'The documented own cost that medical aid answers (I22); null for every other purpose, and for payments loaded in bulk.';

create function uses_medical_evidence(status text) returns boolean language sql immutable as $$
  select status in ('RESERVED','APPROVED','SENT','PAID','RECONCILED')
$$;

create function disbursement_medical_evidence() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moved jsonb;
begin
  if tg_op = 'INSERT' then
    select jsonb_object_agg(id, fen) into moved from (
      select medical_evidence_id as id, sum(amount_fen) as fen from new_rows
      where medical_evidence_id is not null and uses_medical_evidence(status) group by medical_evidence_id) m;
  else
    select jsonb_object_agg(id, fen) into moved from (
      select id, sum(fen) as fen from (
        select medical_evidence_id as id, amount_fen as fen from new_rows where medical_evidence_id is not null and uses_medical_evidence(status)
        union all
        select medical_evidence_id, -amount_fen from old_rows where medical_evidence_id is not null and uses_medical_evidence(status)
      ) r group by id having sum(fen) <> 0) m;
  end if;
  if moved is not null then
    perform from medical_evidence where moved ? id::text order by id for no key update;
    update medical_evidence set used_fen = used_fen + (moved ->> id::text)::bigint where moved ? id::text;
  end if;
  return null;
end $$;
comment on function disbursement_medical_evidence() is 'Keeps medical_evidence.used_fen; its CHECK refuses aid beyond the documented own cost.';
create trigger disbursement_medical_evidence_insert after insert on disbursement
  referencing new table as new_rows for each statement execute function disbursement_medical_evidence();
create trigger disbursement_medical_evidence_update after update on disbursement
  referencing new table as new_rows old table as old_rows for each statement execute function disbursement_medical_evidence();
`;
