import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A line of a register that was a mistake, or whose household has left unreached, is withdrawn: it stays, and counts no more. */
export class AddWithdrawalToCampaignRegister1795564845000 implements MigrationInterface {
  readonly name = 'AddWithdrawalToCampaignRegister1795564845000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMNS);
    await queryRunner.query(rollup('r.withdrawn_on is null'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(rollup('true'));
    await queryRunner.query('alter table campaign_beneficiary drop column withdrawn_on, drop column withdrawn_reason');
  }
}

const COLUMNS = `
alter table campaign_beneficiary
  add column withdrawn_on date,
  add column withdrawn_reason text,
  add constraint campaign_beneficiary_withdrawn_whole check ((withdrawn_on is null) = (withdrawn_reason is null)),
  add constraint campaign_beneficiary_withdrawn_unreached check (withdrawn_on is null or reached_on is null);
comment on column campaign_beneficiary.withdrawn_on is
  'Day on which the line was taken back before anything reached it; null otherwise. It may be listed again, in any group.';
`;

const rollup = (isListed: string): string => `
create or replace function campaign_beneficiary_rollup(r campaign_beneficiary) returns setof rollup_cell language sql stable as $$
  select c.metric, r.region_code, r.campaign_code, c.year, r.target_group, 1::bigint, 0::bigint
  from (values
    ('campaign.listed', 0, ${isListed}),
    ('campaign.reached', extract(year from r.reached_on)::int, r.reached_on is not null),
    ('campaign.reachedMigrant', extract(year from r.reached_on)::int, r.reached_on is not null and r.is_migrant),
    ('campaign.paid', extract(year from r.paid_on)::int, r.paid_on is not null)
  ) c (metric, year, contributes)
  where c.contributes
$$;
`;
