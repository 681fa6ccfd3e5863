import { writePatterns } from '@nuan/auth';
import { type ImportRun, type ListImportRules, peopleOfList, rowActs, type RowFields } from '@nuan/intake';

import { recordHire } from '../startup/startup-hire';
import { HIRE_IMPORT_ROWS } from './hire-import.machine';
import { HIRE_COLUMNS, type ImportedHire, readHireRow } from './import-row';

interface HireRun extends ImportRun {
  readonly project_id: string;
}

/** How rows become hires of a project, by the rules of a single one (I28): proven, of other persons than its leader, once it is funded. */
export const hireImportRules: ListImportRules<ImportedHire, HireRun> = {
  ...{ type: 'StartupHireImport', jobKind: 'startup.importHires', table: 'startup_hire_import' },
  ...{ columns: HIRE_COLUMNS, rows: HIRE_IMPORT_ROWS, isTried: true },
  twice: { column: 'personId', message: 'Another line names this person.' },
  reader: (tx, _run, cipher) => (row) => readHireRow(row, cipher, tx.today),
  async survey(tx, run, rows) {
    const people = await peopleOfList(tx, rows, writePatterns(tx.viewer));
    return {
      key: (row) => people.idOf(row),
      unfit: (row) => people.unfit(row),
      write: rowActs(tx, fieldsOf, (act, { hiredOn, contractRef, wage, ...row }) =>
        recordHire(act, { projectId: run.project_id, personId: people.idOf(row), hiredOn, contractRef, wage }),
      ),
    };
  },
};

const fieldsOf = ({ person: { column } }: ImportedHire): RowFields => ({
  named: column,
  columns: { personId: column, hiredOn: 'hiredOn', placedOn: 'hiredOn', wage: 'wage', contractRef: 'contractRef' },
});
