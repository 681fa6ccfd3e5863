import { applicationRole } from '@nuan/database';
import { dropFactTriggers, factTriggers } from '@nuan/facts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

import { FEDERATIONS, PARENT_LEVELS } from '../src/union/union-levels';

/**
 * Makes the union tree writable: levels and regions that fit those above, no cycle, one federation per region, and a
 * dissolution with its successor, which is published because files must follow it.
 */
export class AddLifeToUnions1795564890040 implements MigrationInterface {
  readonly name = 'AddLifeToUnions1795564890040';

  async up(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    for (const sql of [LIFE, FINAL, TREE, FACTS]) await queryRunner.query(sql);
    await factTriggers(queryRunner, { table: 'trade_union', entity: 'TradeUnion' });
    await queryRunner.query(`
      revoke update on trade_union from ${app};
      grant update (name, region_code, parent_id, industry, aid_centre, directly_administered, dissolved_on, dissolved_reason,
        successor_id, version) on trade_union to ${app};`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await dropFactTriggers(queryRunner, 'trade_union');
    await queryRunner.query(UNDO);
    await queryRunner.query(`
      revoke update (name, region_code, parent_id, industry, aid_centre, directly_administered, version) on trade_union from ${app};
      grant update on trade_union to ${app};`);
  }
}

const quoted = (levels: readonly string[]): string => levels.map((level) => `'${level}'`).join(',');

const LIFE = `
alter table trade_union
  add column founded_on date,
  add column dissolved_on date,
  add column dissolved_reason text,
  add column successor_id uuid,
  add constraint trade_union_successor_id_fkey foreign key (successor_id) references trade_union (id),
  add constraint trade_union_successor_id_other check (successor_id <> id),
  add constraint trade_union_successor_id_paired check ((dissolved_on is null) = (successor_id is null)),
  add constraint trade_union_dissolved_reason_paired check ((dissolved_on is null) = (dissolved_reason is null)),
  add constraint trade_union_dissolved_after_founded check (dissolved_on >= founded_on),
  add constraint trade_union_level_of_region check (case level
    when 'PROVINCE' then region_code ~ '0000$'
    when 'PREFECTURE' then region_code ~ '00$' and region_code !~ '0000$'
    when 'COUNTY' then region_code !~ '00$'
    else true end);
create unique index trade_union_federation_unique on trade_union (level, region_code)
  where level in (${quoted(FEDERATIONS)}) and dissolved_on is null;
create index trade_union_successor_id_idx on trade_union (successor_id) where successor_id is not null;
comment on column trade_union.founded_on is 'Day of its founding; null where it was founded before this record began.';
comment on column trade_union.dissolved_on is 'Day of its dissolution; null while it exists.';
comment on column trade_union.successor_id is 'Who took over its files, employers and shops; stated by every dissolution.';
`;

const FINAL = `
create function trade_union_dissolved_final() returns trigger language plpgsql as $$
begin
  if old.dissolved_on is not null then
    raise exception 'a dissolved union is not changed any more'
      using errcode = 'check_violation', table = 'trade_union', constraint = 'trade_union_dissolved_final';
  end if;
  return new;
end $$;
create trigger trade_union_dissolved_final before update on trade_union for each row execute function trade_union_dissolved_final();
comment on function trade_union_dissolved_final() is 'Dissolution is the last state of a union.';
`;

const allowed = Object.entries(PARENT_LEVELS)
  .flatMap(([level, parents]) => parents.map((parent) => `('${level}','${parent}')`))
  .join(',');

/**
 * Checked at commit, so that a move may take a whole sub-tree along, and under one lock for the tree, so that two moves can't close a
 * ring that neither sees.
 */
const TREE = `
create function trade_union_tree() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  u trade_union;
  above trade_union;
  broken text;
begin
  perform pg_advisory_xact_lock(hashtext('trade_union_tree'));
  select * into u from trade_union where id = new.id;
  select * into above from trade_union where id = u.parent_id;
  if u.parent_id is null then
    if session_user like '%\\_app' and u.level not in ('NATIONAL','PROVINCE') then
      broken := 'trade_union_parent_stated';
    end if;
  elsif (u.level, above.level) not in (${allowed}) or (u.level = 'COUNTY' and u.directly_administered <> (above.level = 'PROVINCE')) then
    broken := 'trade_union_parent_level';
  elsif u.region_code not like regexp_replace(above.region_code, '(00)+$', '') || '%' then
    broken := 'trade_union_parent_region';
  elsif u.dissolved_on is null and above.dissolved_on is not null then
    broken := 'trade_union_parent_exists';
  elsif exists (
    with recursive up as (
      select p.id, p.parent_id from trade_union p where p.id = u.parent_id
      union select p.id, p.parent_id from trade_union p join up on p.id = up.parent_id
    ) select from up where up.id = u.id
  ) then
    broken := 'trade_union_no_cycle';
  end if;
  if broken is null and exists (select from trade_union c where c.parent_id = u.id and c.dissolved_on is null
    and (u.dissolved_on is not null or c.region_code not like regexp_replace(u.region_code, '(00)+$', '') || '%')) then
    broken := case when u.dissolved_on is null then 'trade_union_parent_region' else 'trade_union_parent_exists' end;
  end if;
  if broken is null and exists (select from trade_union s where s.id = u.successor_id and s.dissolved_on is not null) and new.dissolved_on is not null then
    broken := 'trade_union_successor_exists';
  end if;
  if broken is not null then
    raise exception 'the union does not fit into the tree: %', broken
      using errcode = 'check_violation', table = 'trade_union', constraint = broken;
  end if;
  return null;
end $$;
revoke execute on function trade_union_tree() from public;
create constraint trigger trade_union_tree after insert or update of parent_id, level, region_code, directly_administered, dissolved_on
  on trade_union deferrable initially deferred for each row execute function trade_union_tree();
comment on function trade_union_tree() is 'What holds between a union, the one above and those below.';
`;

const FACTS = `
create function trade_union_facts(r trade_union) returns jsonb language sql stable as $$
  select jsonb_build_object('name', r.name, 'level', r.level, 'parentId', r.parent_id, 'industry', r.industry,
    'dissolvedOn', r.dissolved_on, 'successorId', r.successor_id)
$$;
comment on function trade_union_facts(trade_union) is 'What others keep of a union: where files go when it is dissolved.';
`;

const UNDO = `
drop function trade_union_facts(trade_union);
drop trigger trade_union_tree on trade_union;
drop function trade_union_tree();
drop trigger trade_union_dissolved_final on trade_union;
drop function trade_union_dissolved_final();
drop index trade_union_federation_unique;
alter table trade_union drop constraint trade_union_level_of_region, drop column founded_on, drop column dissolved_on,
  drop column dissolved_reason, drop column successor_id;
`;
