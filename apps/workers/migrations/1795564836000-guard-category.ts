import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A file's category is what the rules gave on its stored inputs, or was set by two persons (I8): the application can't write another. */
export class GuardCategory1795564836000 implements MigrationInterface {
  readonly name = 'GuardCategory1795564836000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
create function household_category_explained() returns trigger language plpgsql as $$
begin
  if session_user like '%\\_app' and new.override_reason is null and not exists (
      select from assessment a join category_rule_set r on r.id = a.rule_set_id
      where a.household_id = new.id and r.generation = new.rule_set
        and coalesce(a.result, case when new.temporary_reason is not null then 'EDGE' end) = new.category
        and a.assessed_on = new.assessed_on and a.line_fen = new.line_fen and a.members = new.assessed_size
        and a.annual_income_fen = new.annual_income_fen and a.rigid_expense_fen = new.rigid_expense_fen) then
    raise exception 'a category is what the rules gave on the stored inputs, or carries its override'
      using errcode = 'check_violation', table = 'household', constraint = 'household_category_explained';
  end if;
  if session_user like '%\\_app' and new.override_reason is not null and new.override_reason is distinct from old.override_reason and not exists (
      select from category_override o where o.household_id = new.id and o.category = new.category and o.state = 'CONFIRMED'
        and o.decided_by = new.override_approved_by and o.decided_by <> o.proposed_by) then
    raise exception 'a category against the rules is confirmed by a second person'
      using errcode = 'check_violation', table = 'household', constraint = 'household_override_confirmed';
  end if;
  return null;
end $$;
comment on function household_category_explained() is 'Category equals the result of the named rules on the stored inputs, or carries a reason and a second person (I8).';
create constraint trigger household_category_explained
  after update on household deferrable initially deferred for each row
  when ((new.category, new.rule_set, new.annual_income_fen, new.rigid_expense_fen, new.line_fen, new.assessed_size, new.assessed_on, new.override_reason)
    is distinct from (old.category, old.rule_set, old.annual_income_fen, old.rigid_expense_fen, old.line_fen, old.assessed_size, old.assessed_on, old.override_reason))
  execute function household_category_explained();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop trigger household_category_explained on household; drop function household_category_explained()',
    );
  }
}
