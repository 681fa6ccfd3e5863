import { applicationRole } from '@nuan/database';
import type { QueryRunner } from 'typeorm';

const TABLES = `
create table upload (
  id uuid not null,
  purpose text not null,
  owner text not null,
  file_name text not null,
  bytes bigint not null,
  sha256 bytea not null,
  received_bytes bigint not null default 0,
  state text not null,
  region_code text collate "C" not null,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  content_discarded_at timestamptz,
  constraint upload_pkey primary key (id),
  constraint upload_state_known check (state in ('RECEIVING','COMPLETE','REFUSED','EXPIRED')),
  constraint upload_bytes_positive check (bytes > 0),
  constraint upload_received_bytes_within check (received_bytes between 0 and bytes),
  constraint upload_sha256_size check (octet_length(sha256) = 32),
  constraint upload_complete_whole check (state <> 'COMPLETE' or received_bytes = bytes),
  constraint upload_finished_whole check ((state = 'RECEIVING') = (finished_at is null)),
  constraint upload_region_code_form check (region_code ~ '^[0-9]{6}$')
);
-- The same file for the same purpose is one upload, however many hands send it at once.
create unique index upload_content_unique on upload (purpose, owner, sha256) where state in ('RECEIVING','COMPLETE');
create index upload_started_at_idx on upload (started_at) where content_discarded_at is null;

create table upload_chunk (
  upload_id uuid not null,
  start_byte bigint not null,
  bytes integer not null,
  content_sealed bytea not null,
  constraint upload_chunk_pkey primary key (upload_id, start_byte),
  constraint upload_chunk_upload_id_fkey foreign key (upload_id) references upload (id),
  constraint upload_chunk_bytes_bounded check (bytes between 1 and 131072)
);

create table row_problem (
  id uuid not null,
  run_id uuid not null,
  seq integer not null,
  line integer not null,
  column_title text,
  rule text not null,
  message text not null,
  weight text not null,
  constraint row_problem_pkey primary key (id),
  constraint row_problem_run_id_seq_unique unique (run_id, seq),
  constraint row_problem_seq_positive check (seq > 0),
  constraint row_problem_line_positive check (line > 0),
  constraint row_problem_weight_known check (weight in ('ERROR','NOTE'))
);
create index row_problem_line_idx on row_problem (run_id, line, seq, id);

comment on table upload is 'Files that are being received or were received, one row per content and purpose; the content lies in upload_chunk.';
comment on column upload.owner is 'On whose behalf: the region or the department within which the same file is recognised.';
comment on table upload_chunk is 'Content of files as it came, piece by piece; deleted once it has been read or after thirty days.';
comment on column upload_chunk.content_sealed is 'Sensitive personal data (lists of persons), AES-256-GCM over the base64 text of the piece.';
comment on table row_problem is 'What was wrong with the rows of a file: line, column, rule and what to write. No value of the file is kept here.';
comment on column row_problem.run_id is 'The import or list that read the file.';
`;

/** Makes the tables of uploads and of their reports; for `up` of one migration of a subgraph. */
export async function uploadTables(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(TABLES);
  const app = await applicationRole(queryRunner);
  await queryRunner.query(`
    grant select, insert, update on upload to ${app};
    grant select, insert, delete on upload_chunk to ${app};
    grant select, insert, delete on row_problem to ${app};`);
}

/** The exact reverse of {@link uploadTables}, for `down`. */
export async function dropUploadTables(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query('drop table row_problem, upload_chunk, upload');
}

/** Lets an upload say which unions bounded who sent it; for `up`, after {@link uploadTables}. */
export async function uploadUnions(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    alter table upload add column union_ids uuid[]
      default string_to_array(nullif(nullif(current_setting('nuan.write_unions', true), ''), '*'), ',')::uuid[];
    comment on column upload.union_ids is 'Heads of the sub-trees of unions that bounded who sent it (上传者所属工会范围); null when none did.';`);
}

/** The exact reverse of {@link uploadUnions}, for `down`. */
export async function dropUploadUnions(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query('alter table upload drop column union_ids');
}
