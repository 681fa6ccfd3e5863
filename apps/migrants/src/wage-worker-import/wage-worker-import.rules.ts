import { writePatterns } from '@nuan/auth';
import type { ActTransaction } from '@nuan/facts';
import type { RuleBroken } from '@nuan/federation';
import { type ImportRun, type ListImportRules, peopleOfList, type RowRefusal, type WrittenRow } from '@nuan/intake';

import { type HeldCase, holdCase, NamedInCase, type NamedWorker, nameWorkers } from '../wage-case/named-workers';
import { type ImportedWageWorker, readWageWorkerRow, WAGE_WORKER_COLUMNS } from './import-row';
import { WAGE_WORKER_IMPORT_ROWS } from './wage-worker-import.machine';

interface WageWorkerRun extends ImportRun {
  readonly wage_case_id: string;
}

const namedOnce = ({ person: { column } }: ImportedWageWorker): RowRefusal => ({
  ...{ column, rule: 'WORKER_NAMED_ONCE' },
  message: 'The case says already what is owed to this person.',
});

/** What a rule of the case tells of a row: of the amount, of whom it names, or of no cell where it is of the case itself. */
function brokenBy({ rule, field, message }: RuleBroken, { person }: ImportedWageWorker): RowRefusal {
  if (field === 'wageCaseId') return { column: null, rule, message };
  return { column: field === 'owed' ? 'owed' : person.column, rule, message };
}

/** How rows become workers of a case: each once, and no more of them and nothing more owed to them than the case counts. */
export const wageWorkerImportRules: ListImportRules<ImportedWageWorker, WageWorkerRun> = {
  ...{ type: 'WageCaseWorkerImport', jobKind: 'wageCaseWorkers.import', table: 'wage_case_worker_import' },
  ...{ columns: WAGE_WORKER_COLUMNS, rows: WAGE_WORKER_IMPORT_ROWS, isTried: true },
  twice: { column: 'personId', message: 'Another line names this person.' },
  reader: (tx, _run, cipher) => (row) => readWageWorkerRow(row, cipher, tx.today),
  async survey(tx, run, rows) {
    const people = await peopleOfList(tx, rows, writePatterns(tx.viewer));
    const held = await holdCase(tx, run.wage_case_id);
    const ids = rows.flatMap((row) => people.of(row)?.id ?? []);
    const named = await NamedInCase.of(tx, held.id, ids);
    return {
      key: (row) => people.idOf(row),
      unfit: (row) => people.unfit(row) ?? (held.settled && brokenBy(held.settled, row)),
      held: (row) => (named.states(people.idOf(row)) ? namedOnce(row) : null),
      write: (free) =>
        writeWorkers(
          tx,
          held,
          named,
          free.map((row) => ({ ...row, workerId: people.idOf(row) })),
        ),
    };
  },
};

/** Names those whom the case has room for, one after the other as they stand in the list. */
async function writeWorkers(
  tx: ActTransaction,
  held: HeldCase,
  named: NamedInCase,
  rows: readonly (ImportedWageWorker & NamedWorker)[],
): Promise<readonly WrittenRow[]> {
  const broken = rows.map((row) => named.add(row, held));
  const ids = await nameWorkers(
    tx,
    held.id,
    rows.filter((_row, at) => broken[at] === null),
  );
  if (ids.size > 0) await tx.query('update wage_case set version = version + 1 where id = $1', [held.id]);
  return rows.map((row, at) => {
    const rule = broken[at];
    return rule ? brokenBy(rule, row) : (ids.get(row.workerId) ?? namedOnce(row));
  });
}
