import type { ActTransaction } from '@nuan/facts';
import { RuleBroken } from '@nuan/federation';
import { addDays, addMonths, type LocalDate, yuan } from '@nuan/kernel';

import type { LockedProject } from './startup-move';
import type { RecordStartupFundingInput } from './startup-write.inputs';
import { SupportMode } from './support-mode';

/** In which mode money is paid, and the terms of that mode. */
export interface FundingTerms {
  readonly mode: SupportMode;
  /** Day by which a loan is to be paid back; null for other modes. */
  readonly loanDueOn: LocalDate | null;
  /** Days whose interest a subsidy covers; null for other modes. */
  readonly subsidyFrom: LocalDate | null;
  readonly subsidyTo: LocalDate | null;
}

type Terms = Pick<RecordStartupFundingInput, 'mode' | 'amount' | 'loanDueOn' | 'subsidyFrom' | 'subsidyTo'>;

/**
 * Terms of the start-up support of trade unions in Hebei, 2016–2018 (China Daily, 12 February 2016): a loan without interest of at most
 * 50,000 yuan for one to three years; interest of a bank's loan for at most three years. Our source sets none of its own.
 */
const LOAN_AT_MOST_FEN = 5_000_000n;
const LOAN_MONTHS = { least: 12, most: 36 } as const;
const SUBSIDY_MONTHS_AT_MOST = 36;

const REVERSED = 'select from employment_payment back where back.reverses_id = y.id';

/** Decides in which mode money reaches a locked project and holds it to the terms of that mode. Refuses what has no mode, or breaks a term. */
export async function fundingTerms(
  tx: ActTransaction,
  project: LockedProject,
  input: Terms,
  paidOn: LocalDate,
): Promise<FundingTerms> {
  const mode = modeOf(tx, project, input.mode ?? null);
  refuseForeignTerms(tx, mode, input);
  const none = { mode, loanDueOn: null, subsidyFrom: null, subsidyTo: null };
  if (mode === SupportMode.INTEREST_FREE_LOAN) return { ...none, loanDueOn: loanTerm(tx, project, input, paidOn) };
  if (mode === SupportMode.INTEREST_SUBSIDY) return { ...none, ...(await subsidyPeriod(tx, project, input)) };
  return none;
}

function modeOf(tx: ActTransaction, { support }: LockedProject, named: SupportMode | null): SupportMode {
  const inMoney: readonly SupportMode[] = support.filter((mode) => mode !== SupportMode.MATERIAL);
  if (named !== null) {
    if (inMoney.includes(named)) return named;
    const message = 'Money was not awarded in this mode.';
    return tx.refuse(new RuleBroken('MODE_AWARDED', 'mode', message, { support: support.join(',') }));
  }
  const [only] = inMoney;
  if (only !== undefined && inMoney.length === 1) return only;
  const message = inMoney.length === 0 ? 'Support in kind is handed over, not paid.' : 'Say in which mode it was paid.';
  return tx.refuse(new RuleBroken('MODE_NAMED', 'mode', message, { support: support.join(',') }));
}

/** A day to pay back by goes with a loan, a period with a subsidy. */
function refuseForeignTerms(tx: ActTransaction, mode: SupportMode, input: Terms): void {
  const refuse = (field: string, message: string): never =>
    tx.refuse(new RuleBroken('TERM_OF_MODE', field, message, { mode }));
  if (mode !== SupportMode.INTEREST_FREE_LOAN && input.loanDueOn != null)
    refuse('loanDueOn', 'Only a loan is to be paid back.');
  if (mode !== SupportMode.INTEREST_SUBSIDY && (input.subsidyFrom != null || input.subsidyTo != null))
    refuse(input.subsidyFrom == null ? 'subsidyTo' : 'subsidyFrom', 'Only a subsidy of interest covers a period.');
}

function loanTerm(tx: ActTransaction, project: LockedProject, input: Terms, paidOn: LocalDate): LocalDate {
  const lent = BigInt(project.loan_fen);
  if (lent + input.amount > LOAN_AT_MOST_FEN) {
    const facts = { available: yuan(LOAN_AT_MOST_FEN - lent) };
    tx.refuse(new RuleBroken('LOAN_LIMIT', 'amount', 'No more than 50,000 yuan is lent to a project.', facts));
  }
  const [earliest, latest] = [addMonths(paidOn, LOAN_MONTHS.least), addMonths(paidOn, LOAN_MONTHS.most)];
  const dueOn = input.loanDueOn ?? null;
  if (dueOn !== null && dueOn >= earliest && dueOn <= latest) return dueOn;
  const message = 'A loan runs for one to three years: say by when it is paid back.';
  return tx.refuse(new RuleBroken('LOAN_TERM', 'loanDueOn', message, { earliest, latest }));
}

async function subsidyPeriod(
  tx: ActTransaction,
  { id }: LockedProject,
  { subsidyFrom: from, subsidyTo: to }: Terms,
): Promise<{ readonly subsidyFrom: LocalDate; readonly subsidyTo: LocalDate }> {
  if (from == null || to == null || from > to) {
    const field = from == null ? 'subsidyFrom' : 'subsidyTo';
    return tx.refuse(
      new RuleBroken('SUBSIDY_PERIOD', field, 'Name the first and the last day whose interest it pays.'),
    );
  }
  const [paid] = await tx.query<{ first: LocalDate | null; overlaps: boolean | null }[]>(
    `select min(subsidy_from) as first, bool_or(daterange(subsidy_from, subsidy_to, '[]') && daterange($2, $3, '[]')) as overlaps
     from employment_payment y
     where startup_project_id = $1 and subsidy_from is not null and reverses_id is null and not exists (${REVERSED})`,
    [id, from, to],
  );
  if (paid?.overlaps === true)
    tx.refuse(new RuleBroken('SUBSIDY_PERIOD_ONCE', 'subsidyFrom', 'Interest of these days has been subsidised.'));
  const first = paid?.first != null && paid.first < from ? paid.first : from;
  const latest = addDays(addMonths(first, SUBSIDY_MONTHS_AT_MOST), -1);
  if (to > latest)
    tx.refuse(
      new RuleBroken('SUBSIDY_TERM', 'subsidyTo', 'Interest is subsidised for three years at most.', { latest }),
    );
  return { subsidyFrom: from, subsidyTo: to };
}
