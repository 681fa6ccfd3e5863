import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A wrong deregistration is undone by a counter-entry, which keeps what it took back; nothing else opens a closed file. */
export class UndoDeregistration1795564902000 implements MigrationInterface {
  readonly name = 'UndoDeregistration1795564902000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [CORRECTION, apply(REINSTATE), closedFinal(REINSTATED)]) await queryRunner.query(sql);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const sql of [closedFinal(''), apply(''), UNDO]) await queryRunner.query(sql);
  }
}

const CORRECTION = `
alter table entry_correction
  add column deregistered_on date,
  add column deregistered_reason text,
  drop constraint entry_correction_of_one_entry,
  add constraint entry_correction_of_one_entry check (num_nonnulls(distress_period_id, visit_id, deregistered_on) = 1),
  add constraint entry_correction_deregistered_reason_of_deregistration check (deregistered_reason is null or deregistered_on is not null);
comment on column entry_correction.deregistered_on is 'Day of the deregistration that it took back; null for a counter-entry to a period or a visit.';
comment on column entry_correction.deregistered_reason is 'Why the enterprise had been deregistered, as it was recorded.';
comment on table entry_correction is 'Counter-entries: each takes one wrong distress period, visit or deregistration back, with a reason. Appended only; what it takes back stays on record.';
`;

/** A union that was dissolved meanwhile has handed its employers on: the enterprise goes to who stands at the end of that line. */
const REINSTATE = `
  if new.deregistered_on is not null then
    with recursive line as (
      select u.id, u.successor_id from trade_union u join enterprise e on e.union_id = u.id where e.id = new.enterprise_id
      union all
      select u.id, u.successor_id from line l join trade_union u on u.id = l.successor_id
    )
    update enterprise e set closed_on = null, closed_reason = null, version = e.version + 1,
      union_id = (select l.id from line l where l.successor_id is null)
    where e.id = new.enterprise_id and e.closed_on = new.deregistered_on;
    if not found then
      raise exception 'the enterprise is not deregistered since that day'
        using errcode = 'check_violation', table = 'entry_correction', constraint = 'entry_correction_deregistration_stands';
    end if;
    return null;
  end if;`;

const apply = (reinstate: string): string => `
create or replace function entry_correction_apply() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  taken enterprise_visit;
begin${reinstate}
  if new.distress_period_id is not null then
    update distress_period set corrected_on = new.corrected_on where id = new.distress_period_id;
    return null;
  end if;
  update enterprise_visit set corrected_on = new.corrected_on where id = new.visit_id returning * into taken;
  if taken.first_in_campaign then
    update enterprise_visit set first_in_campaign = true where id = (
      select v.id from enterprise_visit v
      where v.enterprise_id = taken.enterprise_id and v.campaign_code = taken.campaign_code and v.corrected_on is null
        and enterprise_in_distress(v.enterprise_id, v.visited_on)
      order by v.visited_on, v.id limit 1);
  end if;
  return null;
end $$;`;

/** The counter-entry's own trigger is the one that opens it again: a statement of the application begins at depth 1. */
const REINSTATED = ' and not (new.closed_on is null and pg_trigger_depth() > 1)';

const closedFinal = (unless: string): string => `
create or replace function enterprise_closed_final() returns trigger language plpgsql as $$
begin
  if old.closed_on is not null${unless} then
    raise exception 'a deregistered enterprise is not changed any more'
      using errcode = 'check_violation', table = 'enterprise', constraint = 'enterprise_closed_final';
  end if;
  return new;
end $$;
comment on function enterprise_closed_final() is 'Deregistration is the last state of an enterprise, unless a counter-entry takes it back as wrong.';`;

const UNDO = `
alter table entry_correction
  drop constraint entry_correction_of_one_entry,
  drop constraint entry_correction_deregistered_reason_of_deregistration,
  drop column deregistered_on,
  drop column deregistered_reason,
  add constraint entry_correction_of_one_entry check (num_nonnulls(distress_period_id, visit_id) = 1);
`;
