import type { ActTransaction } from '@nuan/facts';
import { type ListImportRules, rowActs, type RowFields, type RowRefusal } from '@nuan/intake';

import { employersOfList, unfitEmployer } from '../import/employers-of-list';
import { postVacancy } from '../referral/referral-acts';
import { type ImportedVacancy, readVacancyRow, VACANCY_COLUMNS } from './import-row';
import { VACANCY_IMPORT_ROWS } from './vacancy-import.machine';

const KNOWN: RowRefusal = {
  column: 'title',
  rule: 'VACANCY_KNOWN',
  message: 'This employer has a vacancy of this name that is open: close it first.',
};
const FIELDS: RowFields = { named: 'creditCode', columns: { enterpriseId: 'creditCode', title: 'title' } };

/** How rows become vacancies: one that is open of a name for an employer of the region. */
export const vacancyImportRules: ListImportRules<ImportedVacancy> = {
  ...{ type: 'JobVacancyImport', jobKind: 'vacancy.import', table: 'job_vacancy_import' },
  ...{ columns: VACANCY_COLUMNS, rows: VACANCY_IMPORT_ROWS, isTried: true },
  twice: { column: 'title', message: 'Another line names this job of this employer.' },
  rowKey: ({ creditCode, title }) => `${creditCode} ${title}`,
  reader: () => readVacancyRow,
  async survey(tx, run, rows) {
    const employers = await employersOfList(
      tx,
      rows.map(({ creditCode }) => creditCode),
    );
    const open = await openVacancies(
      tx,
      [...employers.values()].map(({ id }) => id),
    );
    const idOf = ({ creditCode }: ImportedVacancy): string => employers.get(creditCode)?.id ?? '';
    return {
      unfit: ({ creditCode }) => unfitEmployer(run, employers.get(creditCode)),
      held: (row) => (open.has(`${idOf(row)} ${row.title}`) ? KNOWN : null),
      write: rowActs(
        tx,
        () => FIELDS,
        (act, row: ImportedVacancy) => postVacancy(act, { enterpriseId: idOf(row), ...row }),
      ),
    };
  },
};

/** Vacancies of these employers that are open, by employer and name. */
async function openVacancies(tx: ActTransaction, employers: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await tx.query<{ job: string }[]>(
    `select enterprise_id || ' ' || title as job from job_vacancy
     where enterprise_id = any($1::uuid[]) and (closed_on is null or closed_on > $2)`,
    [employers, tx.today],
  );
  return new Set(found.map(({ job }) => job));
}
