import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What migrants asks assistance to pay, and the payment that answers it: one that stands for each request, under any interleaving. */
export class TakeOverPaymentRequests1795564897000 implements MigrationInterface {
  readonly name = 'TakeOverPaymentRequests1795564897000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PROJECTION);
    await queryRunner.query(ANSWER);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant select, insert, update, delete on payment_request_projection to ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table disbursement drop column request_id; drop table payment_request_projection;');
  }
}

const PROJECTION = `
create table payment_request_projection (
  id uuid not null,
  region_code text not null,
  amount_fen bigint not null,
  requested_on date not null,
  wage_case_id uuid,
  enterprise_id uuid,
  workers integer,
  return_service_id uuid,
  worker_id uuid,
  source_version bigint not null,
  projected_at timestamptz not null default now(),
  constraint payment_request_projection_pkey primary key (id),
  constraint payment_request_projection_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint payment_request_projection_amount_fen_positive check (amount_fen > 0),
  constraint payment_request_projection_one_kind check (case when wage_case_id is not null
    then enterprise_id is not null and return_service_id is null and worker_id is null
    else return_service_id is not null and worker_id is not null and enterprise_id is null and workers is null end),
  constraint payment_request_projection_source_version_positive check (source_version > 0)
);
create index payment_request_projection_requested_on_idx on payment_request_projection (requested_on, id);
comment on table payment_request_projection is
  'Projection of what migrants asks assistance to pay: advances of wages, and travel subsidies. Rebuilt from the owner''s change feed.';
comment on column payment_request_projection.worker_id is
  'Personal data (request for aid): lawful basis is the aid procedure; kept as long as the payment''s accounts.';
comment on column payment_request_projection.source_version is 'Version of the request this row was taken from; a lower one is never applied.';
`;

/** No foreign key: a projection may be rebuilt from nothing at any time. */
const ANSWER = `
alter table disbursement add column request_id uuid;
create unique index disbursement_request_id_unique on disbursement (request_id)
  where request_id is not null and status not in ('RELEASED','REVERSED');
comment on column disbursement.request_id is
  'The request of migrants that the payment answers; null for every other payment. One payment that stands for a request; a released or reversed one makes room.';
`;
