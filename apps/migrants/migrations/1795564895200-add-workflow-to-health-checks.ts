import { dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { healthCheckMachine } from '../src/health-check/health-check.machine';

/** Makes batches of health checks writable: states and counts. There is still no column that could hold what a check showed. */
export class AddWorkflowToHealthChecks1795564895200 implements MigrationInterface {
  readonly name = 'AddWorkflowToHealthChecks1795564895200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
    await transitionGuard(queryRunner, 'health_check_batch', 'status', healthCheckMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'health_check_batch', 'status');
    await queryRunner.query(DOWN);
  }
}

/** Rows of before states were kept are batches that are over. */
const UP = `
alter table health_check_batch
  add column status text not null default 'CLOSED',
  add column version integer not null default 1,
  add constraint health_check_batch_status_known check (status in ('PLANNED','RECORDED','CLOSED','CANCELLED')),
  add constraint health_check_batch_version_positive check (version > 0),
  drop constraint health_check_batch_persons_positive,
  add constraint health_check_batch_persons_when_recorded check (persons >= 0 and (persons > 0) = (status in ('RECORDED','CLOSED')));
create index service_record_health_check_batch_id_idx on service_record (health_check_batch_id) where health_check_batch_id is not null;
`;

const DOWN = `
drop index service_record_health_check_batch_id_idx;
alter table health_check_batch
  drop constraint health_check_batch_persons_when_recorded,
  add constraint health_check_batch_persons_positive check (persons > 0),
  drop column status,
  drop column version;
`;
