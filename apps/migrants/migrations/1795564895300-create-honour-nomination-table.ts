import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { honourNominationMachine } from '../src/honour/honour-nomination.machine';

/** Honours are proposed by one person and decided by another; the rest stay that comes with one has its days. */
export class CreateHonourNominationTable1795564895300 implements MigrationInterface {
  readonly name = 'CreateHonourNominationTable1795564895300';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [REST_STAY, NOMINATION]) await queryRunner.query(sql);
    await queryRunner.query(
      `grant select, insert, update on honour_nomination to ${await applicationRole(queryRunner)}`,
    );
    await auditedTables(queryRunner, ['honour_nomination']);
    await transitionGuard(queryRunner, 'honour_nomination', 'state', honourNominationMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'honour_nomination', 'state');
    await dropAuditedTables(queryRunner, ['honour_nomination']);
    await queryRunner.query(DROP);
  }
}

const REST_STAY = `
alter table honour
  add column rest_stay_from date,
  add column rest_stay_to date,
  add column version integer not null default 1,
  add constraint honour_rest_stay_days check (num_nulls(rest_stay_from, rest_stay_to) in (0, 2) and rest_stay_from <= rest_stay_to),
  add constraint honour_rest_stay_days_when_granted check (rest_stay or rest_stay_from is null),
  add constraint honour_version_positive check (version > 0);
comment on column honour.rest_stay_from is 'First day of the rest stay; null without one, and of stays granted before days were kept.';
`;

const NOMINATION = `
create table honour_nomination (
  id uuid not null,
  kind text not null,
  edition integer not null,
  name text not null,
  worker_id uuid not null,
  region_code text not null,
  state text not null,
  nominated_by text not null,
  nominated_on date not null,
  decided_by text,
  decided_on date,
  honour_id uuid,
  version integer not null default 1,
  constraint honour_nomination_pkey primary key (id),
  constraint honour_nomination_honour_id_fk foreign key (honour_id) references honour (id),
  constraint honour_nomination_honour_id_unique unique (honour_id),
  constraint honour_nomination_kind_known check (kind in ('MOST_BEAUTIFUL_MIGRANT_WORKER')),
  constraint honour_nomination_edition_positive check (edition > 0),
  constraint honour_nomination_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint honour_nomination_state_known check (state in ('NOMINATED','AWARDED','DECLINED')),
  constraint honour_nomination_decided_whole check (
    (decided_by is not null) = (state <> 'NOMINATED') and (decided_on is not null) = (state <> 'NOMINATED')),
  constraint honour_nomination_honour_when_awarded check ((honour_id is not null) = (state = 'AWARDED')),
  constraint honour_nomination_four_eyes check (decided_by <> nominated_by),
  constraint honour_nomination_version_positive check (version > 0)
);
create unique index honour_nomination_standing_unique on honour_nomination (kind, edition, worker_id) where state <> 'DECLINED';
create index honour_nomination_region_code_idx on honour_nomination (region_code, id);
comment on table honour_nomination is 'Who was proposed for which honour, and what another person decided.';
comment on column honour_nomination.worker_id is 'Personal data (proposal for an honour): lawful basis is the person''s consent to be proposed; kept as long as the honour''s accounts.';
`;

const DROP = `
drop table honour_nomination;
alter table honour drop column rest_stay_from, drop column rest_stay_to, drop column version;
`;
