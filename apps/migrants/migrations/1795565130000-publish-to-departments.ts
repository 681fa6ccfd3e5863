import { dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PUBLISHED = [
  { table: 'inspection', entity: 'Inspection' },
  { table: 'inspection_finding', entity: 'Finding' },
  { table: 'service_station', entity: 'ServiceStation' },
  { table: 'return_service', entity: 'ReturnService' },
  { table: 'culture_event', entity: 'CultureEvent' },
  { table: 'health_check_batch', entity: 'HealthCheckBatch' },
  { table: 'honour_nomination', entity: 'HonourNomination' },
];

/**
 * Publishes what partner departments run themselves, for each its own matter: ids, kinds, days, states and counts; no person, and no
 * text that somebody typed. A finding gets the region of its inspection for it, which a change is published for.
 */
export class PublishToDepartments1795565130000 implements MigrationInterface {
  readonly name = 'PublishToDepartments1795565130000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [REGION_OF_FINDING, PROTECTION, STATION, SERVICES, HONOUR]) await queryRunner.query(sql);
    for (const table of PUBLISHED) await factTriggers(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of PUBLISHED) {
      await dropFactTriggers(queryRunner, table);
      await queryRunner.query(`drop function ${table}_facts(${table})`);
    }
    await queryRunner.query(REGION_OF_INSPECTION_ALONE);
  }
}

const REGION_OF_FINDING = `
alter table inspection add constraint inspection_id_region_code_unique unique (id, region_code);
alter table inspection_finding add column region_code text;
update inspection_finding f set region_code = i.region_code from inspection i where i.id = f.inspection_id;
alter table inspection_finding
  alter column region_code set not null,
  add constraint inspection_finding_region_of_inspection foreign key (inspection_id, region_code) references inspection (id, region_code);
comment on column inspection_finding.region_code is 'Region of its inspection, with which it is published.';
`;

const REGION_OF_INSPECTION_ALONE = `
alter table inspection_finding drop column region_code;
alter table inspection drop constraint inspection_id_region_code_unique;
`;

const PROTECTION = `
create function inspection_facts(r inspection) returns jsonb language sql stable as $$
  select jsonb_build_object('kind', r.kind, 'state', r.state, 'startsOn', r.starts_on, 'endsOn', r.ends_on, 'closedOn', r.closed_on)
$$;
comment on function inspection_facts(inspection) is 'What partner departments keep of an inspection; never who leads it.';
create function inspection_finding_facts(r inspection_finding) returns jsonb language sql stable as $$
  select jsonb_build_object('inspectionId', r.inspection_id, 'enterpriseId', r.enterprise_id, 'state', r.state, 'foundOn', r.found_on,
    'orderedOn', r.ordered_on, 'deadlineOn', r.deadline_on, 'rectifiedOn', r.rectified_on, 'checkedOn', r.checked_on)
$$;
comment on function inspection_finding_facts(inspection_finding) is
  'What partner departments keep of a finding: at which firm, and what became of it; never its words.';
`;

const STATION = `
create function service_station_facts(r service_station) returns jsonb language sql stable as $$
  select jsonb_build_object('code', r.code, 'kind', r.kind, 'buildMode', r.build_mode, 'state', r.state, 'score', r.score,
    'amenities', to_jsonb(r.amenities), 'missingAmenities', to_jsonb(r.missing_amenities), 'services', to_jsonb(r.services),
    'longitude', r.longitude, 'latitude', r.latitude, 'openedOn', r.opened_on, 'closedOn', r.closed_on)
$$;
comment on function service_station_facts(service_station) is
  'What partner departments keep of a facility: what it holds, where and whether it is open; never who is in charge.';
`;

const SERVICES = `
create function return_service_facts(r return_service) returns jsonb language sql stable as $$
  select jsonb_build_object('kind', r.kind, 'campaignCode', r.campaign_code, 'servedOn', r.served_on, 'seats', r.seats,
    'served', r.served, 'status', r.status)
$$;
comment on function return_service_facts(return_service) is
  'What partner departments keep of a journey home: how many seats and how many persons; no money, which may be one person''s.';
create function culture_event_facts(r culture_event) returns jsonb language sql stable as $$
  select jsonb_build_object('kind', r.kind, 'campaignCode', r.campaign_code, 'heldOn', r.held_on, 'volunteers', r.volunteers,
    'participants', r.participants, 'status', r.status)
$$;
comment on function culture_event_facts(culture_event) is 'What partner departments keep of an event: how many came, never who.';
create function health_check_batch_facts(r health_check_batch) returns jsonb language sql stable as $$
  select jsonb_build_object('occupation', r.occupation, 'checkedOn', r.checked_on, 'persons', r.persons,
    'precision', r.persons_precision, 'status', r.status)
$$;
comment on function health_check_batch_facts(health_check_batch) is
  'What partner departments keep of a batch of health checks: how many were checked, never who, and nothing of what was found.';
`;

const HONOUR = `
create function honour_nomination_facts(r honour_nomination) returns jsonb language sql stable as $$
  select jsonb_build_object('kind', r.kind, 'edition', r.edition, 'state', r.state, 'nominatedOn', r.nominated_on,
    'decidedOn', r.decided_on, 'honourId', r.honour_id)
$$;
comment on function honour_nomination_facts(honour_nomination) is
  'What partner departments keep of a nomination: for which honour and what was decided; never who is proposed.';
`;
