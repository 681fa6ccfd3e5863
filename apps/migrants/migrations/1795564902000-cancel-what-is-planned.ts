import { transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { inspectionMachine } from '../src/inspection/inspection.machine';
import { stationMachine } from '../src/station/station.machine';

/** A station or an inspection that comes to nothing is cancelled with the reason, so that it doesn't stand as planned for ever. */
export class CancelWhatIsPlanned1795564902000 implements MigrationInterface {
  readonly name = 'CancelWhatIsPlanned1795564902000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(stations(`'OPEN','PAUSED','CLOSED'`, `'CLOSED','CANCELLED'`, `,'CANCELLED'`));
    await queryRunner.query(inspections(`'CLOSED','CANCELLED'`, `,'CANCELLED'`));
    await queryRunner.query(REASON);
    await transitionGuard(queryRunner, 'service_station', 'state', stationMachine);
    await transitionGuard(queryRunner, 'inspection', 'state', inspectionMachine);
  }

  /** Refused by the constraints while anything stands cancelled. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'alter table inspection drop constraint inspection_cancelled_reason_when_cancelled, drop column cancelled_reason',
    );
    await queryRunner.query(inspections(`'CLOSED'`, ''));
    await queryRunner.query(stations(`'OPEN','PAUSED','CLOSED'`, `'CLOSED'`, ''));
  }
}

const stations = (opened: string, ended: string, more: string): string => `
alter table service_station
  drop constraint service_station_state_known,
  drop constraint service_station_opened_on_with_state,
  drop constraint service_station_closed_on_with_state,
  drop constraint service_station_closed_reason_when_closed,
  add constraint service_station_state_known check (state in ('PLANNED','EQUIPPING','OPEN','PAUSED','CLOSED'${more})),
  add constraint service_station_opened_on_with_state check ((opened_on is not null) = (state in (${opened}))),
  add constraint service_station_closed_on_with_state check ((closed_on is not null) = (state in (${ended}))),
  add constraint service_station_closed_reason_when_closed check (closed_reason is null or state in (${ended}));
`;

const inspections = (ended: string, more: string): string => `
alter table inspection
  drop constraint inspection_state_known,
  drop constraint inspection_closed_on_when_closed,
  add constraint inspection_state_known check (state in ('PLANNED','OPEN','CLOSED'${more})),
  add constraint inspection_closed_on_when_closed check (closed_on is null or state in (${ended}));
`;

const REASON = `
alter table inspection
  add column cancelled_reason text,
  add constraint inspection_cancelled_reason_when_cancelled check ((cancelled_reason is not null) = (state = 'CANCELLED'));
comment on column inspection.cancelled_reason is 'Why it did not take place; null unless it was cancelled.';
comment on column inspection.closed_on is 'Day it was closed or cancelled; null before that, and of trips from before this was kept.';
`;
