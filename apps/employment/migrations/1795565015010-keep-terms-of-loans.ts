import { applicationRole } from '@nuan/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keeps by when a start-up's loan is to be paid back by the books: each payment of a loan says it, and the project has the last of those
 * that stand, so that a reversal moves it too. Loans from before take the day of their project.
 */
export class KeepTermsOfLoans1795565015010 implements MigrationInterface {
  readonly name = 'KeepTermsOfLoans1795565015010';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TERM);
    await queryRunner.query(posting(true));
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`revoke update (loan_due_on) on startup_project from ${app}`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    const app = await applicationRole(queryRunner);
    await queryRunner.query(`grant update (loan_due_on) on startup_project to ${app}`);
    await queryRunner.query(posting(false));
    await queryRunner.query(`
      alter table employment_payment drop column loan_due_on;
      comment on column startup_project.loan_due_on is null;`);
  }
}

const TERM = `
alter table employment_payment disable trigger user;
alter table employment_payment add column loan_due_on date;
update employment_payment y set loan_due_on = p.loan_due_on
from startup_project p where p.id = y.startup_project_id and y.support_mode = 'INTEREST_FREE_LOAN';
alter table employment_payment
  add constraint employment_payment_loan_due_on_of_mode check
    ((support_mode is not distinct from 'INTEREST_FREE_LOAN') = (loan_due_on is not null)),
  enable trigger user;
comment on column employment_payment.loan_due_on is 'Day by which the money lent is to be paid back; null for other modes.';
update startup_project set loan_due_on = null where loan_fen = 0 and loan_due_on is not null;
comment on column startup_project.loan_due_on is 'Last day on which money that is lent is due; kept by the postings, null while nothing is lent.';
`;

const TARGET = 'training_program_id, startup_project_id, pilot_id';
const targetOf = (alias: string): string => TARGET.replaceAll(/\w+_id/g, (column) => `${alias}.${column}`);

/** The project is locked first, so that of two reversals at once the later one sees the other's. */
const LOCK = `
  perform 1 from startup_project t where t.id in (select n.startup_project_id from new_rows n) order by t.id for no key update;`;

const DUE = `,
    loan_due_on = (
      select max(y.loan_due_on) from employment_payment y
      where y.startup_project_id = t.id and y.reverses_id is null
        and not exists (select from employment_payment back where back.reverses_id = y.id))`;

/** A reversal is exact in its mode, period and term, too, and moves the loan of the project and, with terms, the day on which it is due. */
const posting = (withTerms: boolean): string => {
  const also = ['support_mode', 'subsidy_from', 'subsidy_to', ...(withTerms ? ['loan_due_on'] : [])];
  const exact = (alias: string): string => [targetOf(alias), ...also.map((column) => `${alias}.${column}`)].join(', ');
  return `
create or replace function employment_payment_post() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (
    select from new_rows n join employment_payment o on o.id = n.reverses_id
    where n.amount_fen <> -o.amount_fen or n.purpose <> o.purpose or n.region_code <> o.region_code
      or (${exact('n')})
        is distinct from (${exact('o')})
  ) then
    raise exception 'a reversal takes back one payment in full, on the same target'
      using errcode = 'check_violation', constraint = 'employment_payment_reversal_exact';
  end if;
  update training_program t set spent_fen = t.spent_fen + p.fen
  from (select training_program_id as id, sum(amount_fen)::bigint as fen from new_rows
    where training_program_id is not null group by training_program_id) p
  where t.id = p.id;${withTerms ? LOCK : ''}
  update startup_project t set paid_fen = t.paid_fen + p.fen, loan_fen = t.loan_fen + p.lent${withTerms ? DUE : ''}
  from (select startup_project_id as id, sum(amount_fen)::bigint as fen,
      coalesce(sum(amount_fen) filter (where support_mode = 'INTEREST_FREE_LOAN'), 0)::bigint as lent from new_rows
    where startup_project_id is not null group by startup_project_id) p
  where t.id = p.id;
  update pilot_city t set spent_fen = t.spent_fen + p.fen
  from (select pilot_id, region_code, sum(amount_fen)::bigint as fen from new_rows
    where pilot_id is not null group by pilot_id, region_code) p
  where t.pilot_id = p.pilot_id and t.region_code = p.region_code;
  return null;
end $$;`;
};
