import { dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PUBLISHED = [
  { table: 'enterprise', entity: 'Enterprise' },
  { table: 'min_living_line', entity: 'MinLivingLine' },
];

/** Publishes what other subgraphs and partner departments keep of enterprises and of minimum-living lines. */
export class PublishFacts1795564880000 implements MigrationInterface {
  readonly name = 'PublishFacts1795564880000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [LINE_IDENTITY, ENTERPRISE, LINE]) await queryRunner.query(sql);
    for (const table of PUBLISHED) await factTriggers(queryRunner, table);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const { table } of PUBLISHED) await dropFactTriggers(queryRunner, table);
    await queryRunner.query(`
      drop function min_living_line_facts(min_living_line);
      drop function enterprise_facts(enterprise);
      alter table min_living_line drop column id, drop column version;`);
  }
}

/** Lines that are there get an id of their own; who records a line gives it one, as with every other row. */
const LINE_IDENTITY = `
alter table min_living_line
  add column id uuid not null default gen_random_uuid(),
  add column version integer not null default 1,
  add constraint min_living_line_id_unique unique (id),
  add constraint min_living_line_version_positive check (version > 0);
comment on column min_living_line.id is 'Id in the change feed; region and first day stay the key.';
`;

const ENTERPRISE = `
create function enterprise_facts(r enterprise) returns jsonb language sql stable as $$
  select jsonb_build_object('name', r.name, 'creditCode', r.credit_code, 'industry', r.industry, 'unionId', r.union_id,
    'headcount', r.headcount, 'distress', r.distress_kind, 'distressFromOn', r.distress_from_on,
    'isDemonstration', coalesce(r.demonstration_status = 'SELECTED', false), 'closedOn', r.closed_on)
$$;
comment on function enterprise_facts(enterprise) is 'What others keep of an enterprise; public facts of a firm, none of a person.';
`;

const LINE = `
create function min_living_line_facts(r min_living_line) returns jsonb language sql stable as $$
  select jsonb_build_object('validFromOn', r.valid_from_on, 'validToOn', r.valid_to_on, 'monthlyFen', r.monthly_fen)
$$;
comment on function min_living_line_facts(min_living_line) is 'What others keep of a minimum-living line.';
`;
