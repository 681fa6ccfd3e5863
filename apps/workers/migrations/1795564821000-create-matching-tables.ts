import { applicationRole } from '@nuan/database';
import { auditedTables, dropAuditedTables, dropTransitionGuard, transitionGuard } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { matchingListMachine } from '../src/matching/matching-list.machine';

const AUDITED = ['matching_list', 'matching_entry', 'household_match'];
const SOURCES = `'CIVIL_AFFAIRS','REAL_ESTATE','VEHICLE','BUSINESS_REGISTRATION','SOCIAL_INSURANCE','PROVIDENT_FUND','TAX','DEATH_REGISTER'`;
const RULES = `'SECOND_HOME','HOME_NOT_DECLARED','VEHICLE_NOT_FOR_HIRE','BUSINESS_OWNER','INSURED_EMPLOYMENT','INCOME_ABOVE_DECLARED','RELIEF_CONTRADICTED','DECEASED'`;

/** Lists that partner departments hand in (信息比对), by keyed hash alone, and what they say of applications and files. */
export class CreateMatchingTables1795564821000 implements MigrationInterface {
  readonly name = 'CreateMatchingTables1795564821000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [LISTS, CHECKS, COMMENTS]) await queryRunner.query(sql);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant select, insert, update on matching_list, matching_entry to ${app};
      grant select, insert, update on household_match to ${app};`);
    await auditedTables(queryRunner, AUDITED);
    await transitionGuard(queryRunner, 'matching_list', 'state', matchingListMachine);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropTransitionGuard(queryRunner, 'matching_list', 'state');
    await dropAuditedTables(queryRunner, AUDITED);
    await queryRunner.query(`
      alter table data_check drop column list_id, drop column rule, drop column checked_by, drop column filed_by,
        drop column resolved_by, drop column resolved_at;
      drop table household_match, matching_entry, matching_list;`);
  }
}

const LISTS = `
create table matching_list (
  id uuid not null,
  source text not null,
  department text not null,
  authorisation text not null,
  region_code text collate "C" not null,
  upload_id uuid not null,
  as_of_on date not null,
  state text not null,
  submitted_by text not null,
  submitted_at timestamptz not null,
  received_at timestamptz,
  ready_at timestamptz,
  row_count integer not null,
  entry_count integer not null,
  barred_count integer not null,
  match_count integer not null,
  constraint matching_list_pkey primary key (id),
  constraint matching_list_upload_id_unique unique (upload_id),
  constraint matching_list_upload_id_fkey foreign key (upload_id) references upload (id),
  constraint matching_list_source_known check (source in (${SOURCES})),
  constraint matching_list_state_known check (state in ('RECEIVING','READING','MATCHING','READY','REFUSED')),
  constraint matching_list_region_code_form check (region_code ~ '^[0-9]{6}$'),
  constraint matching_list_authorisation_given check (length(authorisation) > 0),
  constraint matching_list_received_whole check (state in ('RECEIVING','REFUSED') or received_at is not null),
  constraint matching_list_ready_whole check ((state = 'READY') = (ready_at is not null)),
  constraint matching_list_counts_whole check
    (barred_count >= 0 and entry_count >= 0 and entry_count + barred_count = row_count and match_count between 0 and entry_count)
);
create index matching_list_department_idx on matching_list (department, submitted_at, id);
create index matching_list_source_idx on matching_list (source, ready_at) where state = 'READY';

create table matching_entry (
  list_id uuid not null,
  line integer not null,
  id_number_hash bytea not null,
  facts jsonb not null,
  is_match boolean,
  constraint matching_entry_pkey primary key (list_id, line),
  constraint matching_entry_list_id_id_number_hash_unique unique (list_id, id_number_hash),
  constraint matching_entry_list_id_fkey foreign key (list_id) references matching_list (id),
  constraint matching_entry_line_positive check (line > 0),
  constraint matching_entry_id_number_hash_size check (octet_length(id_number_hash) = 32)
);
create index matching_entry_id_number_hash_idx on matching_entry (id_number_hash);

create table household_match (
  id uuid not null,
  list_id uuid not null,
  household_id uuid not null,
  worker_id uuid not null,
  region_code text collate "C" not null,
  source text not null,
  result text not null,
  rule text,
  consent_id uuid,
  found_at timestamptz not null,
  resolution text,
  resolved_by text,
  resolved_at timestamptz,
  constraint household_match_pkey primary key (id),
  constraint household_match_list_id_worker_id_unique unique (list_id, worker_id),
  constraint household_match_list_id_fkey foreign key (list_id) references matching_list (id),
  constraint household_match_household_id_fkey foreign key (household_id) references household (id),
  constraint household_match_worker_id_fkey foreign key (worker_id) references worker (id),
  constraint household_match_consent_id_fkey foreign key (consent_id) references consent (id),
  constraint household_match_source_known check (source in (${SOURCES})),
  constraint household_match_result_known check (result in ('MATCH','CONFLICT')),
  constraint household_match_rule_of_conflict check ((result = 'CONFLICT') = (rule is not null) and rule in (${RULES})),
  constraint household_match_authorised check (consent_id is not null or source = 'DEATH_REGISTER'),
  constraint household_match_resolution_whole check (num_nonnulls(resolution, resolved_by, resolved_at) in (0, 3)
    and (resolution is null or result = 'CONFLICT'))
);
create index household_match_household_id_idx on household_match (household_id, found_at);
create index household_match_region_code_open_idx on household_match (region_code, found_at) where result = 'CONFLICT' and resolution is null;
`;

const CHECKS = `
alter table data_check
  add column list_id uuid,
  add column rule text,
  add column checked_by text,
  add column filed_by text,
  add column resolved_by text,
  add column resolved_at timestamptz,
  add constraint data_check_list_id_fkey foreign key (list_id) references matching_list (id),
  add constraint data_check_rule_of_conflict check (rule is null or result = 'CONFLICT' and rule in (${RULES})),
  add constraint data_check_resolution_whole check
    ((resolved_by is null) = (resolved_at is null) and (resolved_by is null or resolution is not null)),
  add constraint data_check_resolved_by_another check (resolved_by <> filed_by);
`;

const COMMENTS = `
comment on table matching_list is 'Lists that other departments hand in, one row each, with the agreement that allows it; the file itself is deleted once it was read.';
comment on column matching_list.authorisation is 'The agreement or document under which the department gives the data.';
comment on table matching_entry is 'What a list says, by the keyed hash of the ID number; the number itself is kept nowhere.';
comment on column matching_entry.id_number_hash is 'Keyed hash of the ID number (domain id-number). Sensitive personal data of persons who may be strangers.';
comment on column matching_entry.facts is 'Personal data (property, insurance, income, death) by the columns of the source. Basis: the agreement, and the consent of whom it meets.';
comment on table household_match is 'What lists say of members of active files, for the annual review; conflicts are settled there.';
comment on column household_match.consent_id is 'Consent to the check of finances; a death is told by law.';
comment on column data_check.filed_by is 'User id of who filed the application, who may not settle its conflicts.';
comment on column data_check.rule is 'What a conflict contradicts.';
`;
