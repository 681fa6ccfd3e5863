import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The whole earmark of a fund: regions beside groups, purposes and tiers; its versions; and the one rule of what it admits
 * (I14), as SQL that batches and single payments share.
 */
export class AddFundRuleRegions1795564850000 implements MigrationInterface {
  readonly name = 'AddFundRuleRegions1795564850000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FUND);
    await queryRunner.query(FUND_RULE_VERSION);
    await queryRunner.query(FUND_ADMITS);
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      grant update (rule_groups, rule_purposes, rule_tiers, rule_regions, closed_on, version) on fund to ${app};
      grant select, insert on fund_rule_version to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`
      drop function fund_admits(fund, text, text, text, text);
      drop function region_and_above(text);
      drop table fund_rule_version;
      revoke update (rule_groups, rule_purposes, rule_tiers) on fund from ${app};
      alter table fund drop column rule_regions, drop column closed_on, drop column version;`);
  }
}

const FUND = `
alter table fund
  add column rule_regions text[] not null default '{}',
  add column closed_on date,
  add column version integer not null default 1,
  add constraint fund_version_positive check (version > 0),
  add constraint fund_rule_regions_form check (array_to_string(rule_regions, ',') ~ '^([0-9]{6}(,[0-9]{6})*)?$');
comment on column fund.rule_regions is 'Regions that the earmark admits, each with everything below it; empty for the whole region of the fund.';
comment on column fund.closed_on is 'Day on which the fund was closed: no money comes in, goes down or is set aside since.';
`;

const FUND_RULE_VERSION = `
create table fund_rule_version (
  fund_id uuid not null,
  version integer not null,
  rule_groups text[] not null,
  rule_purposes text[] not null,
  rule_tiers text[] not null,
  rule_regions text[] not null,
  replaced_by text not null,
  replaced_at timestamptz not null,
  reason text not null,
  constraint fund_rule_version_pkey primary key (fund_id, version),
  constraint fund_rule_version_fund_id_fk foreign key (fund_id) references fund (id),
  constraint fund_rule_version_reason_present check (length(btrim(reason)) > 0)
);
comment on table fund_rule_version is 'Earmarks that a fund had before, each as it was when it was replaced; written once, never changed.';
comment on column fund_rule_version.replaced_by is 'User who replaced it. Personal data of an officer on duty: kept with the fund.';
`;

/** Functions of one expression without a sub-query, so that PostgreSQL inlines them into the statements of batches. */
const FUND_ADMITS = `
create function region_and_above(code text) returns text[] language sql immutable as $$
  select array[code, left(code, 4) || '00', left(code, 2) || '0000']
$$;
comment on function region_and_above(text) is 'A division code and those of its city and its province.';

create function fund_admits(f fund, target_group text, purpose text, tier text, region text) returns boolean language sql immutable as $$
  select target_group = any (f.rule_groups) and purpose = any (f.rule_purposes)
    and (cardinality(f.rule_tiers) = 0 or coalesce(tier = any (f.rule_tiers), false))
    and f.region_code = any (region_and_above(region))
    and (cardinality(f.rule_regions) = 0 or f.rule_regions && region_and_above(region))
$$;
comment on function fund_admits(fund, text, text, text, text) is
  'Whether the earmark of a fund admits a payment (I14). The same rule in code is admits() of fund/fund-admission.ts; a test holds them together.';
`;
