import { applicationRole, type ColumnPolicy } from '@nuan/database';
import type { QueryRunner } from 'typeorm';

/** Makes the table of releases, in a migration of the subgraph. Releases are appended and never changed: what was given out can't be taken back. */
export async function releaseTable(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(RELEASE);
  await queryRunner.query(`grant select, insert on disclosure_release to ${await applicationRole(queryRunner)}`);
}

/** How sensitive the columns of the table of releases are: what is in it was decided to be shown. */
export const RELEASE_COLUMNS: ColumnPolicy = { disclosure_release: { INTERNAL: 'number taken_at figures' } };

/** The reverse of {@link releaseTable}. */
export async function dropReleaseTable(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query('drop table disclosure_release');
}

const RELEASE = `
create table disclosure_release (
  number integer not null,
  taken_at timestamptz not null,
  figures jsonb not null,
  constraint disclosure_release_pkey primary key (number),
  constraint disclosure_release_number_positive check (number > 0)
);
comment on table disclosure_release is 'Figures as they are given to analysts: the newest release is what they see, and each is made beside the one before.';
comment on column disclosure_release.figures is 'What may be shown, for all regions at once: slice, measure, region. What is withheld is not in it.';
`;
