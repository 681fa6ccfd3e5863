import { applicationRole } from '@nuan/database';
import { dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { aidPlanMachine } from '../src/plan/aid-plan.machine';
import { planItemMachine } from '../src/plan/plan-item.machine';

/** Makes plans and pairings writable: reasons of what ends, successors, card numbers, and the guards of both state machines. */
export class AddWorkflowToCaseworkTables1795564840000 implements MigrationInterface {
  readonly name = 'AddWorkflowToCaseworkTables1795564840000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMNS);
    await queryRunner.query(CARD_COUNTER);
    await queryRunner.query(`grant select, insert, update on card_counter to ${await applicationRole(queryRunner)}`);
    await transitionGuard(queryRunner, 'aid_plan', 'status', aidPlanMachine);
    await transitionGuard(queryRunner, 'plan_item', 'state', planItemMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'plan_item', 'state');
    await dropTransitionGuard(queryRunner, 'aid_plan', 'status');
    await queryRunner.query('drop table card_counter');
    await queryRunner.query(DROP_COLUMNS);
  }
}

const COLUMNS = `
alter table pairing
  add column ended_reason text,
  add constraint pairing_ended_reason_when_ended check (ended_reason is null or ends_on is not null);
comment on column pairing.ended_reason is 'Why the pairing ended; null while it lasts, and of pairings that ended before reasons were kept.';
create index pairing_region_code_lasting_idx on pairing (region_code, helper_name, id) where ends_on is null;

alter table aid_plan
  add column closed_reason text,
  add column superseded_by_id uuid,
  add constraint aid_plan_closed_reason_when_closed check (closed_reason is null or closed_on is not null),
  add constraint aid_plan_superseded_by_id_fk foreign key (superseded_by_id) references aid_plan (id),
  add constraint aid_plan_superseded_by_id_when_superseded check (superseded_by_id is null or (status = 'SUPERSEDED' and superseded_by_id <> id));
comment on column aid_plan.closed_reason is 'Why the plan was replaced or given up; null when it was completed.';
comment on column aid_plan.superseded_by_id is 'The plan that replaced this one; null of plans replaced before successors were kept.';

alter table plan_item
  add column dropped_reason text,
  add constraint plan_item_dropped_reason_when_dropped check (dropped_reason is null or state = 'DROPPED');
create unique index plan_item_disbursement_id_unique on plan_item (disbursement_id) where disbursement_id is not null;
comment on column plan_item.dropped_reason is 'Why the item was given up; null of items given up before reasons were kept.';
`;

const DROP_COLUMNS = `
drop index plan_item_disbursement_id_unique;
alter table plan_item drop column dropped_reason;
alter table aid_plan drop column superseded_by_id, drop column closed_reason;
drop index pairing_region_code_lasting_idx;
alter table pairing drop column ended_reason;
`;

const CARD_COUNTER = `
create table card_counter (
  region_code text not null,
  year integer not null,
  last_no integer not null,
  constraint card_counter_pkey primary key (region_code, year),
  constraint card_counter_last_no_positive check (last_no > 0)
);
comment on table card_counter is
  'Last card number given out in a region and year. Its row lock lets card numbers follow each other without a gap or a double.';
`;
