import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Services to migrant workers: the way home, health checks, honours, culture; and which household each reached. */
export class CreateServiceTables1767225630000 implements MigrationInterface {
  readonly name = 'CreateServiceTables1767225630000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(RETURN_SERVICE);
    await queryRunner.query(HEALTH_CHECK_BATCH);
    await queryRunner.query(SERVICE_RECORD);
    await queryRunner.query(HONOUR);
    await queryRunner.query(CULTURE_EVENT);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(
      `grant select, insert, update on return_service, health_check_batch, service_record, honour, culture_event to ${app}`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table culture_event, honour, service_record, health_check_batch, return_service');
  }
}

const RETURN_SERVICE = `
create table return_service (
  id uuid not null,
  kind text not null,
  title text not null,
  region_code text not null,
  campaign_code text,
  served_on date not null,
  seats integer,
  served integer not null,
  subsidy_fen bigint,
  constraint return_service_pkey primary key (id),
  constraint return_service_kind_known check (kind in ('PICKUP','CHARTER_BUS','GROUP_TICKET','TRANSPORT_SUBSIDY')),
  constraint return_service_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint return_service_seats_positive check (seats > 0),
  constraint return_service_served_within_seats check (served >= 0 and (seats is null or served <= seats)),
  constraint return_service_subsidy_fen_positive check (subsidy_fen > 0),
  constraint return_service_subsidy_fen_with_kind check (kind <> 'TRANSPORT_SUBSIDY' or subsidy_fen is not null)
);
create index return_service_region_code_idx on return_service (region_code, id);
create index return_service_campaign_code_idx on return_service (campaign_code);
comment on table return_service is 'One trip, ticket purchase or subsidy payment that brought migrant workers home.';
comment on column return_service.seats is 'Seats offered; null for a subsidy.';
`;

const HEALTH_CHECK_BATCH = `
create table health_check_batch (
  id uuid not null,
  title text not null,
  region_code text not null,
  occupation text not null,
  persons integer not null,
  persons_precision text not null,
  checked_on date not null,
  constraint health_check_batch_pkey primary key (id),
  constraint health_check_batch_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint health_check_batch_occupation_known check (occupation in
    ('SANITATION','CONSTRUCTION','TRANSPORT','DELIVERY','MANUFACTURING','MINING','SERVICE','OUTDOOR_OTHER','INDOOR')),
  constraint health_check_batch_persons_positive check (persons > 0),
  constraint health_check_batch_persons_precision_known check (persons_precision in ('EXACT','AT_LEAST','ESTIMATE'))
);
create index health_check_batch_region_code_idx on health_check_batch (region_code, id);
comment on table health_check_batch is 'Free health checks given in one batch: how many persons of which occupation. No medical detail is ever stored.';
`;

const SERVICE_RECORD = `
create table service_record (
  id uuid not null,
  household_id uuid not null,
  worker_id uuid,
  region_code text not null,
  kind text not null,
  return_service_id uuid,
  health_check_batch_id uuid,
  served_on date not null,
  constraint service_record_pkey primary key (id),
  constraint service_record_return_service_id_fk foreign key (return_service_id) references return_service (id),
  constraint service_record_health_check_batch_id_fk foreign key (health_check_batch_id) references health_check_batch (id),
  constraint service_record_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint service_record_kind_matches check (
    (kind = 'RETURN_HOME' and return_service_id is not null and health_check_batch_id is null)
    or (kind = 'HEALTH_CHECK' and health_check_batch_id is not null and return_service_id is null))
);
create index service_record_household_id_idx on service_record (household_id, served_on);
comment on table service_record is 'That a member of a filed household used a service. Who took a check, never what it showed.';
comment on column service_record.worker_id is 'Personal data (use of a service): lawful basis is the aid procedure; kept as long as the file.';
`;

const HONOUR = `
create table honour (
  id uuid not null,
  kind text not null,
  edition integer not null,
  name text not null,
  worker_id uuid,
  region_code text not null,
  awarded_on date not null,
  labour_medal boolean not null,
  rest_stay boolean not null,
  constraint honour_pkey primary key (id),
  constraint honour_kind_known check (kind in ('MOST_BEAUTIFUL_MIGRANT_WORKER')),
  constraint honour_edition_positive check (edition > 0),
  constraint honour_kind_edition_worker_id_unique unique (kind, edition, worker_id),
  constraint honour_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000')
);
create index honour_worker_id_idx on honour (worker_id);
create index honour_region_code_idx on honour (region_code, id);
comment on table honour is 'An honour given to a migrant worker, with the medal and the rest stay that came with it.';
`;

const CULTURE_EVENT = `
create table culture_event (
  id uuid not null,
  kind text not null,
  title text not null,
  region_code text not null,
  campaign_code text,
  held_on date not null,
  volunteers integer not null,
  participants integer not null,
  constraint culture_event_pkey primary key (id),
  constraint culture_event_kind_known check (kind in
    ('PERFORMANCE','FILM','SPRING_COUPLETS','LAW_AND_POLICY','NEW_YEAR_DINNER','PARTNER_SHOP')),
  constraint culture_event_region_code_form check (region_code ~ '^[0-9]{6}$' and region_code <> '340000'),
  constraint culture_event_volunteers_not_negative check (volunteers >= 0),
  constraint culture_event_participants_not_negative check (participants >= 0)
);
create index culture_event_region_code_idx on culture_event (region_code, id);
comment on table culture_event is 'Culture and festive services brought to front-line and migrant workers by union volunteers.';
`;
