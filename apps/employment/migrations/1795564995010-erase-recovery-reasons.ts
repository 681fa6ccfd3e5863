import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why support was taken back tells of the person who had it, and goes when its owner erases the person. */
export class EraseRecoveryReasons1795564995010 implements MigrationInterface {
  readonly name = 'EraseRecoveryReasons1795564995010';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      erasing(
        `, recovered_reason = case when recovered_reason is not null then '已清除' end`,
        ` or recovered_reason <> '已清除'`,
      ),
    );
    await queryRunner.query(ERASED_BEFORE);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(erasing('', ''));
  }
}

const ERASED_BEFORE = `
update startup_project s set recovered_reason = '已清除' from worker_projection w
where w.id = s.leader_id and w.erased_on is not null and s.recovered_reason <> '已清除'`;

const erasing = (set: string, or: string): string => `
create or replace function person_erased() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
  update startup_project set review_opinion = case when review_opinion is not null then '已清除' end, closed_reason = case when closed_reason is not null then '已清除' end${set} where leader_id = new.id and (review_opinion <> '已清除' or closed_reason <> '已清除'${or});
  get diagnostics touched = row_count;
  changed := changed + touched;
  -- On record also where nothing was kept: that the erasure came here.
  perform append_audit(gen_random_uuid(), new.erased_on::timestamp at time zone 'Asia/Shanghai', 'system:feed', 'admin', 'person.erase',
      new.region_code, array['Worker'], array[new.id], jsonb_build_object('rows', changed));
  return null;
end $$;
`;
