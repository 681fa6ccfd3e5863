import { dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { findingMachine, inspectionMachine } from '../src/inspection/inspection.machine';

/** Makes inspections writable: the state of the trip, who put a finding right and who checked it, and the guards of both machines. */
export class AddWorkflowToInspections1795564894200 implements MigrationInterface {
  readonly name = 'AddWorkflowToInspections1795564894200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(COLUMNS);
    await transitionGuard(queryRunner, 'inspection', 'state', inspectionMachine);
    await transitionGuard(queryRunner, 'inspection_finding', 'state', findingMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'inspection_finding', 'state');
    await dropTransitionGuard(queryRunner, 'inspection', 'state');
    await queryRunner.query(DROP);
  }
}

/** Trips that were loaded without a state are over, which is why CLOSED is the default; the application states it always. */
const COLUMNS = `
alter table inspection
  add column state text not null default 'CLOSED',
  add column closed_on date,
  add constraint inspection_state_known check (state in ('PLANNED','OPEN','CLOSED')),
  add constraint inspection_closed_on_when_closed check (closed_on is null or state = 'CLOSED');
comment on column inspection.state is 'State of the trip; rows from before states were kept are of trips that are over.';
comment on column inspection.closed_on is 'Day it was closed; null before that, and of trips from before this was kept.';
alter table inspection_finding
  add column ordered_on date,
  add column rectified_by text,
  add column returned_reason text,
  add column checked_by text,
  add column checked_on date,
  add column version integer not null default 1,
  add constraint inspection_finding_checker_is_another check (checked_by <> rectified_by),
  add constraint inspection_finding_checked_on_with_checker check ((checked_on is null) = (checked_by is null)),
  add constraint inspection_finding_checked_on_when_checked check (checked_on is null or state = 'CHECKED'),
  add constraint inspection_finding_version_positive check (version > 0);
comment on column inspection_finding.rectified_by is 'Subject of who reported it as put right; null before that, and where this was not kept.';
comment on column inspection_finding.checked_by is 'Subject of who checked it, another person; null before that, and where this was not kept.';
comment on column inspection_finding.returned_reason is 'Why it was last sent back; null when it never was.';
create index inspection_finding_due_idx on inspection_finding (deadline_on, id) where state = 'ORDERED';
create index wage_case_inspection_id_idx on wage_case (inspection_id) where inspection_id is not null;
`;

const DROP = `
drop index wage_case_inspection_id_idx;
drop index inspection_finding_due_idx;
alter table inspection_finding drop column version, drop column checked_on, drop column checked_by, drop column returned_reason,
  drop column rectified_by, drop column ordered_on;
alter table inspection drop column closed_on, drop column state;
`;
