import { type ImportRun, type ListImportRules, rowActs, type RowFields } from '@nuan/intake';

import { complete } from '../training/enrollment-acts';
import { participantsOfList } from '../training/session-of-list';
import { COMPLETION_IMPORT_ROWS } from './completion-import.machine';
import { COMPLETION_COLUMNS, type ImportedCompletion, readCompletionRow } from './import-row';

interface CompletionRun extends ImportRun {
  readonly session_id: string;
}

/** How rows complete participations, by the rules of a single one: the hours that the session requires, each certificate once. */
export const completionImportRules: ListImportRules<ImportedCompletion, CompletionRun> = {
  ...{ type: 'CompletionImport', jobKind: 'completion.import', table: 'completion_import' },
  ...{ columns: COMPLETION_COLUMNS, rows: COMPLETION_IMPORT_ROWS, isTried: true },
  twice: { column: 'personId', message: 'Another line names this person.' },
  reader: (tx, _run, cipher) => (row) => readCompletionRow(row, cipher, tx.today),
  async survey(tx, run, rows) {
    const participants = await participantsOfList(tx, run.session_id, rows);
    return {
      key: (row) => participants.people.idOf(row),
      unfit: (row) => participants.unfit(row),
      write: rowActs(tx, fieldsOf, async (act, { completedOn, certificate, ...row }) => {
        const id = participants.enrollmentOf(row);
        await complete(act, { id, expectedVersion: null, completedOn, certificate });
        return id;
      }),
    };
  },
};

const fieldsOf = ({ person: { column } }: ImportedCompletion): RowFields => ({
  named: column,
  columns: { id: column, completedOn: 'completedOn', certificate: 'certificate' },
});
