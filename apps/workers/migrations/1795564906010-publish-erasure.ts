import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tells who keeps facts of a person or a file that it was erased, so that they erase what they added. */
export class PublishErasure1795564906010 implements MigrationInterface {
  readonly name = 'PublishErasure1795564906010';

  async up(queryRunner: QueryRunner): Promise<void> {
    const erased = `,\n    'erasedOn', r.erased_on`;
    await queryRunner.query(householdFacts(erased));
    await queryRunner.query(workerFacts(erased));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(householdFacts(''));
    await queryRunner.query(workerFacts(''));
  }
}

const householdFacts = (more: string): string => `
create or replace function household_facts(r household) returns jsonb language sql stable as $$
  select jsonb_build_object('unionId', r.union_id, 'employerId', r.employer_id, 'headWorkerId', r.head_id, 'category', r.category,
    'tier', r.tier, 'status', r.status, 'isMigrant', r.is_migrant, 'primaryCause', r.primary_cause,
    'secondaryCauses', r.secondary_causes, 'recordedOn', r.recorded_on, 'lastReviewedOn', r.last_reviewed_on,
    'nextReviewDueOn', r.next_review_due_on, 'accountToken', encode(r.bank_account_hash, 'hex'),
    'staleConfirmedUntilOn', r.stale_confirmed_until_on${more})
$$;`;

const workerFacts = (more: string): string => `
create or replace function worker_facts(r worker) returns jsonb language sql stable as $$
  select jsonb_build_object('unionId', r.union_id, 'householdId', r.household_id, 'employerId', r.employer_id,
    'isMigrant', r.is_migrant, 'diversion', r.diversion, 'occupation', r.occupation_group${more})
$$;`;
