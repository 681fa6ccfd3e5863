import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A file that was never reviewed counts from the day on which it was recorded, as it does when a payment is checked: paid more
 * than twelve months later, on an officer's confirmation, it is flagged as stale.
 */
export class FlagFilesNeverReviewed1795564881000 implements MigrationInterface {
  readonly name = 'FlagFilesNeverReviewed1795564881000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(flags('coalesce(last_reviewed_on, recorded_on)'));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(flags('last_reviewed_on'));
  }
}

/** The calendar day in Asia/Shanghai on which a payment was made. */
const PAID_ON = `(paid_at at time zone 'Asia/Shanghai')::date`;

const flag = (rule: string, condition: string): string =>
  `select id as disbursement_id, '${rule}'::text as rule, campaign_code, region_code from disbursement where paid_at is not null and ${condition}`;

/** The view and the index of its last branch, whose conditions are the same. */
const flags = (reviewedOn: string): string => `
drop index disbursement_stale_file_idx;
create index disbursement_stale_file_idx on disbursement (campaign_code, id)
  where paid_at is not null and ${PAID_ON} > ${reviewedOn} + interval '12 months';
create or replace view audit_flag as
  ${flag('CASH_EXCEPTION', `mode = 'CASH'`)}
  union all ${flag('CAP_NEARLY_REACHED', 'cap_used_fen * 100 >= cap_fen * 95')}
  union all ${flag('PAYEE_NOT_HEAD', 'payee_id <> head_id')}
  union all ${flag('PAID_SOON_AFTER_RECORDING', `${PAID_ON} - recorded_on <= 3`)}
  union all ${flag('STALE_FILE', `${PAID_ON} > ${reviewedOn} + interval '12 months'`)};
`;
