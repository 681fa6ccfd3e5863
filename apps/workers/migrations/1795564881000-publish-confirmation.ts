import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Publishes until when an overdue file may be paid: payments ask it (I26). Assistance learns it of older files by `rebuild-projections`. */
export class PublishConfirmation1795564881000 implements MigrationInterface {
  readonly name = 'PublishConfirmation1795564881000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(householdFacts(`,\n    'staleConfirmedUntilOn', r.stale_confirmed_until_on`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(householdFacts(''));
  }
}

const householdFacts = (more: string): string => `
create or replace function household_facts(r household) returns jsonb language sql stable as $$
  select jsonb_build_object('unionId', r.union_id, 'employerId', r.employer_id, 'headWorkerId', r.head_id, 'category', r.category,
    'tier', r.tier, 'status', r.status, 'isMigrant', r.is_migrant, 'primaryCause', r.primary_cause,
    'secondaryCauses', r.secondary_causes, 'recordedOn', r.recorded_on, 'lastReviewedOn', r.last_reviewed_on,
    'nextReviewDueOn', r.next_review_due_on, 'accountToken', encode(r.bank_account_hash, 'hex')${more})
$$;`;
