import { type ListImportRules, peopleOfList, rowActs, type RowFields } from '@nuan/intake';
import { regionPrefix } from '@nuan/kernel';

import { employersOfList, unfitEmployer } from '../import/employers-of-list';
import { enterProject } from '../startup/startup-application';
import { type ImportedApplication, readApplicationRow, STARTUP_COLUMNS } from './import-row';
import { STARTUP_IMPORT_ROWS } from './startup-import.machine';

/** How rows become applications, by the rules of a single one: a leader has one project a year, which another person reviews. */
export const startupImportRules: ListImportRules<ImportedApplication> = {
  ...{ type: 'StartupProjectImport', jobKind: 'startup.importProjects', table: 'startup_project_import' },
  ...{ columns: STARTUP_COLUMNS, rows: STARTUP_IMPORT_ROWS, isTried: true },
  twice: { column: 'personId', message: 'Another line names this leader.' },
  reader: (tx, _run, cipher) => (row) => readApplicationRow(row, cipher, tx.today),
  async survey(tx, run, rows) {
    const people = await peopleOfList(tx, rows, [`${regionPrefix(run.region_code)}%`]);
    const firms = await employersOfList(
      tx,
      rows.map(({ creditCode }) => creditCode),
    );
    return {
      key: (row) => people.idOf(row),
      unfit: (row) =>
        people.unfit(row) ?? (row.creditCode === null ? null : unfitEmployer(run, firms.get(row.creditCode))),
      write: rowActs(tx, fieldsOf, (act, { name, amount, jobsPlanned, support, ...row }) =>
        enterProject(act, {
          ...{ name, amount, jobsPlanned, support: [...support], leaderId: people.idOf(row) },
          enterpriseId: firms.get(row.creditCode ?? '')?.id ?? null,
        }),
      ),
    };
  },
};

const fieldsOf = ({ person: { column } }: ImportedApplication): RowFields => ({
  named: column,
  columns: { leaderId: column, enterpriseId: 'creditCode', support: 'support', amount: 'amount' },
});
