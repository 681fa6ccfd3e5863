import { auditedTables, dropAuditedTables } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why and when a member left, for those who leave a file that goes on. */
export class AlterFormerMember1795564835000 implements MigrationInterface {
  readonly name = 'AlterFormerMember1795564835000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FORMER_MEMBER);
    await auditedTables(queryRunner, ['former_member']);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropAuditedTables(queryRunner, ['former_member']);
    await queryRunner.query(`
      alter table former_member drop column joined_on, drop column reason;
      comment on table former_member is 'Members of closed files who were filed again in another household; appended only.';`);
  }
}

const FORMER_MEMBER = `
alter table former_member
  add column joined_on date,
  add column reason text not null default 'NEW_FILE',
  add constraint former_member_reason_known check
    (reason in ('DECEASED','DIVORCED','MARRIED_OUT','MOVED_OUT','SET_UP_OWN_HOUSEHOLD','MISTAKE','NEW_FILE')),
  add constraint former_member_order check (left_on >= joined_on);
comment on table former_member is 'Who was a member of a file, until when, and why no longer: present members are rows of worker. Appended only.';
comment on column former_member.joined_on is 'First day of the membership; null for a member since the filing.';
`;
