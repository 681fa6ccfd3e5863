import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether a payment answers a request is told past the walls: who sees the request may not see the payment, which another union makes
 * or another county, and would take the request for an open one.
 */
export class TellWhetherRequestsAreAnswered1795565012000 implements MigrationInterface {
  readonly name = 'TellWhetherRequestsAreAnswered1795565012000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create function request_is_answered(request uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select from disbursement d where d.request_id = request and d.status not in ('RELEASED','REVERSED'))
      $$;
      revoke execute on function request_is_answered(uuid) from public;
      comment on function request_is_answered(uuid) is
        'Whether a payment that stands answers a request of migrants. It tells nothing else of the payment, and sees those of all regions and unions.';
      grant execute on function request_is_answered(uuid) to ${await applicationRole(queryRunner)};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop function request_is_answered(uuid)');
  }
}
