import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keeps whether the name on a file's account was compared with the head's, and tells who pays: an account that came with a list
 * and without its name is nobody's word yet.
 */
export class PublishAccountName1795564912000 implements MigrationInterface {
  readonly name = 'PublishAccountName1795564912000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table household add column bank_account_name_checked boolean not null default true;
      comment on column household.bank_account_name_checked is
        'Whether the name on the account was the head''s when it was registered; false for one that came with a list without its name.';`);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant update (bank_account_name_checked) on household to ${app}`);
    await queryRunner.query(
      facts(`,\n    'accountNameMatches', r.bank_account_hash is null or r.bank_account_name_checked`),
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(facts(''));
    await queryRunner.query('alter table household drop column bank_account_name_checked');
  }
}

const facts = (more: string): string => `
create or replace function household_facts(r household) returns jsonb language sql stable as $$
  select jsonb_build_object('unionId', r.union_id, 'employerId', r.employer_id, 'headWorkerId', r.head_id, 'category', r.category,
    'tier', r.tier, 'status', r.status, 'isMigrant', r.is_migrant, 'primaryCause', r.primary_cause,
    'secondaryCauses', r.secondary_causes, 'recordedOn', r.recorded_on, 'lastReviewedOn', r.last_reviewed_on,
    'nextReviewDueOn', r.next_review_due_on, 'accountToken', encode(r.bank_account_hash, 'hex'),
    'staleConfirmedUntilOn', r.stale_confirmed_until_on, 'erasedOn', r.erased_on${more})
$$;`;
