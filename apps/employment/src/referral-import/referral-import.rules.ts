import { scopePatterns } from '@nuan/auth';
import type { ActTransaction } from '@nuan/facts';
import { type ListImportRules, peopleOfList, rowActs, type RowFields } from '@nuan/intake';
import { regionPrefix } from '@nuan/kernel';

import { employersOfList, UNKNOWN_EMPLOYER } from '../import/employers-of-list';
import { referPerson } from '../referral/referral-acts';
import { type ImportedReferral, readReferralRow, REFERRAL_COLUMNS } from './import-row';
import { REFERRAL_IMPORT_ROWS } from './referral-import.machine';

/** How rows become referrals, by the rules of a single one: to the open vacancy of that name, or else to the job itself. */
export const referralImportRules: ListImportRules<ImportedReferral> = {
  ...{ type: 'JobReferralImport', jobKind: 'referral.import', table: 'job_referral_import' },
  ...{ columns: REFERRAL_COLUMNS, rows: REFERRAL_IMPORT_ROWS, isTried: true },
  twice: { column: 'position', message: 'Another line names this person for this job.' },
  reader: (tx, _run, cipher) => (row) => readReferralRow(row, cipher, tx.today),
  async survey(tx, run, rows) {
    const people = await peopleOfList(tx, rows, [`${regionPrefix(run.region_code)}%`]);
    const employers = await employersOfList(
      tx,
      rows.map(({ creditCode }) => creditCode),
    );
    const idOf = ({ creditCode }: ImportedReferral): string => employers.get(creditCode)?.id ?? '';
    const vacancies = await openVacancies(
      tx,
      [...employers.values()].map(({ id }) => id),
    );
    return {
      key: (row) => `${people.idOf(row)} ${idOf(row)} ${row.position}`,
      unfit: (row) => people.unfit(row) ?? (employers.has(row.creditCode) ? null : UNKNOWN_EMPLOYER),
      write: rowActs(tx, fieldsOf, (act, row) => {
        const vacancyId = vacancies.get(`${idOf(row)} ${row.position}`);
        const job = vacancyId === undefined ? { employerId: idOf(row), position: row.position } : { vacancyId };
        return referPerson(act, { personId: people.idOf(row), ...job });
      }),
    };
  },
};

const fieldsOf = ({ person: { column } }: ImportedReferral): RowFields => ({
  named: column,
  columns: { personId: column, employerId: 'creditCode', vacancyId: 'position', position: 'position' },
});

/** The vacancy of each name that is open for an employer and that the sender sees; the oldest of several. */
async function openVacancies(tx: ActTransaction, employers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await tx.query<{ job: string; id: string }[]>(
    `select enterprise_id || ' ' || title as job, id from job_vacancy
     where enterprise_id = any($1::uuid[]) and (closed_on is null or closed_on > $2) and region_code like any($3::text[])
     order by posted_on desc, id desc`,
    [employers, tx.today, scopePatterns(tx.viewer)],
  );
  return new Map(found.map(({ job, id }) => [job, id]));
}
