import { dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Publishes what becomes of payments, for the finance department: no person, no amount. And finds the payments of a person without a file. */
export class PublishPayments1795564866000 implements MigrationInterface {
  readonly name = 'PublishPayments1795564866000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FACTS);
    await factTriggers(queryRunner, { table: 'disbursement', entity: 'Disbursement' });
    await queryRunner.query(
      'create index disbursement_payee_id_idx on disbursement (payee_id) where household_id is null',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop index disbursement_payee_id_idx');
    await dropFactTriggers(queryRunner, 'disbursement');
    await queryRunner.query('drop function disbursement_facts(disbursement)');
  }
}

const FACTS = `
create function disbursement_facts(r disbursement) returns jsonb language sql stable as $$
  select jsonb_build_object('status', r.status, 'group', r.target_group, 'purpose', r.purpose, 'source', r.source, 'campaign', r.campaign_code)
$$;
comment on function disbursement_facts(disbursement) is 'What the finance department keeps of a payment: its state and where its money comes from; no person and no amount.';
`;
