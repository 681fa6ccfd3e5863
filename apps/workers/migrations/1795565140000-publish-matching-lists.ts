import { dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tells each department what becomes of the lists that it handed in. A department that its token wrote by a code stands under its name from
 * now on, as the feed knows it.
 */
export class PublishMatchingLists1795565140000 implements MigrationInterface {
  readonly name = 'PublishMatchingLists1795565140000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(VERSION);
    for (const [code, name] of Object.entries(NAMES))
      await queryRunner.query('update matching_list set department = $2 where department = $1', [code, name]);
    await queryRunner.query(FACTS);
    await factTriggers(queryRunner, { table: 'matching_list', entity: 'MatchingList' });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropFactTriggers(queryRunner, 'matching_list');
    await queryRunner.query(`
      drop function matching_list_facts(matching_list);
      alter table matching_list drop column version;`);
  }
}

/** Departments that handed lists in, by the code that identity writes. */
const NAMES = {
  CIVIL_AFFAIRS: '民政',
  HUMAN_RESOURCES: '人社',
  REAL_ESTATE: '不动产登记',
  MARKET_REGULATION: '市场监管',
  PUBLIC_SECURITY: '公安',
  PROVIDENT_FUND: '公积金',
  TAX: '税务',
};

const VERSION = `
alter table matching_list
  add column version integer not null default 1,
  add constraint matching_list_version_positive check (version > 0);
comment on column matching_list.version is 'Raised by every change, for those who follow the feed.';
`;

const FACTS = `
create function matching_list_facts(r matching_list) returns jsonb language sql stable as $$
  select jsonb_build_object('department', r.department, 'source', r.source, 'state', r.state, 'asOfOn', r.as_of_on,
    'rowCount', r.row_count, 'entryCount', r.entry_count, 'barredCount', r.barred_count, 'matchCount', r.match_count)
$$;
comment on function matching_list_facts(matching_list) is 'What the department that handed a list in keeps of it: its state and counts of lines.';
`;
