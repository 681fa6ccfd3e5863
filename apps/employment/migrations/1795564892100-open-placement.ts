import { applicationRole } from '@nuan/database';
import { dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { referralMachine } from '../src/referral/referral.machine';

/** Makes referral and placement run: vacancies, who is sent where, who is taken on with which proof, and whether the job lasts. */
export class OpenPlacement1795564892100 implements MigrationInterface {
  readonly name = 'OpenPlacement1795564892100';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [VACANCY, REFERRAL, PLACEMENT, COMMENTS]) await queryRunner.query(sql);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant insert on job_vacancy, job_referral, placement to ${app};
      grant update (closed_on, version) on job_vacancy to ${app};
      grant update (state, closed_on, declined_reason, version) on job_referral to ${app};
      grant update (${CHANGED_LATER}, version) on placement to ${app};`);
    await transitionGuard(queryRunner, 'job_referral', 'state', referralMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'job_referral', 'state');
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      revoke insert on job_vacancy, job_referral, placement from ${app};
      revoke update (closed_on, version) on job_vacancy from ${app};
      revoke update (state, closed_on, declined_reason, version) on job_referral from ${app};
      revoke update (${CHANGED_LATER}, version) on placement from ${app};
      alter table placement
        drop constraint placement_ended_on_after_retention,
        drop column contract_ref, drop column referral_id, drop column ended_reason,
        drop column retained_3m_on, drop column retained_3m_proof, drop column retained_6m_on, drop column retained_6m_proof;
      alter table job_referral drop column declined_reason, drop column version;
      alter table job_vacancy drop column version;`);
  }
}

const CHANGED_LATER =
  'retained_3m, retained_3m_on, retained_3m_proof, retained_6m, retained_6m_on, retained_6m_proof, ended_on, ended_reason';

const VACANCY = `
alter table job_vacancy add column version integer not null default 1,
  add constraint job_vacancy_version_positive check (version > 0);`;

const REFERRAL = `
alter table job_referral add column version integer not null default 1, add column declined_reason text,
  add constraint job_referral_version_positive check (version > 0),
  add constraint job_referral_declined_reason_when_declined check (declined_reason is null or state = 'DECLINED');`;

/** What is older than the proofs is taken as it is (not valid); what comes from now on has them. */
const PLACEMENT = `
alter table placement
  add column contract_ref text,
  add column referral_id uuid,
  add column retained_3m_on date,
  add column retained_3m_proof text,
  add column retained_6m_on date,
  add column retained_6m_proof text,
  add column ended_reason text,
  add constraint placement_referral_id_unique unique (referral_id),
  add constraint placement_referral_id_fk foreign key (referral_id) references job_referral (id),
  add constraint placement_referral_id_of_route check (referral_id is null or routes @> array['REFERRAL']),
  add constraint placement_contract_ref_present check (btrim(contract_ref) <> ''),
  add constraint placement_startup_hire_proven check (startup_project_id is null or contract_ref is not null) not valid,
  add constraint placement_retained_3m_on_when_asked check ((retained_3m is null) = (retained_3m_on is null)) not valid,
  add constraint placement_retained_6m_on_when_asked check ((retained_6m is null) = (retained_6m_on is null)) not valid,
  add constraint placement_retained_3m_on_due check (retained_3m_on >= placed_on + interval '3 months'),
  add constraint placement_retained_6m_on_due check (retained_6m_on >= placed_on + interval '6 months'),
  add constraint placement_retained_3m_proven check (retained_3m is not true or retained_3m_proof is not null) not valid,
  add constraint placement_retained_6m_proven check (retained_6m is not true or retained_6m_proof is not null) not valid,
  add constraint placement_ended_on_after_retention check (
    (retained_3m is not true or ended_on is null or ended_on >= placed_on + interval '3 months')
    and (retained_6m is not true or ended_on is null or ended_on >= placed_on + interval '6 months')),
  add constraint placement_ended_reason_when_ended check (ended_reason is null or ended_on is not null);`;

const COMMENTS = `
comment on column job_referral.declined_reason is 'Why nothing came of it; null for records older than this column.';
comment on column placement.contract_ref is 'Proof of the job: number of the labour contract or, for the self-employed, of the licence.';
comment on column placement.referral_id is 'The referral it came of; a referral brings one placement.';
comment on column placement.retained_3m_on is 'Day for which the job was confirmed or denied, not before three months.';
comment on column placement.retained_3m_proof is 'Proof that it lasted: number of the wage slip or of the insurance record.';
comment on column placement.ended_reason is 'Why the person left; null for records older than this column.';`;
