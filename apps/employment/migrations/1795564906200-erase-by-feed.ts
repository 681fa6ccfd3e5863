import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What employment added to a person goes when its owner erases it: certificates, contracts, proofs, words. That it was trained and placed stays, by ids. */
export class EraseByFeed1795564906200 implements MigrationInterface {
  readonly name = 'EraseByFeed1795564906200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(ERASED_ON);
    await queryRunner.query(ERASING);
    // What was erased before is learnt from the owner's snapshot, read once more.
    await queryRunner.query(`update projection_cursor set cursor = null where source = 'workers'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger person_erased_update on worker_projection;
      drop trigger person_erased_insert on worker_projection;
      drop function person_erased();
      alter table worker_projection drop column erased_on;`);
  }
}

const ERASED_ON = `
alter table worker_projection add column erased_on date;
comment on column worker_projection.erased_on is 'Day on which the owner erased the data; null while it is kept.';
`;

/** It runs as the owner in the transaction that applies the feed, and appends the act to the audit chain itself. */
const ERASING = `
create function person_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched bigint;
  changed bigint := 0;
begin
  update enrollment set certificate_no = null, dropped_reason = case when dropped_reason is not null then '已清除' end where person_id = new.id and (certificate_no is not null or dropped_reason <> '已清除');
  get diagnostics touched = row_count;
  changed := changed + touched;
  update job_referral set declined_reason = case when declined_reason is not null then '已清除' end where person_id = new.id and (declined_reason <> '已清除');
  get diagnostics touched = row_count;
  changed := changed + touched;
  update placement set contract_ref = case when contract_ref is not null then '已清除' end, retained_3m_proof = case when retained_3m_proof is not null then '已清除' end, retained_6m_proof = case when retained_6m_proof is not null then '已清除' end, ended_reason = case when ended_reason is not null then '已清除' end where person_id = new.id and (contract_ref <> '已清除' or retained_3m_proof <> '已清除' or retained_6m_proof <> '已清除' or ended_reason <> '已清除');
  get diagnostics touched = row_count;
  changed := changed + touched;
  update asset_follow_up a set finding = '已清除' from asset_grant g where g.id = a.asset_grant_id and g.person_id = new.id and a.finding <> '已清除';
  get diagnostics touched = row_count;
  changed := changed + touched;
  update asset_grant set ended_reason = case when ended_reason is not null then '已清除' end where person_id = new.id and (ended_reason <> '已清除');
  get diagnostics touched = row_count;
  changed := changed + touched;
  update startup_project set review_opinion = case when review_opinion is not null then '已清除' end, closed_reason = case when closed_reason is not null then '已清除' end where leader_id = new.id and (review_opinion <> '已清除' or closed_reason <> '已清除');
  get diagnostics touched = row_count;
  changed := changed + touched;
  -- On record also where nothing was kept: that the erasure came here.
  perform append_audit(gen_random_uuid(), new.erased_on::timestamp at time zone 'Asia/Shanghai', 'system:feed', 'admin', 'person.erase',
      new.region_code, array['Worker'], array[new.id], jsonb_build_object('rows', changed));
  return null;
end $$;
comment on function person_erased() is 'Erases what was added about a person whom its owner erased.';
create trigger person_erased_insert after insert on worker_projection for each row when (new.erased_on is not null) execute function person_erased();
create trigger person_erased_update after update of erased_on on worker_projection for each row
  when (new.erased_on is not null and old.erased_on is null) execute function person_erased();
`;
