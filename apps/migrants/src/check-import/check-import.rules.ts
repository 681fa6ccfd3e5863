import { writePatterns } from '@nuan/auth';
import { type ImportRun, type ListImportRules, peopleOfList, type RowRefusal } from '@nuan/intake';

import { CheckedPersons, countNamed, holdBatch, recordPersons } from '../health-check/checked-persons';
import { CHECK_COLUMNS, type ImportedCheck, readCheckRow } from './import-row';
import { CHECK_IMPORT_ROWS } from './check-import.machine';

interface CheckRun extends ImportRun {
  readonly health_check_batch_id: string;
}

const unfiled = ({ person: { column } }: ImportedCheck): RowRefusal => ({
  ...{ column, rule: 'HOUSEHOLD_FILED' },
  message: 'Nothing is recorded of who belongs to no filed household: count this person in the batch alone.',
});

const checkedOnce = ({ person: { column } }: ImportedCheck): RowRefusal => ({
  ...{ column, rule: 'CHECKED_ONCE', message: 'It is on record that this person was checked in this batch.' },
});

const OTHER_OCCUPATION: RowRefusal = {
  ...{ column: 'occupation', rule: 'OCCUPATION_OF_BATCH' },
  message:
    'A batch is of one occupation, and of another than this: leave the cell blank, or name the batch of this one.',
};

/** How rows become records that a member of a filed household was checked, each once; the batch counts no fewer than it names. */
export const checkImportRules: ListImportRules<ImportedCheck, CheckRun> = {
  ...{ type: 'HealthCheckImport', jobKind: 'healthCheck.import', table: 'health_check_import' },
  ...{ columns: CHECK_COLUMNS, rows: CHECK_IMPORT_ROWS, isTried: true },
  twice: { column: 'personId', message: 'Another line names this person.' },
  reader: (tx, _run, cipher) => (row) => readCheckRow(row, cipher, tx.today),
  async survey(tx, run, rows) {
    const people = await peopleOfList(tx, rows, writePatterns(tx.viewer));
    const batch = await holdBatch(tx, run.health_check_batch_id);
    const { barred } = batch;
    const ids = rows.flatMap((row) => people.of(row)?.id ?? []);
    const checked = await CheckedPersons.of(tx, batch.id, ids);
    return {
      key: (row) => people.idOf(row),
      unfit: (row) => {
        if (row.occupation !== null && row.occupation !== batch.occupation) return OTHER_OCCUPATION;
        const bar = people.unfit(row) ?? (checked.isFiled(people.idOf(row)) ? null : unfiled(row));
        return bar ?? (barred && { column: null, rule: barred.rule, message: barred.message });
      },
      held: (row) => (checked.isRecorded(people.idOf(row)) ? checkedOnce(row) : null),
      async write(free) {
        const made = await recordPersons(
          tx,
          batch,
          free.map((row) => people.idOf(row)),
        );
        if (made.size > 0) await countNamed(tx, batch);
        return free.map((row) => made.get(people.idOf(row)) ?? checkedOnce(row));
      },
    };
  },
};
