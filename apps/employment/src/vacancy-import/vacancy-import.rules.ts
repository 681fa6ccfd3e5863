import { type ListImportRules, rowActs, type RowFields } from '@nuan/intake';

import { employersOfList, unfitEmployer } from '../import/employers-of-list';
import { postVacancy } from '../referral/referral-acts';
import { type ImportedVacancy, readVacancyRow, VACANCY_COLUMNS } from './import-row';
import { VACANCY_IMPORT_ROWS } from './vacancy-import.machine';

const FIELDS: RowFields = { named: 'creditCode', columns: { enterpriseId: 'creditCode', title: 'title' } };

/** How rows become vacancies: one that is open of a name for an employer of the region. */
export const vacancyImportRules: ListImportRules<ImportedVacancy> = {
  ...{ type: 'JobVacancyImport', jobKind: 'vacancy.import', table: 'job_vacancy_import' },
  ...{ columns: VACANCY_COLUMNS, rows: VACANCY_IMPORT_ROWS, isTried: true },
  twice: { column: 'title', message: 'Another line names this job of this employer.' },
  reader: () => readVacancyRow,
  async survey(tx, run, rows) {
    const employers = await employersOfList(
      tx,
      rows.map(({ creditCode }) => creditCode),
    );
    const idOf = ({ creditCode }: ImportedVacancy): string => employers.get(creditCode)?.id ?? '';
    return {
      key: ({ creditCode, title }) => `${creditCode} ${title}`,
      unfit: ({ creditCode }) => unfitEmployer(run, employers.get(creditCode)),
      write: rowActs(
        tx,
        () => FIELDS,
        (act, row: ImportedVacancy) => postVacancy(act, { enterpriseId: idOf(row), ...row }),
      ),
    };
  },
};
